import FilmModel
import Testing

@testable import PatientIndex

@Suite("What a machine never decides alone")
struct VetoTests {
    private static let mary: [String: String] = [
        "person_id": "P1", "nhs_number": "4010232137", "local_id": "A123456", "local_id_issuer": "RXA",
        "family_name": "Ashworth", "given_name": "Mary", "birth_date": "1931-04-02", "sex": "F",
        "address": "12 High Street", "town": "Halifax", "postcode": "HX1 1AA",
    ]

    private static func label(_ changes: [String: String?]) -> [String: String] {
        var label = mary
        label["person_id"] = nil
        for (key, value) in changes { label[key] = value }
        return label
    }

    @Test("the same label without a doubt is a match")
    func plain() throws {
        let index = try SmallIndex([Self.mary])
        for changes: [String: String?] in [
            [:], ["nhs_number": nil], ["nhs_number": nil, "local_id": nil],
            ["nhs_number": nil, "given_name": "Molly"],
            ["nhs_number": "4010232187", "local_id": nil, "family_name": "Ashwroth"],
        ] {
            let decision = try index.decide(Self.label(changes))
            #expect(decision.decision == .match && decision.best?.id == PersonID("P1"), "\(changes)")
            #expect(decision.vetoes.isEmpty)
        }
    }

    @Test(
        "each veto turns a match into a review",
        arguments: [
            (["nhs_number": "4010232153", "local_id": nil], Veto.twoIdentities),
            (["sex": "M", "given_name": nil], .sex),
            (["sex": "M", "nhs_number": nil, "local_id": nil], .sex),
            (["given_name": "Doris"], .twin), (["given_name": "Doris", "nhs_number": nil], .twin),
            (["birth_date": "1901-04-02", "nhs_number": nil], .parent),
            (["birth_date": "1901-04-02"], .parent),
            (["exam_date": "1930"], .beforeBirth),
            (["family_name": "Green", "given_name": "Ivy"], .contradicted),
            (["given_name": nil, "nhs_number": nil, "local_id": nil], .givenName),
            (["birth_date": nil, "nhs_number": nil, "local_id": nil], .birthDate),
            (["given_name": "M", "nhs_number": nil, "local_id": nil], .otherGivenName),
            (["given_name": "Molly", "local_id": "B999888"], .otherGivenName),
        ] as [([String: String?], Veto)])
    func vetoes(changes: [String: String?], veto: Veto) throws {
        let decision = try SmallIndex([Self.mary]).decide(Self.label(changes))
        #expect(decision.decision == .review)
        #expect(decision.vetoes.contains(veto), "\(decision.vetoes)")
        #expect(decision.hold == decision.vetoes.first?.hold)
    }

    @Test("an examination after the death")
    func death() throws {
        var dead = Self.mary
        dead["death_date"] = "1999-01-01"
        let index = try SmallIndex([dead])
        #expect(try index.decide(Self.label(["exam_date": "2001"])).vetoes == [.afterDeath])
        #expect(try index.decide(Self.label(["exam_date": "1999"])).decision == .match)
    }

    @Test("two persons who fit alike, and a number that is another person's")
    func others() throws {
        var twin = Self.mary
        twin["person_id"] = "P2"
        twin["nhs_number"] = "4010232153"
        twin["local_id"] = "A999999"
        let index = try SmallIndex([Self.mary, twin])
        let both = try index.decide(Self.label(["nhs_number": nil, "local_id": nil]))
        #expect(both.decision == .review && both.vetoes.contains(.ambiguous))
        var other = twin
        other["family_name"] = "Green"
        other["given_name"] = "Ivy"
        other["birth_date"] = "1950-09-09"
        other["address"] = "1 Low Road"
        other["postcode"] = "LS1 1AA"
        let mixed = try SmallIndex([Self.mary, other]).decide(
            Self.label(["nhs_number": "4010232153", "local_id": nil]))
        #expect(mixed.decision == .review && mixed.hold == .identityConflict)
    }

    @Test("a number of one twin beside the name of the other, of the father beside the son's birth date")
    func mixedUp() throws {
        func person(_ id: String, _ changes: [String: String]) -> [String: String] {
            Self.mary.merging(changes.merging(["person_id": id]) { $1 }) { $1 }
        }
        let twins = try SmallIndex([
            person("P1", ["given_name": "Maria"]),
            person("P2", ["given_name": "Marie", "nhs_number": "4010232153", "local_id": "A999999"]),
        ])
        for numbers: [String: String?] in [
            ["nhs_number": "4010232137", "local_id": nil], ["nhs_number": nil, "local_id": "A123456"],
            ["nhs_number": "4010232137", "local_id": "A123456"],
        ] {
            let mixed = try twins.decide(Self.label(numbers.merging(["given_name": "Marie"]) { $1 }))
            #expect(mixed.decision == .review && mixed.vetoes.contains(.readsAsAnother), "\(numbers)")
            #expect(mixed.candidates.count == 2)
            // The twin's own label, and one whose name is nobody's, are as good as before.
            #expect(
                try twins.decide(Self.label(numbers.merging(["given_name": "Maria"]) { $1 })).decision
                    == .match)
        }
        let sons = try SmallIndex([
            person("P1", ["given_name": "John", "sex": "M"]),
            person(
                "P2",
                [
                    "given_name": "John", "sex": "M", "birth_date": "1935-04-02", "nhs_number": "4010232153",
                    "local_id": "A999999",
                ]),
        ])
        let son = try sons.decide(Self.label(["given_name": "John", "sex": "M", "birth_date": "1935-04-02"]))
        #expect(son.decision == .review && son.vetoes.contains(.readsAsAnother), "\(son.vetoes)")
    }

    @Test("names exchanged, and the given name another one that people bear")
    func exchanged() throws {
        var persons = [Self.mary]
        for number in 0..<5 {
            for name in ["Mary", "Marcy"] {
                persons.append([
                    "person_id": "X\(name)\(number)", "family_name": "Lumb\(number)", "given_name": name,
                    "birth_date": "190\(number)-01-09",
                ])
            }
        }
        let index = try SmallIndex(persons)
        let names: [String: String?] = ["nhs_number": nil, "local_id": nil, "given_name": "Ashworth"]
        let same = try index.decide(Self.label(names.merging(["family_name": "Mary"]) { $1 }))
        #expect(same.decision == .match, "\(same.vetoes)")
        let other = try index.decide(Self.label(names.merging(["family_name": "Marcy"]) { $1 }))
        #expect(other.decision == .review && other.vetoes.contains(.otherGivenName), "\(other.vetoes)")
    }

    @Test("a Scottish number waits for a route, a test number for a made-up index")
    func routes() throws {
        var scot = Self.mary
        scot["nhs_number"] = "0101336489"
        let index = try SmallIndex([scot])
        let label = Self.label(["nhs_number": "0101336489"])
        #expect(try index.decide(label).hold == .borderReferral)
        #expect(try index.decide(label, Decider(routes: [.nhs, .chi])).decision == .match)
        var made = Self.mary
        made["nhs_number"] = "9434765919"
        #expect(try SmallIndex([made]).table.isSynthetic)
        #expect(try SmallIndex([made]).decide(Self.label(["nhs_number": "9434765919"])).decision == .review)
    }
}

@Suite("Films of one jacket")
struct JacketTests {
    @Test("labels agree where nothing differs and a number or the whole name does")
    func agreement() {
        func record(_ row: [String: String]) -> RawRecord { SmallIndex.record(row) }
        let one = record(["family_name": "Ashworth", "given_name": "Mary", "birth_date": "1931-04-02"])
        #expect(
            one.agrees(
                with: record(["family_name": "ASHWORTH", "given_name": "Mary", "birth_date": "2/4/1931"])))
        #expect(!one.agrees(with: record(["family_name": "Ashworth", "given_name": "Mary"])))
        #expect(
            !one.agrees(
                with: record(["family_name": "Ashworth", "given_name": "May", "birth_date": "1931-04-02"])))
        #expect(
            record(["local_id": "A12345", "family_name": "Ashworth"]).agrees(
                with: record(["local_id": "A12345"])))
        #expect(
            !record(["local_id": "A12345", "sex": "M"]).agrees(
                with: record(["local_id": "A12345", "sex": "F"])))
    }
}
