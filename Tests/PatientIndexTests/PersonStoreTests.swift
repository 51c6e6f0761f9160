import FilmModel
import Foundation
import GRDB
import PatientIndex
import Testing

@Suite("The index is loaded whole or not at all")
struct PersonStoreTests {
    @Test("a refresh says what it added, changed and left")
    func refresh() async throws {
        let store = try PersonStore(DatabaseQueue())
        let first = try await store.importFile(Data("person_id,family_name\nA,One\nB,Two\n".utf8), name: "i")
        #expect((first.added, first.changed, first.unchanged, first.absent) == (2, 0, 0, 0))
        let second = try await store.importFile(
            Data("family_name,person_id\nTwo,B\nThree,C\nFirst,A\n".utf8), name: "i")
        #expect((second.added, second.changed, second.unchanged, second.absent) == (1, 1, 1, 0))
        let third = try await store.importFile(Data("person_id,family_name\nC,Three\n".utf8), name: "i")
        #expect((third.added, third.changed, third.unchanged, third.absent) == (0, 0, 1, 2))
        #expect(try await store.count() == 3)
        #expect(try await store.person(PersonID("A"))?.familyName == "First")
    }

    @Test(
        "a file with a fault changes nothing",
        arguments: [
            "person_id,family_name\nA,New\n,Nobody\n", "person_id,family_name\nA,New\nA,Again\n",
            "person_id,birth_date\nA,31/02/1950\n", "family_name\nNew\n", "",
            "person_id,family_name\nA,\"New\n",
        ])
    func allOrNothing(text: String) async throws {
        let store = try PersonStore(DatabaseQueue())
        _ = try await store.importFile(Data("person_id,family_name\nA,Old\n".utf8), name: "i")
        await #expect(throws: (any Error).self) { try await store.importFile(Data(text.utf8), name: "i") }
        #expect(try await store.count() == 1)
        #expect(try await store.person(PersonID("A"))?.familyName == "Old")
    }
}
