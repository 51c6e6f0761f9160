import FilmModel
import Foundation
import GRDB
import Testing

@testable import PatientIndex
@testable import StoreSQLite

@Suite("Who a person is and was: links with dates, and what the index said before")
struct PersonHistoryTests {
    private let early = Timestamp(milliseconds: 1_000)
    private let middle = Timestamp(milliseconds: 2_000)
    private let late = Timestamp(milliseconds: 3_000)

    private func load(_ store: SQLitePersonStore, _ rows: String, at moment: Timestamp) async throws {
        let header =
            "person_id,nhs_number,local_id,local_id_issuer,family_name,given_name,birth_date,sex,merged_into"
        _ = try await store.importFile(
            Data("\(header)\n\(rows)\n".utf8), name: "i", allowedLoss: 1, isPartial: false,
            limits: ImportLimits(), at: moment)
    }

    @Test("a merge is a link with a date: who was decided stays written, and is read as who that is")
    func merge() async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        let (a, b) = (PersonID("A"), PersonID("B"))
        try await load(store, "A,,1,RXA,Ash,Mary,1931-04-02,F,\nB,,2,RXA,Ash,Mary,1931-04-02,F,", at: early)
        #expect(try await !store.isSame(a, b))
        try await load(store, "A,,1,RXA,Ash,Mary,1931-04-02,F,B\nB,,2,RXA,Ash,Mary,1931-04-02,F,", at: middle)
        #expect(try await store.same(as: a) == [a, b])
        #expect(try await store.same(as: b) == [a, b])
        #expect(try await store.person(a)?.id == b)
        #expect(try await store.person(a, at: early)?.id == a)
        #expect(try await store.person(a, at: middle)?.id == b)
        #expect(try store.aliases(of: a) == store.aliases(of: b))
        #expect(try store.aliases(of: a).names == ["Ash^Mary"])
        // The hospital takes the merge back: they are two again, and the time between stays as it was.
        try await load(store, "A,,1,RXA,Ash,Mary,1931-04-02,F,\nB,,2,RXA,Ash,Mary,1931-04-02,F,", at: late)
        #expect(try await !store.isSame(a, b))
        #expect(try await store.person(a, at: Timestamp(milliseconds: 2_500))?.id == b)
        #expect(try await store.person(a, at: late)?.id == a)
    }

    @Test("a chain of merges ends at its last, in whatever order the extract tells it")
    func chain() async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        try await load(store, "A,,,,A,A,,,B\nB,,,,B,B,,,C\nC,,,,C,C,,,\nD,,,,D,D,,,", at: early)
        let all: Set = [PersonID("A"), PersonID("B"), PersonID("C")]
        for id in all { #expect(try await store.same(as: id) == all) }
        #expect(try await store.same(as: PersonID("D")) == [PersonID("D")])
        #expect(try await store.same(as: PersonID("unknown")) == [PersonID("unknown")])
    }

    @Test(
        "who is gone and comes again under another id, with the same numbers, name and birth date, is one person"
    )
    func renumbered() async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        let (old, merged, new) = (PersonID("A"), PersonID("M"), PersonID("N1"))
        let ash = ",4010232137,1,RXA,Ash,Mary,1931-04-02,F,"
        try await load(
            store, "A\(ash)\nM,,2,RXA,Ash,Mary,1931-04-02,F,A\nZ,,9,RXA,Zed,Zoe,1950-01-01,F,", at: early)
        try await load(store, "N1\(ash)\nZ,,9,RXA,Zed,Zoe,1950-01-01,F,", at: middle)
        #expect(try await store.same(as: old) == [old, merged, new])
        #expect(try await store.person(merged)?.id == new)
        #expect(try await store.person(old, at: early)?.id == old)
        // A number that somebody else has is no renumbering.
        try await load(store, "N1\(ash)\nY,,9,RXA,Yew,Yann,1960-01-01,M,", at: late)
        #expect(try await !store.isSame(PersonID("Z"), PersonID("Y")))
        // The old id comes back: they are two rows again.
        let back = Timestamp(milliseconds: 4_000)
        try await load(store, "A\(ash)\nN1,,5,RXA,Other,Olga,1940-04-02,F,", at: back)
        #expect(try await !store.isSame(old, new))
    }

    @Test("names and numbers of before are known as the person's, and what they were on a day")
    func aliases() async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        try await load(store, "A,,77001,RXA,Helm,Rosa,1950-01-02,F,", at: early)
        try await load(store, "A,4010232137,77001,RXA,Stone,Rosa,1950-02-01,F,", at: middle)
        let aliases = try store.aliases(of: PersonID("A"))
        #expect(aliases.names == ["Helm^Rosa", "Stone^Rosa"])
        #expect(aliases.birthDates == ["19500102", "19500201"])
        #expect(aliases.identifiers.contains(PatientIdentifier("RXA-77001", issuer: "RXA")))
        #expect(aliases.identifiers.contains(PatientIdentifier("77001", issuer: "RXA")))
        #expect(aliases.identifiers.contains(PatientIdentifier("4010232137", issuer: "NHS")))
        #expect(try await store.person(PersonID("A"), at: early)?.familyName == "Helm")
        #expect(try await store.person(PersonID("A"), at: late)?.familyName == "Stone")
    }

    @Test("an id that was given to somebody else is his alone, and nothing of the one is the other's")
    func replaced() async throws {
        let store = try SQLitePersonStore(DatabaseQueue())
        try await load(store, "777,,,,Ash,Mary,1931-04-02,F,", at: early)
        try await load(store, "777,,,,Ashton,Mary,1931-04-02,F,", at: middle)
        try await load(store, "777,,,,Birch,Tobias,1961-07-08,M,", at: late)
        let mary = try store.aliases(of: PersonID("777~1"))
        #expect(mary.names == ["Ash^Mary", "Ashton^Mary"])
        let tobias = try store.aliases(of: PersonID("777"))
        #expect(tobias.names == ["Birch^Tobias"])
    }
}
