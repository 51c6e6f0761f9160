import FilmModel
import Foundation
import GRDB
import Testing

@testable import PatientIndex
@testable import StoreSQLite

@Suite("The index is loaded whole or not at all")
struct PersonStoreTests {
    @Test("a refresh says what it added, changed and left")
    func refresh() async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        let first = try await store.importFile(Data("person_id,family_name\nA,One\nB,Two\n".utf8), name: "i")
        #expect((first.added, first.changed, first.unchanged, first.absent) == (2, 0, 0, 0))
        let second = try await store.importFile(
            Data("family_name,person_id\nTwo,B\nThree,C\nFirst,A\n".utf8), name: "i")
        #expect((second.added, second.changed, second.unchanged, second.absent) == (1, 1, 1, 0))
        let third = try await store.importFile(
            Data("person_id,family_name\nC,Three\n".utf8), name: "i", isPartial: true)
        #expect((third.added, third.changed, third.unchanged, third.absent) == (0, 0, 1, 0))
        #expect(try await store.count() == 3)
        #expect(try await store.person(PersonID("A"))?.familyName == "First")
    }

    @Test("a file that has lost too many persons is refused, and changes nothing")
    func shrinking() async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        let rows = (1...40).map { "P\($0),Name\($0)" }
        func file(_ count: Int) -> Data {
            Data(("person_id,family_name\n" + rows.prefix(count).joined(separator: "\n")).utf8)
        }
        _ = try await store.importFile(file(40), name: "i")
        await #expect(throws: IndexError.self) { try await store.importFile(file(37), name: "i") }
        #expect(try await store.count() == 40)
        #expect(try await store.importFile(file(38), name: "i").absent == 2)
        #expect(try await store.count() == 38)
        // Set aside, not forgotten: a film may be theirs.
        #expect(try await store.person(PersonID("P40"))?.familyName == "Name40")
        #expect(try await store.importFile(file(1), name: "i", allowedLoss: 1).absent == 37)
        #expect(try await store.importFile(file(40), name: "i").changed == 39)
        #expect(try await store.count() == 40)
    }

    @Test("a person that was merged is found as the one that it was merged into")
    func merged() async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        let text = """
            person_id,family_name,given_name,birth_date,nhs_number,merged_into
            A,Ashworth,Mary,1931-04-02,4010232137,B
            B,Brown,Mary,1931-04-02,,C
            C,Brown,Mary,1931-04-02,,
            """
        #expect(try await store.importFile(Data(text.utf8), name: "i").merged == 2)
        #expect(try await store.count() == 1)
        #expect(try await store.person(PersonID("A"))?.id == PersonID("C"))
        var label = RawRecord()
        label.nhsNumber = "4010232137"
        label.birthDate = "1931-04-02"
        let decision = try await store.decide(label, Decider())
        #expect(decision.decision == .match && decision.best?.id == PersonID("C"))
        for target in ["Z", "A"] {
            let text = "person_id,family_name,merged_into\nA,Ashworth,\(target)\n"
            await #expect(throws: IndexError.self) {
                try await store.importFile(Data(text.utf8), name: "i", allowedLoss: 1)
            }
        }
        #expect(try await store.count() == 1)
    }

    @Test(
        "a file with a fault changes nothing",
        arguments: [
            "person_id,family_name\nA,New\n,Nobody\n", "person_id,family_name\nA,New\nA,Again\n",
            "person_id,birth_date\nA,see notes\n", "family_name\nNew\n", "",
            "person_id,family_name\nA,\"New\n",
        ])
    func allOrNothing(text: String) async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        _ = try await store.importFile(Data("person_id,family_name\nA,Old\n".utf8), name: "i")
        await #expect(throws: (any Error).self) { try await store.importFile(Data(text.utf8), name: "i") }
        #expect(try await store.count() == 1)
        #expect(try await store.person(PersonID("A"))?.familyName == "Old")
    }
}
