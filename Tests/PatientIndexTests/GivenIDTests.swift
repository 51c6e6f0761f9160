import FilmModel
import Foundation
import GRDB
import Testing

@testable import PatientIndex
@testable import StoreSQLite

@Suite("An id that the hospital gives to another human")
struct GivenIDTests {
    private static let head =
        "person_id,nhs_number,local_id,local_id_issuer,family_name,given_name,birth_date,previous_family_name,merged_into"

    private struct Stores {
        let database: DatabaseQueue
        let persons: SQLitePersonStore
        let written: SQLiteWrittenPatientStore
        let decisions: SQLiteDecisionStore

        init() throws {
            database = try DatabaseQueue()
            persons = try SQLitePersonStore(database)
            written = try SQLiteWrittenPatientStore(database)
            decisions = try SQLiteDecisionStore(database)
        }

        @discardableResult
        func load(_ rows: String..., isPartial: Bool = false) async throws -> ImportSummary {
            try await persons.importFile(
                Data(([GivenIDTests.head] + rows).joined(separator: "\n").utf8), name: "i", allowedLoss: 1,
                isPartial: isPartial)
        }
    }

    @Test(
        "is told from the same human's changed row by all that both rows state",
        arguments: [
            // Married, moved, mistyped, called otherwise, written out.
            (",1,RXA,Ash,Mary,1931-04-02,,", ",2,RXA,Birch,Mary,1931-04-02,,", false),
            (",1,RXA,Ash,Mary,1931-04-02,,", ",2,RXA,Birch,Molly,1960-09-09,Ash,", false),
            (",1,RXA,Ash-Birch,M,1931-04-02,,", ",2,RXA,Birch,Mary,1950-01-01,,", false),
            (",1,RXA,Birch,Mary,1931-04-02,,", ",2,RXA,Burch,Ann,1931-02-04,,", false),
            // A baby gets its name, and its father's.
            (",1,RXA,Ash,BABY,1990-04-02,,", ",1,RXA,Birch,Tom,1990-04-02,,", false),
            (",1,RXA,Ash,TWIN 1,1990-04-02,,", ",2,RXA,Birch,Tom,1990-04-02,,", false),
            // What is missing is no evidence.
            (",1,RXA,Ash,Mary,,,", ",2,RXA,Ash,Tom,1960-09-09,,", false),
            (",1,RXA,Ash,,1931-04-02,,", ",2,RXA,Birch,Tom,,,", false),
            // A number stays, and one of the three.
            ("4010232137,1,RXA,Ash,Mary,1931-04-02,,", "4010232137,1,RXA,Birch,Mary,1960-09-09,,", false),
            (",77001,RXA,Ash,Mary,1931-04-02,,", ",77001,RXA,Ash,Tom,1960-09-09,,", false),
            (",1,RXA,Ash,Mary,1931-04-02,,", ",2,RXA,Birch,Tom,1960-09-09,,", true),
            (",1,RXA,Ash,Mary,1931-04-02,,", ",2,RXA,Ash,Mark,1960-09-09,,", true),
            (",1,RXA,Ash,Mary,1931-04-02,,", ",2,RXA,Birch,Mary,1960-09-09,,", true),
            (",1,RXA,Ash,Mary,1931-04-02,,", ",2,RXA,Birch,Tom,1931-04-02,,", true),
            ("4010232137,1,RXA,Ash,Mary,,,", "4010233001,2,RXA,Ash,Tom,,,", true),
            ("4010232137,1,RXA,Ash,Mary,1931-04-02,,", "4010232137,1,RXA,Birch,Tom,1960-09-09,,", true),
        ])
    func rule(before: String, now: String, isAnother: Bool) async throws {
        let stores = try Stores()
        try await stores.load("P,\(before)")
        let summary = try await stores.load("P,\(now)")
        #expect(summary.changed == 1 && summary.added == 0)
        #expect(try await (stores.persons.person(PersonID("P~1")) != nil) == isAnother)
        if isAnother { #expect(summary.remarks.count(.replaced) == 1) }
        // The earlier one is missing in no later file, and nothing changes any more.
        let again = try await stores.load("P,\(now)")
        #expect(again.unchanged == 1 && again.absent == 0)
    }

    @Test("leaves the earlier human what was written and decided, and what the index said of him")
    func moves() async throws {
        let stores = try Stores()
        let (mary, tom) = ("P,,1,RXA,Ash,Mary,1931-04-02,,", "P,,2,RXA,Birch,Tom,1960-09-09,,")
        try await stores.load("P,,1,RXA,Ashton,Mary,1931-04-02,,")
        try await stores.load(mary)
        let before = try #require(try await stores.persons.person(PersonID("P")))
        guard case .identity(let identity) = try await stores.written.claim("s1", for: before) else {
            Issue.record("nothing was claimed")
            return
        }
        func decide(_ film: Int64) async throws {
            try await stores.decisions.add(
                ReviewDecision(
                    .assign, person: PersonID("P"), cause: "", actor: "a", at: .now(),
                    candidates: [PersonID("P"), PersonID("Q")]),
                on: FilmID(film))
        }
        try await decide(1)
        try await stores.load(tom)
        try await decide(2)
        let own = PersonID("P~1")
        #expect(try await stores.persons.person(own)?.givenName == "Mary")
        #expect(try await !stores.persons.isCurrent(own))
        #expect(try stores.persons.aliases(of: own).names == ["Ash^Mary", "Ashton^Mary"])
        #expect(try stores.persons.aliases(of: PersonID("P")).names == ["Birch^Tom"])
        #expect(try await stores.written.person(writtenUnder: identity.identifier) == own)
        let now = try #require(try await stores.persons.person(PersonID("P")))
        #expect(try await stores.written.claim("s1", for: now) == .another(own))
        #expect(try await stores.decisions.standing(on: FilmID(1))?.person == own)
        #expect(try await stores.decisions.standing(on: FilmID(1))?.candidates == [own, PersonID("Q")])
        #expect(try await stores.decisions.standing(on: FilmID(2))?.person == PersonID("P"))
        #expect(try await stores.decisions.settled().map(\.person) == [own, PersonID("P")])
        // A number of the first that the second gets is shared.
        try await stores.load("P,,1,RXA,Birch,Tom,1960-09-09,,")
        guard
            case .shared = try await stores.written.claim(
                "s2", for: try #require(try await stores.persons.person(PersonID("P"))))
        else {
            Issue.record("the earlier human's number was given again")
            return
        }
    }

    @Test("and gives back to the first: he is one person with his earlier films, and the other is not")
    func back() async throws {
        let stores = try Stores()
        let (mary, tom) = ("P,,1,RXA,Ash,Mary,1931-04-02,,", "P,,2,RXA,Birch,Tom,1960-09-09,,")
        for rows in [mary, tom, mary, tom, mary] { try await stores.load(rows) }
        let names = ["P~1", "P~2", "P~3", "P~4"].map { PersonID($0) }
        #expect(try await stores.persons.same(as: PersonID("P")) == [PersonID("P"), names[0], names[2]])
        #expect(try await stores.persons.isSame(names[1], names[3]))
        #expect(try await !stores.persons.isSame(PersonID("P"), names[1]))
        // So it stays with the next file.
        try await stores.load(mary)
        #expect(try await stores.persons.isSame(PersonID("P"), names[0]))
    }

    @Test(
        "moves who were merged into the earlier one with him, unless the file says that they are the newcomer"
    )
    func merged() async throws {
        let stores = try Stores()
        try await stores.load(
            "P,,1,RXA,Ash,Mary,1931-04-02,,", "M,,3,RXA,Ash,Mary,1931-04-02,,P",
            "N,,4,RXA,Ash,Mary,1931-04-02,,P")
        let tom = "P,,2,RXA,Birch,Tom,1960-09-09,,"
        try await stores.load(tom, "N,,4,RXA,Ash,Mary,1931-04-02,,P", isPartial: true)
        #expect(try await stores.persons.person(PersonID("M"))?.id == PersonID("P~1"))
        #expect(try await stores.persons.person(PersonID("N"))?.id == PersonID("P"))
        // Who were one and are two now is kept for whoever looks at their films.
        let parted = try await stores.persons.openPartings()
        #expect(Set(parted.map(\.person)) == Set(["P~1", "M", "N"].map { PersonID($0) }))
        try await stores.persons.close(parted)
        #expect(try await stores.persons.openPartings().isEmpty)
    }

    @Test(
        "persons of a merge that is taken back, or becomes another, are kept as parted; those who go on as one are not"
    )
    func parted() async throws {
        let stores = try Stores()
        let (a, b, c) = (
            "A,,1,RXA,Ash,Mary,1931-04-02,,", "B,,2,RXA,Birch,Tom,1960-09-09,,",
            "C,,3,RXA,Cole,Ann,1950-01-01,,"
        )
        func parted() async throws -> Set<String> {
            let open = try await stores.persons.openPartings()
            try await stores.persons.close(open)
            return Set(open.map(\.person.text))
        }
        try await stores.load("\(a)B", b, c)
        #expect(try await parted().isEmpty)
        // B goes on as C, and A with it.
        try await stores.load("\(a)B", "\(b)C", c)
        #expect(try await parted().isEmpty)
        try await stores.load(a, "\(b)C", c)
        #expect(try await parted() == ["A", "B", "C"])
        try await stores.load(a, "\(b)A", c)
        #expect(try await parted() == ["B", "C"])
        try await stores.load(a, "\(b)A", c)
        #expect(try await parted().isEmpty)
    }

    @Test("is named by the import with whose it was, and leads to him")
    func named() async throws {
        let stores = try Stores()
        try await stores.load("P,,1,RXA,Ash,Mary,1931-04-02,,", "Q,,9,RXA,Cole,Joan,1941-04-02,,")
        let summary = try await stores.load(
            "P,,2,RXA,Birch,Tom,1960-09-09,,", "Q,,9,RXA,Cole,Joan,1941-04-02,,")
        #expect(summary.changedHands == 1)
        #expect(summary.moved == [ImportSummary.Moved(person: "P", earlier: "P~1")])
        #expect(summary.movedLine == "1 id of another human now: P (the earlier human is P~1 now)")
        #expect(try await stores.persons.earlierHolders(of: PersonID("P")) == [PersonID("P~1")])
        #expect(try await stores.persons.earlierHolders(of: PersonID("Q")).isEmpty)
        // The first human again: he is linked, and nobody else is meant by the id but the one between.
        try await stores.load("P,,1,RXA,Ash,Mary,1931-04-02,,", "Q,,9,RXA,Cole,Joan,1941-04-02,,")
        #expect(try await stores.persons.earlierHolders(of: PersonID("P")) == [PersonID("P~2")])
    }
}
