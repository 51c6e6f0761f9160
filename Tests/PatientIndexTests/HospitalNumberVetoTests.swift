import FilmModel
import Testing

@testable import PatientIndex

@Suite("A hospital number speaks against whom it is not, however it is written")
struct HospitalNumberVetoTests {
    private static let mary: [String: String] = [
        "person_id": "P1", "nhs_number": "4010232137", "local_id": "123456", "local_id_issuer": "RXA",
        "family_name": "Ashworth", "given_name": "Mary", "birth_date": "1931-04-02", "sex": "F",
        "address": "12 High Street", "town": "Halifax", "postcode": "HX1 1AA",
    ]

    private static func stranger(_ local: String, _ changes: [String: String] = [:]) -> [String: String] {
        [
            "person_id": "P2", "local_id": local, "local_id_issuer": "RXA", "family_name": "Green",
            "given_name": "Ivy", "birth_date": "1966-12-30", "sex": "F", "address": "1 Low Road",
            "town": "Leeds",
            "postcode": "LS1 1AB",
        ].merging(changes) { $1 }
    }

    private static func label(_ number: String?, nhs: String? = "4010232137") -> [String: String] {
        var label = mary
        label["person_id"] = nil
        label["local_id"] = number
        label["nhs_number"] = nhs
        return label
    }

    @Test(
        "another person's number is seen",
        arguments: [
            ("900777", "H900777"), ("900777", "AB 900777"), ("900777", "900777/1"), ("900777", "900777-2"),
            ("900777", "900777B"), ("900777", "900777 (vol 2)"), ("900777", "900777 / 901234"),
            ("900777", "901234;900777"), ("900777", "123456 / 900777"), ("900777", "900777, 123456"),
            ("900777", "9.00777E+05"), ("900777", "900777,0"), ("H900777", "900777"), ("H0900777", "900777"),
            ("RXA-H900777", "900777.0"), ("900777H", "0900777"), ("RXA-900777", "H900777/1"),
        ])
    func elsewhere(holder: String, text: String) throws {
        let index = try SmallIndex([Self.mary, Self.stranger(holder)])
        for nhs in ["4010232137", nil] {
            let decision = try index.decide(Self.label(text, nhs: nhs))
            #expect(
                decision.decision == .review && decision.vetoes.contains(.numberElsewhere),
                "\(decision.vetoes)")
            #expect(decision.hold == .identityConflict)
        }
    }

    @Test("however many come nearer than he whose number it is")
    func crowd() throws {
        let crowd = (10..<40).map { number in
            Self.mary.merging([
                "person_id": "X\(number)", "nhs_number": "", "local_id": "77\(number)8",
                "birth_date": "1931-05-\(number)",
            ]) { $1 }.filter { !$0.value.isEmpty }
        }
        for number in ["H900777", "900777"] {
            let decision = try SmallIndex([Self.mary, Self.stranger("900777")] + crowd).decide(
                Self.label(number))
            #expect(decision.vetoes.contains(.numberElsewhere), "\(decision.vetoes)")
        }
    }

    @Test("the national number of another person among several numbers is seen")
    func national() throws {
        let index = try SmallIndex([Self.mary, Self.stranger("900777", ["nhs_number": "4505577104"])])
        for text in ["123456 / 4505577104", "4505577104"] {
            #expect(try index.decide(Self.label(text)).vetoes.contains(.numberElsewhere))
        }
    }

    @Test(
        "the own number, and one that is nobody's, hold nothing, whatever letters it has",
        arguments: [
            ("K900777", "123456"), ("900777", "H123456"), ("H900777", "K900777"), ("900777", "123456/1"),
            ("H123456", "123456"), ("900777", "M123456 vol 3"), ("12", "123456/12"), ("900777", "9007"),
            ("900777", nil), ("900777", "RXA 123456"),
        ] as [(String, String?)])
    func own(other: String, text: String?) throws {
        let decision = try SmallIndex([Self.mary, Self.stranger(other)]).decide(Self.label(text))
        #expect(decision.decision == .match && decision.best?.id == PersonID("P1"), "\(decision.vetoes)")
    }

    @Test("a looser reading speaks for nobody")
    func notFor() throws {
        // Without the national number the name alone is too little, and stays so.
        var label = Self.label("HX123456", nhs: nil)
        for column in ["address", "town", "postcode", "sex"] { label[column] = nil }
        let loose = try SmallIndex([Self.mary]).decide(label)
        label["local_id"] = "HX987654"
        let other = try SmallIndex([Self.mary]).decide(label)
        #expect(loose.decision == .review && other.decision == .review)
        label["local_id"] = "123456"
        #expect(try SmallIndex([Self.mary]).decide(label).decision == .match)
    }

    @Test(
        "what can't be read holds the film",
        arguments: ["9007?7", "9.01E+05", "\"", "as above", "illegible", "12345_"])
    func unreadable(text: String) throws {
        let decision = try SmallIndex([Self.mary]).decide(Self.label(text))
        #expect(decision.decision == .review && decision.vetoes.contains(.unreadableHospitalNumber))
        #expect(decision.hold == .labelUnreadable)
        let nobody = try SmallIndex([Self.stranger("900777")]).decide(Self.label(text))
        #expect(nobody.decision == .none && nobody.hold == .labelUnreadable)
    }

    @Test(
        "a CHI without its zero in the hospital number's place is a CHI, unless it is the person's hospital number"
    )
    func lostZero() throws {
        let scot = Self.mary.merging(["nhs_number": "0101336489"]) { $1 }
        let decision = try SmallIndex([scot]).decide(Self.label("101336489", nhs: nil))
        #expect(decision.hold == .borderReferral, "\(decision.vetoes)")
        let other = try SmallIndex([Self.mary, Self.stranger("900777", ["nhs_number": "0101336489"])])
            .decide(Self.label("101336489"))
        #expect(other.vetoes.contains(.numberElsewhere), "\(other.vetoes)")
        let local = Self.mary.merging(["local_id": "101336489"]) { $1 }
        let own = try SmallIndex([local]).decide(Self.label("101336489", nhs: nil))
        #expect(own.decision == .match && own.best?.fields.contains { $0.key == .national } == false)
    }
}
