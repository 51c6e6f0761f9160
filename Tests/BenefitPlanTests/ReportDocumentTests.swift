import Foundation
import Testing

@testable import BenefitPlan
@testable import FilmModel

/// The JSON documents, read back without our own types.
@Suite("JSON documents")
struct ReportDocumentTests {
    private func object(_ value: some Encodable) throws -> [String: Any] {
        let data = try JSONEncoder().encode(value)
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func document() throws -> [String: Any] {
        var progress = try progress("2026-02-28", ["RXA": ["2026-01": 90]])
        progress.films = [try trust("RXA"): StateCounts([.verified: 90, .held: 1])]
        return try object(ProgressReport(plan: SamplePlan.plan(), progress: progress))
    }

    @Test("holds the day and every line, in order and by level")
    func lists() throws {
        let document = try document()
        #expect(document["as_of"] as? String == "2026-02-28")
        func codes(_ key: String) throws -> [String?] {
            try #require(document[key] as? [[String: Any]]).map { $0["code"] as? String }
        }
        #expect(try codes("rows") == ["NW", "Q1", "Q2", "RXA", "RXB", "RXC", "RXD"])
        #expect(try codes("clusters") == ["NW"])
        #expect(try codes("shas") == ["Q1", "Q2"])
        #expect(try codes("trusts") == ["RXA", "RXB", "RXC", "RXD"])
        #expect((document["opted_out"] as? [[String: Any]])?.map { $0["trust"] as? String } == ["RXD"])
    }

    @Test("each line has INTERFACES' keys, with whole numbers of films and pence")
    func line() throws {
        let rows = try #require(document()["rows"] as? [[String: Any]])
        let row = try #require(rows.first { $0["code"] as? String == "RXA" })
        #expect(row["level"] as? String == "trust")
        #expect(row["planned_films"] as? Int == 300)
        #expect(row["verified_films"] as? Int == 90)
        #expect(row["schedule_performance_index"] as? Double == 90.0 / 300)
        #expect(row["earned_schedule_months"] as? Double == 0.9)
        #expect(row["planned_cash_releasing_pence"] as? Int == 536_250)
        #expect(row["realised_cash_releasing_pence"] as? Int == 90 * 85 + 2_000)
        let films = try #require(row["films"] as? [String: Int])
        #expect(films["received"] == 91)
        #expect(films["in_flight"] == 0)
    }

    @Test("what has no value is null, never left out and never a guess")
    func nulls() throws {
        let rows = try #require(document()["rows"] as? [[String: Any]])
        // RXC has no verified film, so no measured week.
        let silent = try #require(rows.first { $0["code"] as? String == "RXC" })
        let forecast = try #require(silent["forecast"] as? [String: Any])
        #expect(forecast["p50"] is NSNull)
        #expect(forecast["p85"] is NSNull)
        #expect((silent["forecast_note"] as? String)?.contains("no forecast") == true)
        let notDue = try #require(rows.first { $0["code"] as? String == "RXC" })
        #expect(notDue["schedule_performance_index"] is NSNull)
        #expect(notDue["films"] is NSNull)
        let cluster = try #require(rows.first)
        #expect(cluster["parent"] is NSNull)
    }

    @Test("months after the day have no verified films, rather than none")
    func months() throws {
        let rows = try #require(document()["rows"] as? [[String: Any]])
        let months = try #require(rows.first?["months"] as? [[String: Any]])
        #expect(
            months.map { $0["month"] as? String } == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"])
        #expect(months.map { $0["planned_films_cumulative"] as? Int } == [100, 300, 391, 451, 511])
        #expect(months.map { $0["verified_films_cumulative"] as? Int } == [90, 90, nil, nil, nil])
        #expect(months.last?["verified_films"] is NSNull)
    }

    @Test("the plan's summary holds each level's figures, cash by kind, and no opted-out Trust in a sum")
    func summary() throws {
        let document = try object(PlanSummary(SamplePlan.plan()))
        let clusters = try #require(document["clusters"] as? [[String: Any]])
        let cluster = try #require(clusters.first)
        #expect(cluster["end_month"] as? String == "2026-06")
        #expect(cluster["lsp_price_pence"] as? Int == 10_000_000)
        #expect(cluster["participating_trusts"] as? Int == 3)
        #expect(cluster["films_to_migrate"] as? Int == 511)
        #expect(cluster["volume_commitment"] as? Int == 490)
        #expect(cluster["contractor_days"] as? Int == 50)
        #expect(cluster["national_priming_pence"] as? Int == 6_000_000)
        #expect(cluster["local_cash_pence"] as? Int == 150_000)
        #expect(cluster["planned_cash_releasing_pence"] as? Int == 545_321)
        let trusts = try #require(document["trusts"] as? [[String: Any]])
        #expect(trusts.map { $0["opted_out"] as? Bool } == [false, false, false, true])
        #expect(trusts.last?["local_cash_pence"] as? Int == 7_000)
    }

    @Test("the summary's text names each unit and what has opted out")
    func text() throws {
        let lines = try PlanSummary(SamplePlan.plan()).text.split(separator: "\n")
        #expect(lines.first == "Cluster NW  North West")
        #expect(
            lines.contains {
                $0.contains("LSP price £100,000.00, national priming £60,000.00, local cash £1,500.00")
            })
        for code in ["NW", "Q1", "Q2", "RXA", "RXB", "RXC", "RXD"] {
            #expect(lines.contains { $0.contains(" \(code) ") })
        }
        #expect(lines.last?.hasSuffix("Delta (opted out: in no sum)") == true)
    }
}
