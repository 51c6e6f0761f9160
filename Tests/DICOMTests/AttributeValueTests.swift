import DICOM
import Testing

@Suite("Values are equal where PS3.5 takes them for the same")
struct AttributeValueTests {
    @Test(
        "padding, empty components, case of a name, and ways to write a number change nothing",
        arguments: [
            (DICOM.Tag.patientName, "Doe^Jane^^^", "Doe^Jane"), (.patientName, "Doe ^ Jane", "DOE^JANE"),
            (.patientName, "Doe^Jane=漢^字", "Doe^Jane"), (.patientName, "O\u{301}Brien", "ÓBrien"),
            (.patientID, "  X1 ", "X1"), (.pixelSpacing, "0.1\\0.1", "0.100\\1e-1"),
            (.rows, "0144", "144"), (.numberOfFrames, "1", ""), (.rescaleSlope, "1.0", ""),
            (.bodyPartExamined, "chest ", "CHEST"),
        ])
    func same(_ tag: DICOM.Tag, _ one: String, _ other: String) {
        #expect(AttributeValue(one, of: tag) == AttributeValue(other, of: tag))
    }

    @Test(
        "what says something else differs",
        arguments: [
            (DICOM.Tag.patientName, "Doe^Jane", "Doe^Janet"), (.patientName, "Doe^Jane", "Jane^Doe"),
            (.patientName, "Muller", "Müller"), (.patientID, "0123", "123"), (.patientID, "x1", "X1"),
            (.pixelSpacing, "0.1\\0.1", "0.1\\0.2"), (.rescaleSlope, "2", ""),
            (.studyInstanceUID, "1.2.3", "1.2.30"), (.patientBirthDate, "19500102", "19500201"),
        ])
    func different(_ tag: DICOM.Tag, _ one: String, _ other: String) {
        #expect(AttributeValue(one, of: tag) != AttributeValue(other, of: tag))
    }
}
