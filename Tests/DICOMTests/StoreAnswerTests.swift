import DICOM
import Testing

@Suite("An archive's status says what it means")
struct StoreAnswerTests {
    @Test(
        "PS3.4 B.2.3 and PS3.7 Annex C",
        arguments: [
            (0x0000, StoreAnswer.Kind.success), (0xB000, .warning), (0xB006, .warning), (0xB007, .warning),
            (0xA700, .outOfResources), (0xA7FF, .outOfResources), (0xA900, .refused), (0xC000, .refused),
            (0xCFFF, .refused), (0x0122, .notSupported), (0x0124, .notSupported), (0x0111, .duplicate),
            (0x0110, .unknown),
            (0xFE00, .unknown), (0xB001, .unknown),
        ])
    func kinds(status: Int, kind: StoreAnswer.Kind) {
        #expect(StoreAnswer(status: status, comment: "").kind == kind)
    }

    @Test("tags print as the standard writes them")
    func tags() {
        #expect(DICOM.Tag.patientID.description == "(0010,0020)")
        #expect(DICOM.Tag.pixelData.description == "(7FE0,0010)")
    }
}
