import FilmModel
import Foundation
import GRDB
import Testing

@testable import PatientIndex
@testable import StoreSQLite

@Suite("One Patient ID is one person, and one study one patient")
struct WrittenPatientTests {
    /// An index and what was written, in one database.
    private struct Stores {
        let persons: SQLitePersonStore
        let written: SQLiteWrittenPatientStore

        init() throws {
            let database = try DatabaseQueue()
            persons = try SQLitePersonStore(database)
            written = try SQLiteWrittenPatientStore(database)
        }

        func load(_ rows: String...) async throws {
            let header = "person_id,nhs_number,local_id,local_id_issuer,family_name,birth_date,merged_into"
            _ = try await persons.importFile(
                Data(([header] + rows).joined(separator: "\n").utf8), name: "i", allowedLoss: 1)
        }

        func claim(_ study: String, _ id: String, passesShared: Bool = false) async throws
            -> IdentityClaim
        {
            let person = try #require(try await persons.person(PersonID(id)))
            return try await written.claim(study, for: person, passesShared: passesShared)
        }

        func id(_ study: String, _ person: String, passesShared: Bool = false) async throws -> String? {
            guard case .identity(let identity) = try await claim(study, person, passesShared: passesShared)
            else { return nil }
            return identity.id
        }
    }

    @Test(
        "a number is one in whichever form of Unicode it comes, and so is an id; what cannot be seen is no part of it"
    )
    func forms() async throws {
        let stores = try Stores()
        try await stores.load(
            "A,,\u{C9}900777,RXA,Ash,1931-04-02,", "B,,E\u{301}900\u{200B}777,RX\u{2060}A,Birch,1960-01-01,")
        for person in ["A", "B"] {
            guard case .shared = try await stores.claim("s\(person)", person) else {
                Issue.record("\(person) was given a number that is another's too")
                continue
            }
        }
        let one = PatientIdentifier("RXA-\u{C9}1", issuer: "RXA")
        #expect(PatientIdentifier("RXA-E\u{301}\u{200B}1\u{FEFF}", issuer: "R\u{200D}XA") == one)
        #expect(Array(PatientIdentifier("E\u{301}1", issuer: "").id.utf8) == Array("\u{C9}1".utf8))
        // The same rows again change nothing.
        try await stores.load(
            "A,,E\u{301}900777,RXA,Ash,1931-04-02,", "B\u{200B},,\u{C9}900777,RXA,Birch,1960-01-01,")
        #expect(try await stores.persons.count() == 2)
        #expect(try await stores.persons.person(PersonID("B")) != nil)
    }

    @Test("a number in two rows is nobody's Patient ID; a reviewer's word files each under one of their own")
    func shared() async throws {
        let stores = try Stores()
        try await stores.load(
            "A,4010232137,1,RXA,Ash,1931-04-02,", "B,4010232137,2,RXA,Birch,1960-01-01,",
            "C,,9,RXA,Cole,1950-01-01,", "D,,9,RXA,Dean,1940-01-01,")
        for person in ["A", "B", "C", "D"] {
            guard case .shared = try await stores.claim("s\(person)", person) else {
                Issue.record("\(person) was given a number that is another's too")
                continue
            }
        }
        #expect(try await stores.id("sA", "A", passesShared: true) == "RXA-1")
        #expect(try await stores.id("sB", "B", passesShared: true) == "RXA-2")
        #expect(try await stores.id("sC", "C", passesShared: true) == "MPI-C")
        #expect(try await stores.id("sD", "D", passesShared: true) == "MPI-D")
        // The shared number stands nowhere in what is written, not even beside.
        guard case .identity(let identity) = try await stores.claim("sA", "A") else { return }
        #expect(!identity.others.contains { $0.id == "4010232137" })
    }

    @Test("a number that one person gave up and another got stays the first one's")
    func reused() async throws {
        let stores = try Stores()
        try await stores.load("A,,77,RXA,Ash,1931-04-02,", "B,,78,RXA,Birch,1960-01-01,")
        #expect(try await stores.id("s1", "A") == "RXA-77")
        try await stores.load("A,,79,RXA,Ash,1931-04-02,", "B,,77,RXA,Birch,1960-01-01,")
        guard case .shared = try await stores.claim("s2", "B") else {
            Issue.record("the number of another's films was given again")
            return
        }
        #expect(try await stores.id("s3", "A") == "RXA-79")
        // Nothing was ever written under the number here; the index alone says that it was another's.
        let other = try Stores()
        try await other.load("A,,77,RXA,Ash,1931-04-02,", "B,,78,RXA,Birch,1960-01-01,")
        try await other.load("A,,79,RXA,Ash,1931-04-02,", "B,,77,RXA,Birch,1960-01-01,")
        guard case .shared = try await other.claim("s2", "B") else {
            Issue.record("the index's own history was not asked")
            return
        }
    }

    @Test(
        "a number that two had by mistake is free again once one of them has lost it, or they are found to be one"
    )
    func mended() async throws {
        let stores = try Stores()
        try await stores.load("A,4010232137,1,RXA,Ash,1931-04-02,", "B,4010232137,2,RXA,Birch,1960-01-01,")
        guard case .shared = try await stores.claim("s1", "A") else {
            Issue.record("a shared number was written")
            return
        }
        try await stores.load("A,4010232137,1,RXA,Ash,1931-04-02,", "B,,2,RXA,Birch,1960-01-01,")
        #expect(try await stores.id("s1", "A") == "4010232137")
        let other = try Stores()
        try await other.load("A,,9,RXA,Ash,1931-04-02,", "B,,9,RXA,Ash,1931-04-02,")
        try await other.load("A,,9,RXA,Ash,1931-04-02,B", "B,,9,RXA,Ash,1931-04-02,")
        #expect(try await other.id("s1", "A") == "RXA-9")
    }

    @Test(
        "numbers that only differ before they are written are one number",
        arguments: [("AB\\1", "AB/1"), (" 12 ", "12"), ("ab1", "AB1"), ("7\u{7F}7", "7 7")])
    func fitted(_ one: String, _ other: String) async throws {
        let stores = try Stores()
        try await stores.load("A,,\"\(one)\",RXA,Ash,1931-04-02,", "B,,\"\(other)\",RXA,Birch,1960-01-01,")
        guard case .shared = try await stores.claim("s1", "A") else {
            Issue.record("\(one) and \(other) were taken for two numbers")
            return
        }
    }

    @Test("a study goes on under the Patient ID with which it began, and a newer number stands beside it")
    func oneStudy() async throws {
        let stores = try Stores()
        try await stores.load("A,,77001,RXA,Helm,1950-01-02,")
        #expect(try await stores.id("s1", "A") == "RXA-77001")
        try await stores.load("A,4010232137,77001,RXA,Stone,1950-01-02,")
        guard case .identity(let identity) = try await stores.claim("s1", "A") else {
            Issue.record("the study did not go on")
            return
        }
        #expect(identity.id == "RXA-77001" && identity.name == "Helm")
        #expect(identity.others == [PatientIdentifier("4010232137", issuer: "NHS")])
        #expect(try await stores.id("s2", "A") == "4010232137")
    }

    @Test("a merged person goes on in the study, anybody else does not")
    func merged() async throws {
        let stores = try Stores()
        try await stores.load(
            "A,,1,RXA,Ash,1931-04-02,", "B,,2,RXA,Ash,1931-04-02,", "C,,3,RXA,Cole,1950-01-01,")
        #expect(try await stores.id("s1", "A") == "RXA-1")
        #expect(try await stores.claim("s1", "C") == .another(PersonID("A")))
        try await stores.load(
            "A,,1,RXA,Ash,1931-04-02,B", "B,,2,RXA,Ash,1931-04-02,", "C,,3,RXA,Cole,1950-01-01,")
        #expect(try await stores.id("s1", "B") == "RXA-1")
        #expect(try await stores.id("s2", "B") == "RXA-2")
    }

    @Test("a study whose number has become another person's goes on only by a person's word")
    func passedOn() async throws {
        let stores = try Stores()
        try await stores.load("A,4010232137,1,RXA,Ash,1931-04-02,", "B,,2,RXA,Birch,1960-01-01,")
        #expect(try await stores.id("s1", "A") == "4010232137")
        try await stores.load("A,4010233001,1,RXA,Ash,1931-04-02,", "B,4010232137,2,RXA,Birch,1960-01-01,")
        #expect(try await stores.claim("s1", "A") == .passedOn(issuer: "NHS"))
        #expect(try await stores.id("s2", "A") == "4010233001")
    }

    @Test("the index's own number is written for nobody else either")
    func ownNumber() async throws {
        let stores = try Stores()
        try await stores.load("u1,,,,Ash,1931-04-02,", "U1,,,,Birch,1960-01-01,")
        #expect(try await stores.id("s1", "u1") == "MPI-u1")
        guard case .shared = try await stores.claim("s2", "U1") else {
            Issue.record("ids that differ in case alone are one Patient ID to an archive")
            return
        }
        #expect(try await stores.id("s2", "U1", passesShared: true) == "MPI-U1-2")
    }

    @Test("what was written before this was kept is taken over from the films that were sent")
    func takeOver() async throws {
        let database = try DatabaseQueue()
        let persons = try SQLitePersonStore(database)
        let header = "person_id,nhs_number,local_id,local_id_issuer,family_name,birth_date"
        let rows = "A,4010232137,1,RXA,Ash,1931-04-02\nB,,2,RXA,Birch,1960-01-01"
        _ = try await persons.importFile(Data("\(header)\n\(rows)\n".utf8), name: "i")
        try await database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE film (id INTEGER PRIMARY KEY, store INTEGER);
                    CREATE TABLE finding (film INTEGER PRIMARY KEY, identity TEXT, study_uid TEXT,
                        matched_at INTEGER, decided_person TEXT, match_person TEXT);
                    INSERT INTO film VALUES (1, 1), (2, NULL);
                    INSERT INTO finding VALUES
                        (1, '{"(0010,0010)":"Ash","(0010,0020)":"RXA-2","(0010,0021)":"RXA"}', 's1', 5, NULL, 'A'),
                        (2, '{"(0010,0020)":"RXA-9"}', 's2', 5, NULL, 'B');
                    """)
        }
        let written = try SQLiteWrittenPatientStore(database)
        let (ours, never) = (PatientIdentifier("RXA-2", issuer: ""), PatientIdentifier("RXA-9", issuer: ""))
        #expect(try await written.person(writtenUnder: ours) == PersonID("A"))
        // A film that was never sent has written nothing.
        #expect(try await written.person(writtenUnder: never) == nil)
        let ash = try #require(try await persons.person(PersonID("A")))
        #expect(try await written.claim("s1", for: ash) == .passedOn(issuer: "RXA"))
        let birch = try #require(try await persons.person(PersonID("B")))
        guard case .shared = try await written.claim("s3", for: birch) else {
            Issue.record("another person's number was written again")
            return
        }
    }

    @Test(
        "whatever indexes come and whoever claims, no Patient ID is two persons', nor a study",
        arguments: 0..<20)
    func property(seed: Int) async throws {
        var random = SeededRandom(seed: UInt64(seed))
        let stores = try Stores()
        let numbers = (0..<4).map { "\($0)" }
        let national = ["4010232137", "4010232153", ""]
        var owners: [String: String] = [:]
        var studies: [String: String] = [:]
        for _ in 0..<12 {
            let rows = (0..<5).map { person in
                let (local, number) = (
                    numbers.randomElement(using: &random) ?? "", national.randomElement(using: &random) ?? ""
                )
                return "P\(person),\(number),\(local),RXA,Name\(person),19\(30 + person)-01-01,"
            }
            let header = "person_id,nhs_number,local_id,local_id_issuer,family_name,birth_date,merged_into"
            _ = try await stores.persons.importFile(
                Data(([header] + rows).joined(separator: "\n").utf8), name: "i", allowedLoss: 1)
            for _ in 0..<6 {
                let (person, study) = (
                    "P\(Int.random(in: 0..<5, using: &random))", "s\(Int.random(in: 0..<8, using: &random))"
                )
                let passes = Bool.random(using: &random)
                guard
                    case .identity(let identity) = try await stores.claim(study, person, passesShared: passes)
                else { continue }
                #expect(owners[identity.id, default: person] == person)
                #expect(studies[study, default: identity.id] == identity.id)
                owners[identity.id] = person
                studies[study] = identity.id
            }
        }
        #expect(!owners.isEmpty)
    }
}

/// SplitMix64: the same numbers for the same seed.
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
