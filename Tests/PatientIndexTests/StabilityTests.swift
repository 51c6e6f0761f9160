import FilmModel
import Foundation
import GRDB
import Testing

@testable import PatientIndex
@testable import StoreSQLite

@Suite("What changes no decision")
struct StabilityTests {
    private static let names = [
        "Smith", "Smyth", "Jones", "Brown", "Browne", "O'Brien", "Patel", "Khan", "Ashworth", "Castle",
    ]
    private static let given = [
        "Mary", "John", "Jon", "Ann", "Anne", "William", "Bill", "Ivy", "Adam", "Alan",
    ]

    private static func rows(_ count: Int) -> [[String: String]] {
        var state: UInt64 = 7
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        return (0..<count).map { number in
            [
                "person_id": "P\(number)", "family_name": names[next(10)], "given_name": given[next(10)],
                "birth_date": "19\(30 + next(8))-0\(1 + next(4))-1\(next(9))",
                "sex": next(2) == 0 ? "M" : "F",
                "local_id": "H\(10_000 + number)", "local_id_issuer": "RXA",
                "postcode": "LS\(1 + next(6)) 1AA",
                "address": "\(1 + next(20)) High Street",
            ]
        }
    }

    private static func labels(_ rows: [[String: String]]) -> [[String: String]] {
        rows.enumerated().map { number, row in
            var label = row
            label["person_id"] = nil
            if number % 2 == 0 { label["local_id"] = nil }
            if number % 3 == 0 { label["given_name"] = given[number % 10] }
            if number % 7 == 0 { label["birth_date"] = nil }
            return label
        }
    }

    private static func told(_ decision: LabelDecision) -> String {
        "\(decision.best?.id.text ?? "") \(decision.decision) \(decision.best?.weight ?? 0) \(decision.reasons)"
    }

    @Test("neither the order of the index, nor that of the labels, nor the number of threads")
    func order() async throws {
        let rows = Self.rows(600)
        let labels = Self.labels(rows).map(SmallIndex.record)
        var seen: [[String]] = []
        for (rows, reverses, threads) in [(rows, false, 1), (rows.reversed(), false, 4), (rows, true, 3)] {
            let matcher = BatchMatcher(try SmallIndex(rows).table, Decider())
            var decisions: [String] = []
            try await matcher.decide(reverses ? labels.reversed() : labels, threads: threads) {
                piece, first in
                #expect(first == decisions.count)
                decisions += piece.map(Self.told)
            }
            seen.append(reverses ? decisions.reversed() : decisions)
        }
        #expect(seen[0] == seen[1])
        #expect(seen[0] == seen[2])
    }

    @Test("the index in memory and the one in the database decide alike")
    func stores() async throws {
        let rows = Self.rows(300)
        let columns = rows[0].keys.sorted()
        let text = ([columns] + rows.map { row in columns.map { row[$0] ?? "" } })
            .map { $0.joined(separator: ",") }.joined(separator: "\n")
        let store = try SQLitePersonStore(DatabaseQueue())
        _ = try await store.importFile(Data(text.utf8), name: "index.csv")
        let table = try SmallIndex(rows).table
        for label in Self.labels(rows).map(SmallIndex.record) {
            let one = try Decider().decide(label, in: table)
            let other = try await store.decide(label, Decider())
            #expect(Self.told(one) == Self.told(other))
        }
    }

    @Test("a trained model is floored, says whether it converged, and survives being written")
    func training() throws {
        let rows = Self.rows(400)
        let table = try SmallIndex(rows).table
        let outcome = try Trainer.train(table, Self.labels(rows).map { (SmallIndex.record($0), nil) })
        #expect(outcome.hasConverged == (outcome.change < 1e-4))
        for field in Field.allCases {
            for level in field.levels {
                let rates = outcome.model.rates(field, level)
                #expect(
                    rates.m >= MatchModel.floor && rates.u >= MatchModel.floor && rates.m <= 1 && rates.u <= 1
                )
            }
        }
        #expect(try MatchModel(json: outcome.model.json()) == outcome.model)
        let short = try Trainer.train(
            table, Self.labels(rows).map { (SmallIndex.record($0), nil) }, iterations: 1)
        #expect(short.iterations == 1 && short.hasConverged == (short.change < 1e-4))
    }

    @Test(
        "what differs in nearly everything is still found as a candidate",
        arguments: [
            // By given name and town; by street and number; by street and town; by surname and town.
            ["given_name": "Brydie", "town": "Hallifax"],
            ["address": "12, Lander Crescnt, Courallie"],
            ["address": "Lander Court", "town": "HALIFAX"],
            ["family_name": "Macphail", "town": "Halyfax"],
        ])
    func candidates(label: [String: String]) throws {
        let index = try SmallIndex([
            [
                "person_id": "P1", "family_name": "McPhail", "given_name": "Brydie",
                "birth_date": "1931-04-02",
                "address": "12 Lander Crescent", "town": "Halifax", "postcode": "HX1 1AA",
            ]
        ])
        var keys: Set<UInt64> = []
        var pool: [UInt8] = []
        let features = SmallIndex.record(label).features(into: &pool)
        BlockingKeys.sought(features, pool.span) { keys.insert($0) }
        let person = index.table.features[0]
        let texts = index.table.pool
        var isMet = false
        BlockingKeys.filed(person, texts.span) { if keys.contains($0) { isMet = true } }
        #expect(isMet)
    }

    @Test("a surname on the given name's line is seen, whatever its prefix")
    func exchanged() throws {
        var pool: [UInt8] = []
        let person = SmallIndex.record(["family_name": "MacPhail", "given_name": "Brydie"])
            .features(into: &pool)
        let label = Comparer(SmallIndex.record(["family_name": "Brydie", "given_name": "Mcphail"]))
        let levels = label.identity(person, pool.span)
        #expect(levels.family == .swapped && levels.given == .swapped)
    }
}
