import Bags
import BenefitPlan
import Community
import Documents
import FilmModel
import Foundation
import Migration
import MigrationQueue
import Workbook

/// What the demonstration ends with: the states per Trust, what needs a person and why, what the archives
/// hold, and where the receipts and the report are.
struct DemoClosing {
    let folder: String
    let workspace: Workspace
    let ledger: any ReportingLedger & ProofLedger
    let keep: Bool

    func tell(_ archives: [PrivateOrthanc], refusals: [BagRefusal], seconds: Double) async throws {
        let status = try await StatusDocument(ledger, at: .now())
        var parts = ["", status.text, ""]
        parts += try await needingAPerson(refusals)
        parts += try await atTheBureaus()
        for archive in archives {
            let held = try await archive.instances().count
            parts.append("the archive \(archive.name) holds \(held) instances")
            guard held >= status.total.films[.verified] else {
                throw WorkspaceError(
                    message: "the archive \(archive.name) holds fewer instances than films are verified",
                    remedy: "report this to the maintainers", exitStatus: .ourFault)
            }
        }
        parts.append("every verified film was read back from both, pixel by pixel")
        parts += try await leaveResults()
        if keep { parts += lookingAround(archives) }
        parts.append(
            "\(status.total.films.received.counted("film")), \(status.total.films[.verified]) verified, in \(Int(seconds.rounded(.up))) s"
        )
        Output.result(parts.joined(separator: "\n"))
    }

    private func needingAPerson(_ refusals: [BagRefusal]) async throws -> [String] {
        var lines = ["Needs a person:"]
        for hold in try await ledger.holds(limit: 100) {
            lines.append(
                "  film \(hold.film.reference): \(hold.reason.message) (\(hold.reason.code.rawValue))")
            lines.append("    \(hold.reason.code.remedy)")
        }
        for refusal in refusals {
            lines.append("  bag \(refusal.bag): refused whole")
            lines += refusal.faults.map { "    \($0.description)" }
        }
        return lines + [""]
    }

    private func atTheBureaus() async throws -> [String] {
        var lines = ["For the bureaus:"]
        for (batch, _) in try await ledger.batches() {
            for film in try await ledger.films(of: batch.id) {
                guard let reason = film.reason, [.rejected, .duplicate].contains(film.state) else { continue }
                lines.append(
                    "  film \(film.reference): \(film.state.rawValue), \(reason.message) (\(reason.code.rawValue))"
                )
            }
        }
        return lines + [""]
    }

    /// Copies the receipts and writes the report where they stay.
    private func leaveResults() async throws -> [String] {
        let files = FileManager.default
        var lines = ["", "Receipts:"]
        try files.createDirectory(atPath: folder + "/receipts", withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: workspace.outbox).sorted() {
            try files.copyItem(atPath: workspace.outbox + "/" + name, toPath: folder + "/receipts/" + name)
            lines.append("  \(folder)/receipts/\(name)")
        }
        let report = try await ReportMaker(workspace: workspace, ledger: ledger).report(asOf: nil)
        let (json, table) = (try JSONDocument.text(report) + "\n", ReportCSV.text(report))
        let rule = OutputRule()
        try Output.write(
            try ReportPage().html(report), toFile: folder + "/report.html", as: .init(.report, .page), rule)
        try Output.write(json, toFile: folder + "/report.json", as: .init(.report, .object), rule)
        try Output.write(table, toFile: folder + "/report.csv", as: .init(.report, .table), rule)
        try ReportWorkbook(report).workbook.write(to: folder + "/report.xlsx")
        try ReportPaper(report).write(to: folder + "/report.pdf")
        let forms = ["html", "pdf", "xlsx", "csv", "json"].map { "  \(folder)/report.\($0)" }
        return lines + ["Report:"] + forms + [""]
    }

    private func lookingAround(_ archives: [PrivateOrthanc]) -> [String] {
        ["To look around: filmmigrate --workspace \(workspace.path) status"]
            + archives.map { "  \($0.name): http://127.0.0.1:\($0.httpPort)/, stop it with `kill \($0.pid)`" }
            + [""]
    }
}
