import DICOM
import FilmModel
import Testing

@testable import Archive

@Suite("An archive that follows the hospital is not damaged; another person's identity is")
struct IdentityComparisonTests {
    private static let sent = [
        DICOM.Tag.patientName: "Ash^Rosa", .patientID: "4010232137", .issuerOfPatientID: "NHS",
        .patientBirthDate: "19310402", .patientSex: "F", .imageLaterality: "L",
    ]

    /// What a comparison comes to where the archive tells so much otherwise.
    private func outcome(
        _ changes: [DICOM.Tag: String], others: [String]? = ["RXA-1"], isElsewhere: Bool = false
    ) -> String {
        func named(_ values: [DICOM.Tag: String]) -> [String: String] {
            Dictionary(uniqueKeysWithValues: values.map { ($0.key.description, $0.value) })
        }
        let comparison = IdentityComparison(
            found: named(Self.sent.merging(changes) { $1 }), sent: named(Self.sent), others: others)
        if let tag = comparison.contradiction() { return "contradicts \(tag)" }
        guard !comparison.renamed().isEmpty else { return "equal" }
        var person = Person(id: PersonID("P"))
        person.nhsNumber = "4010232137"
        person.localID = "1"
        person.localIDIssuer = "RXA"
        person.familyName = "Birch"
        person.givenName = "Rosa"
        person.birthDate = PartialDate("1931-04-02")
        person.sex = .female
        var aliases = PatientAliases()
        aliases.add(person, person.identifiers, isElsewhere: isElsewhere)
        return comparison.unknown(to: aliases).map { "another patient: \($0)" } ?? "followed"
    }

    @Test(
        "ways to write a number and its issuer are no difference",
        arguments: ["401 023 2137", "401-023-2137", " 4010232137 "])
    func written(_ number: String) {
        #expect(outcome([.patientID: number, .issuerOfPatientID: "nhs"]) == "equal")
    }

    @Test("the person's own names and numbers are, wherever they stand")
    func own() {
        #expect(outcome([.patientName: "Birch^Rosa"]) == "followed")
        #expect(outcome([.otherPatientIDsSequence: "RXA-1"]) == "equal")
        #expect(outcome([.otherPatientIDsSequence: "MPI-P"]) == "followed")
        #expect(outcome([.patientBirthName: "Birch^Rosa"]) == "followed")
    }

    @Test("a hospital's number that another hospital gave too is the person's with its issuer alone")
    func bare() {
        let (none, own) = ([DICOM.Tag.patientID: "1", .issuerOfPatientID: ""], "RXA")
        #expect(outcome(none) == "followed")
        #expect(outcome(none, isElsewhere: true).hasPrefix("another patient"))
        #expect(outcome([.patientID: "1", .issuerOfPatientID: own], isElsewhere: true) == "followed")
    }

    @Test(
        "another person's are found beside name and number, too",
        arguments: [
            (DICOM.Tag.patientName, "Cole^Ann"), (.patientID, "4010233001"), (.otherPatientIDs, "4010233001"),
            (.otherPatientIDsSequence, "RXA-1\\4010233001"), (.otherPatientNames, "Cole^Ann"),
            (.patientBirthName, "Cole^Ann"),
        ])
    func another(_ tag: DICOM.Tag, _ value: String) {
        #expect(outcome([tag: value]).hasPrefix("another patient"))
        // Of films that were sent before further numbers were kept, nothing is known to compare them with.
        let isBeside = ![.patientName, .patientID].contains(tag)
        #expect(outcome([tag: value], others: nil).hasPrefix(isBeside ? "equal" : "another patient"))
    }

    @Test(
        "a side that was not sent, under whatever keyword",
        arguments: [DICOM.Tag.laterality, .frameLaterality, .measurementLaterality, .imageLaterality])
    func side(_ tag: DICOM.Tag) {
        #expect(outcome([tag: "R"]) == "contradicts \(tag)")
        #expect(outcome([tag: "L"]) == "equal")
    }

    @Test("what is named is what is not the person's own, not what differs first")
    func named() {
        #expect(
            outcome([.patientName: "Birch^Rosa", .patientSex: "M"])
                == "another patient: \(DICOM.Tag.patientSex)")
    }
}
