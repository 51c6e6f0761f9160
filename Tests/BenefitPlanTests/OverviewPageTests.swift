import Foundation
import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("The page over all Clusters")
struct OverviewPageTests {
    private static let pdftotext = OutsideTool("/usr/bin/pdftotext")

    @Test("with three Clusters is one page of the PDF", .enabled(if: pdftotext != nil))
    func onePage() async throws {
        var plan = try SamplePlan.plan()
        for (number, name) in ["North East and the Borders", "South and Isles"].enumerated() {
            let code = "C\(number)"
            plan.clusters.append(
                Cluster(
                    code: code, name: name, startMonth: try month("2026-01"), months: 6,
                    lspPrice: Pence(4_000_000), contractorDaysPerTrust: 150))
            plan.shas.append(SHA(code: "S\(number)", name: "SHA \(number)", cluster: code))
            for letter in ["A", "B"] {
                let id = try trust("RY\(number)\(letter)")
                plan.trusts.append(
                    Trust(
                        id: id, name: "Trust of \(name) \(letter)", sha: "S\(number)",
                        goLiveMonth: try month("2026-01"), filmsToMigrate: 300))
                plan.schedule.append(ScheduleLine(trust: id, month: try month("2026-01"), plannedFilms: 300))
                plan.benefits.append(
                    BenefitLine(
                        trust: id, benefit: "lorry \(letter)", benefitClass: .cashReleasing, trigger: .goLive,
                        amount: Pence(20_000)))
            }
        }
        let films = ["RXA": ["2026-02-10": 297], "RY0A": ["2026-01-10": 5], "RY1A": ["2026-02-10": 9]]
        let report = try ProgressReport(plan: plan, progress: progress("2026-03-08", films))
        let path = FileManager.default.temporaryDirectory.appending(path: "overview-\(UUID()).pdf")
            .path(percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ReportPaper(report).write(to: path)
        let pdftotext = try #require(Self.pdftotext)
        let pages = try await pdftotext("-layout", path, "-").split(separator: "\u{0C}")
        #expect(pages[0].contains("all Clusters"))
        for question in Answers.questions { #expect(pages[0].contains(question)) }
        #expect(pages[1].contains("Film migration: North West"))
    }
}
