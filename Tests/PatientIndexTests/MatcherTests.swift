import FilmModel
import Foundation
import GRDB
import Testing

@testable import PatientIndex
@testable import StoreSQLite

@Suite("The matcher on the index in the database")
struct MatcherTests {
    private static let index = """
        person_id,nhs_number,local_id,local_id_issuer,family_name,given_name,birth_date,death_date,sex
        P1,9434765919,H1,RXA,Ashworth,Mary,1931-04-02,,F
        P2,4010232137,H2,RXA,Brown,John,1950-01-31,1999-06-01,M
        P3,,H3,RXA,Ó Briain-Smith,Una,1962-12-12,,F
        T1,4010232153,T1,RXB,Castle,Adam,1970-05-05,,M
        T2,4010232161,T2,RXB,Castle,Alan,1970-05-05,,M
        S1,0101336489,S1,RXA,Drummond,Iain,1933-01-01,,M
        """

    private static func matcher(_ text: String = index, routes: Set<NationalNumber.Kind> = [.nhs])
        async throws -> Matcher
    {
        let store = try SQLitePersonStore(DatabaseQueue())
        _ = try await store.importFile(Data(text.utf8), name: "index.csv")
        return Matcher(store, routes: routes)
    }

    private static func decide(_ label: Label, exam: String? = nil, trust: String = "RXA") async throws
        -> Match
    {
        let trust = try #require(TrustID(trust))
        return try await matcher().decide(label, trust: trust, examDate: exam.flatMap { PartialDate($0) })
    }

    @Test("national number with equal birth date is a match, spaces and day-first dates notwithstanding")
    func national() async throws {
        for birth in ["1950-01-31", "31/01/1950", "31.1.1950"] {
            let match = try await Self.decide(Label(nhsNumber: "401 023 2137", birthDate: birth))
            #expect(match.decision == .match && match.person == PersonID("P2"), "\(birth)")
            #expect(match.probability ?? 0 > 0.99 && match.weight ?? 0 > 8)
        }
    }

    @Test("the Trust's own number needs surname and birth date, and counts in that Trust alone")
    func local() async throws {
        let label = Label(hospitalNumber: "H3", familyName: "o'briain smith", birthDate: "1962-12-12")
        #expect(try await Self.decide(label).person == PersonID("P3"))
        #expect(try await Self.decide(label).decision == .match)
        #expect(try await Self.decide(label, trust: "RXB").decision != .match)
        var wrong = label
        wrong.birthDate = "1962-12-13"
        #expect(try await Self.decide(wrong).hold == .birthDateConflict)
    }

    @Test("whatever is not certain waits for a person, with candidates")
    func holds() async throws {
        let cases: [(Label, ReasonCode, Set<String>)] = [
            (Label(nhsNumber: "4010232137", birthDate: "1951-01-31"), .birthDateConflict, ["P2"]),
            (
                Label(familyName: "Castle", givenName: "A", birthDate: "1970-05-05"), .patientAmbiguous,
                ["T1", "T2"]
            ),
            (Label(familyName: "Brown", birthDate: "1950-01-31"), .patientAmbiguous, ["P2"]),
            (Label(familyName: "Nobody", birthDate: "1950-01-31"), .patientNotFound, []),
            (Label(), .patientNotFound, []),
            (Label(nhsNumber: "0101336489", birthDate: "1933-01-01"), .borderReferral, ["S1"]),
            (Label(nhsNumber: "4010232137", birthDate: "1950-01-31", sex: "F"), .patientAmbiguous, ["P2"]),
            (
                Label(
                    nhsNumber: "4010232137", familyName: "Green", givenName: "Ivy", birthDate: "1950-01-31"),
                .birthDateConflict, ["P2"]
            ),
            (
                Label(
                    nhsNumber: "4010232153", hospitalNumber: "H2", familyName: "Brown",
                    birthDate: "1950-01-31"),
                .identityConflict, ["P2", "T1"]
            ),
        ]
        for (label, code, candidates) in cases {
            let match = try await Self.decide(label)
            #expect(match.decision != .match)
            #expect(match.hold == code)
            #expect(Set(match.candidates.map(\.text)) == candidates)
        }
    }

    @Test("an examination before birth or after death is nobody's without a person's word")
    func impossibleTime() async throws {
        let label = Label(nhsNumber: "4010232137", birthDate: "1950-01-31")
        #expect(try await Self.decide(label, exam: "1949-12").decision == .review)
        #expect(try await Self.decide(label, exam: "2000").decision == .review)
        #expect(try await Self.decide(label, exam: "1999").decision == .match)
    }

    @Test("a route that is configured accepts another service's number")
    func route() async throws {
        let matcher = try await Self.matcher(routes: [.nhs, .chi])
        let trust = try #require(TrustID("RXA"))
        let label = Label(nhsNumber: "0101336489", birthDate: "1933-01-01")
        #expect(try await matcher.decide(label, trust: trust, examDate: nil).decision == .match)
    }

    @Test("evidence holds no value of the label")
    func silentEvidence() async throws {
        let label = Label(
            nhsNumber: "4010232137", familyName: "Secretname", givenName: "Hush", birthDate: "1951-01-31")
        let match = try await Self.decide(label)
        let text = match.reasons.joined()
        for value in ["4010232137", "Secretname", "Hush", "1951"] { #expect(!text.contains(value)) }
    }
}
