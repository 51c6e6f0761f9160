import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Report page")
struct ReportPageTests {
    private func page(_ asOf: String = "2026-03-10", name: String = "Alpha") throws -> String {
        // By scalars: a combining accent hides a quotation mark from a search by characters.
        let doubled = name.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
        let cell = "\"" + String(String.UnicodeScalarView(doubled)) + "\""
        let trusts = SamplePlan.trusts.replacing("Alpha", with: cell)
        var progress = try progress(
            asOf, ["RXA": ["2026-01": 90, "2026-02": 1_210], "RZZ": ["2026-02": 4_321]])
        progress.films = [try trust("RXA"): StateCounts([.verified: 1_300, .held: 17])]
        let plan = try SamplePlan.plan(replacing: ["trusts.csv": trusts])
        return try ReportPage().html(ProgressReport(plan: plan, progress: progress))
    }

    @Test("is one file that asks for nothing else and runs nothing")
    func selfContained() throws {
        let page = try page()
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.contains("</html>"))
        for word in [
            "<script", "http://", "https://", "src=", "href=", "@import", "url(", "{{", "}}", "onload",
        ] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test("escapes names, with a combining accent behind a special character too")
    func escapes() throws {
        let name = "<b>&\"quoted\"' <\u{301}script>\"\u{301} onload=\u{27}"
        let page = try page(name: name)
        #expect(
            page.contains(
                "&lt;b&gt;&amp;&quot;quoted&quot;&#39; &lt;\u{301}script&gt;&quot;\u{301} onload=&#39;"))
        #expect(!page.contains("<b>"))
    }

    @Test("shows the day, the pounds and the films as a person reads them")
    func figures() throws {
        let page = try page()
        for text in [
            "as of <time datetime=\"2026-03-10\">10 March 2026</time>", "<dd class=\"value\">1,300</dd>",
            "of 511 planned", "29 films behind the plan",
            // RXA: 1,300 films at 85 p, the store empty since February, two months of the lorry.
            "<td>£5,362.50</td><td>£2,295.00</td><td>£3,145.00</td>",
            "<td>Jan 2026</td><td>100</td><td>100</td><td>90</td><td>90</td>",
            "<td>Apr 2026</td><td>60</td><td>451</td><td>–</td><td>–</td>",
            "<td>1,317</td><td>0</td><td>0</td><td>17</td><td>0</td><td>0</td><td>0</td><td>1,300</td>",
            "Only verified films count",
        ] { #expect(page.contains(text), "\(text)") }
    }

    @Test("says what is in no sum")
    func leftOut() throws {
        let page = try page()
        #expect(page.contains("<h2>Opted out</h2>"))
        #expect(page.contains("<h2>Not in the plan</h2>"))
        #expect(page.contains("<th scope=\"row\">RZZ</th><td>4,321</td>"))
    }

    @Test("gives the chart a title, a description and a table")
    func accessible() throws {
        let page = try page()
        #expect(page.contains("aria-labelledby=\"chart-1 chart-text-1\""))
        #expect(page.contains("<title id=\"chart-1\">"))
        #expect(page.contains("By 10 March 2026, 1,300 films are verified and 329 were due, of 511."))
    }

    @Test("draws no line and no day outside the chart's months", arguments: ["2025-06-15", "2035-06-15"])
    func outside(asOf: String) throws {
        let page = try page(asOf)
        #expect(!page.contains("<circle"))
        #expect(page.contains("<polyline points=\"72.0,268.0"))
    }

    @Test("holds without a schedule or a film")
    func empty() throws {
        let plan = try SamplePlan.plan(replacing: [
            "schedule.csv": String?.none, "benefits.csv": String?.none,
        ])
        let page = try ReportPage().html(ProgressReport(plan: plan, progress: progress("2026-03-10")))
        #expect(page.contains("there is nothing to draw"))
        #expect(page.contains("no films are due yet"))
        #expect(!page.contains("<svg"))
    }

    @Test(
        "the chart's lines are round numbers of films",
        arguments: [
            (0, [0, 1]), (1, [0, 1]), (7, [0, 2, 4, 6, 8]), (511, [0, 200, 400, 600]),
            (1_000, [0, 200, 400, 600, 800, 1_000]),
        ])
    func ticks(most: Int, films: [Int]) throws {
        let axis = ChartAxis(first: try month("2026-01"), last: try month("2026-05"), most: most)
        #expect(axis.filmTicks.map(\.label) == films.map(PageNumber.films))
        #expect(axis.vertical(films.last ?? 0) == "20.0")
        #expect(axis.vertical(0) == "268.0")
    }
}
