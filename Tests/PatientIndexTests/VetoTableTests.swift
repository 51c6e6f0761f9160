import FilmModel
import Foundation
import Testing

@testable import PatientIndex

@Suite("The table of vetoes")
struct VetoTableTests {
    private static let mary: [String: String] = [
        "person_id": "P1", "nhs_number": "4010232137", "local_id": "A123456", "local_id_issuer": "RXA",
        "family_name": "Ashworth", "given_name": "Mary", "birth_date": "1931-04-02", "sex": "F",
        "address": "12 High Street", "town": "Halifax", "postcode": "HX1 1AA",
    ]
    private static let scot = mary.merging(["nhs_number": "0101336489"]) { $1 }
    private static let test = mary.merging(["nhs_number": "9434765919"]) { $1 }
    private static let dead = mary.merging(["death_date": "1999-01-01"]) { $1 }

    /// Somebody else of the index: all that `mary` has and `changes` does not, is the same.
    private static func other(_ changes: [String: String]) -> [String: String] {
        mary.merging(changes.merging(["person_id": "P2"]) { $1 }) { $1 }
    }

    /// A stranger whose numbers are near to nobody's.
    private static let stranger = other([
        "nhs_number": "4505577104", "local_id": "C777777", "family_name": "Green", "given_name": "Ivy",
        "birth_date": "1966-12-30", "sex": "F", "address": "1 Low Road", "town": "Leeds",
        "postcode": "LS1 1AB",
    ])
    private static let daughter = other([
        "nhs_number": "4505577104", "local_id": "C777777", "birth_date": "1958-11-30",
    ])
    private static let twin = other([
        "nhs_number": "4505577104", "local_id": "C777777", "given_name": "Martha",
    ])
    /// Two who are called Molly in their own right.
    private static let mollies = (1...2).map { number in
        [
            "person_id": "M\(number)", "family_name": "Lumb\(number)", "given_name": "Molly",
            "birth_date": "190\(number)-01-09",
        ]
    }

    struct Trial: Sendable, CustomTestStringConvertible {
        let veto: Veto
        let index: [[String: String]]
        let changes: [String: String?]
        var testDescription: String { "\(veto) \(changes)" }
    }

    /// For each veto the label that agrees with the person in everything that it leaves room for.
    private static let trials: [Trial] = [
        Trial(veto: .unreadableNumber, index: [mary], changes: ["nhs_number": "4.01E+09"]),
        Trial(veto: .unreadableNumber, index: [mary], changes: ["nhs_number": "40102321"]),
        Trial(veto: .unreadableNumber, index: [mary], changes: ["nhs_number": "4777232137"]),
        Trial(veto: .unreadableHospitalNumber, index: [mary], changes: ["local_id": "A1234?6"]),
        Trial(veto: .unreadableHospitalNumber, index: [mary], changes: ["local_id": "\""]),
        Trial(veto: .unreadableBirthDate, index: [mary], changes: ["birth_date": "see notes"]),
        Trial(veto: .unreadableBirthDate, index: [mary], changes: ["birth_date": "\""]),
        Trial(veto: .route, index: [scot], changes: ["nhs_number": "0101336489"]),
        Trial(veto: .route, index: [scot], changes: ["nhs_number": "101336489"]),
        Trial(veto: .route, index: [scot], changes: ["nhs_number": nil]),
        Trial(veto: .testNumber, index: [test], changes: ["nhs_number": "9434765919"]),
        Trial(veto: .testNumber, index: [test], changes: ["nhs_number": nil]),
        Trial(veto: .twoIdentities, index: [mary], changes: ["nhs_number": "4505577104", "local_id": nil]),
        Trial(
            veto: .twoIdentities, index: [mary], changes: ["nhs_number": "4505577104", "given_name": "Molly"]),
        Trial(
            veto: .twoIdentities, index: [mary],
            changes: ["nhs_number": "4505577104", "birth_date": "1931-04"]),
        Trial(veto: .numberElsewhere, index: [mary, stranger], changes: ["local_id": "C777777"]),
        Trial(veto: .numberElsewhere, index: [mary, stranger], changes: ["local_id": "C777777/2"]),
        Trial(veto: .numberElsewhere, index: [mary, stranger], changes: ["local_id": "A123456X; C777777"]),
        Trial(veto: .numberElsewhere, index: [mary, stranger], changes: ["nhs_number": "4505577104"]),
        Trial(
            veto: .numberElsewhere, index: [mary, stranger], changes: ["nhs_number": "450\u{A0}557\u{A0}7104"]
        ),
        Trial(veto: .beforeBirth, index: [mary], changes: ["exam_date": "1930"]),
        Trial(veto: .afterDeath, index: [dead], changes: ["exam_date": "2001"]),
        Trial(veto: .sex, index: [mary], changes: ["sex": "M", "given_name": "Molly"]),
        Trial(veto: .sex, index: [mary], changes: ["sex": "M", "birth_date": "1931-04"]),
        Trial(veto: .sex, index: [mary], changes: ["sex": "M", "nhs_number": nil, "local_id": nil]),
        Trial(veto: .contradicted, index: [mary], changes: ["family_name": "Green", "given_name": "Ivy"]),
        Trial(veto: .twin, index: [mary], changes: ["given_name": "Doris"]),
        Trial(veto: .givenName, index: [mary], changes: ["given_name": "Doris", "birth_date": "1931"]),
        Trial(veto: .givenName, index: [mary], changes: ["given_name": nil, "birth_date": "1931-04"]),
        Trial(
            veto: .otherGivenName, index: [mary] + mollies, changes: ["given_name": "Molly", "local_id": nil]),
        Trial(
            veto: .otherGivenName, index: [mary],
            changes: ["given_name": "M", "local_id": "A123457", "nhs_number": nil]),
        Trial(
            veto: .otherGivenName, index: [mary.merging(["middle_names": "Ivy"]) { $1 }],
            changes: ["given_name": "Ivy", "sex": nil, "local_id": nil]),
        Trial(veto: .readsAsAnother, index: [mary, twin], changes: ["given_name": "Martha"]),
        Trial(veto: .readsAsAnother, index: [mary, daughter], changes: ["birth_date": "1958-11-30"]),
        Trial(veto: .namesake, index: [mary, daughter], changes: ["birth_date": nil]),
        Trial(
            veto: .namesake, index: [mary, daughter],
            changes: ["birth_date": nil, "postcode": nil, "address": nil]),
        Trial(veto: .namesake, index: [mary, twin], changes: ["given_name": nil, "local_id": nil]),
        Trial(veto: .namesake, index: [mary, twin], changes: ["given_name": "M", "local_id": nil]),
        Trial(veto: .parent, index: [mary], changes: ["birth_date": "1961-04-02"]),
        Trial(veto: .birthDate, index: [mary], changes: ["birth_date": "1944-12-30"]),
        Trial(
            veto: .birthDate, index: [mary],
            changes: ["birth_date": "1931-02-04", "nhs_number": nil, "local_id": nil]),
        Trial(
            veto: .birthDate, index: [mary],
            changes: ["birth_date": "1931-04-03", "nhs_number": nil, "local_id": "A123457"]),
        Trial(
            veto: .familyName, index: [mary],
            changes: ["family_name": "Green", "birth_date": "1931-04-03", "nhs_number": nil]),
        Trial(
            veto: .nameAndDateAlone, index: [mary],
            changes: [
                "nhs_number": nil, "local_id": nil, "address": nil, "town": nil, "postcode": nil, "sex": nil,
            ]),
        Trial(
            veto: .ambiguous, index: [mary, other(["nhs_number": "", "local_id": ""])],
            changes: ["nhs_number": nil, "local_id": nil]),
    ]

    @Test("holds whatever else on the label speaks against a veto", arguments: trials)
    func strongest(trial: Trial) throws {
        var label = Self.mary
        label["person_id"] = nil
        for (key, value) in trial.changes { label[key] = value }
        let index = try SmallIndex(trial.index.map { $0.filter { !$0.value.isEmpty } })
        let decision = try index.decide(label)
        #expect(decision.decision == .review)
        #expect(decision.vetoes.contains(trial.veto), "\(decision.vetoes)")
        #expect(decision.hold == decision.vetoes.first?.hold)
    }

    @Test("has each veto once, and a trial of each")
    func whole() {
        #expect(VetoTable.rows.map(\.veto) == Veto.allCases)
        #expect(Set(Self.trials.map(\.veto)) == Set(Veto.allCases))
    }

    @Test(
        "lets a remark do where a number, both names and the birth date are equal",
        arguments: [
            (["sex": "M"], MatchRemark.sexDiffers), (["sex": "M", "local_id": nil], .sexDiffers),
            (["sex": "M", "nhs_number": nil], .sexDiffers), (["nhs_number": "4505577104"], .numbersDiffer),
            (["nhs_number": "4505577104", "postcode": nil, "address": nil, "town": nil], .numbersDiffer),
        ] as [([String: String?], MatchRemark)])
    func remarks(changes: [String: String?], remark: MatchRemark) throws {
        var label = Self.mary
        label["person_id"] = nil
        for (key, value) in changes { label[key] = value }
        let decision = try SmallIndex([Self.mary]).decide(label)
        #expect(decision.decision == .match && decision.remarks == [remark], "\(decision.vetoes)")
        #expect(decision.reasons.contains(remark.text))
    }

    @Test("is the governance page's, word for word")
    func page() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = root.appending(path: "docs/handbook/information-governance.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let table = VetoTable.markdown
        // To write the page's table anew: print(VetoTable.markdown).
        #expect(text.contains(table), "the page must contain:\n\(table)")
    }
}
