import ArgumentParser
import BenefitPlan
import FilmModel

struct ReportCommand: WorkspaceCommand {
    /// The forms that a report takes.
    enum Format: String, ExpressibleByArgument, CaseIterable { case html, json }

    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Progress and benefits against the plan. Only verified films count.")
    @Option(help: "html or json.")
    var format: Format?
    @Option(help: "The file to write; standard output unless given.")
    var output: String?
    @Option(
        help: ArgumentHelp("The day to look at the plan from; today unless given.", valueName: "YYYY-MM-DD"))
    var asOf: String?
    @Flag(help: "The same as --format json.")
    var json = false

    func validate() throws {
        guard asOf == nil || CalendarDay(asOf ?? "") != nil else {
            throw ValidationError("--as-of is a day, YYYY-MM-DD")
        }
    }

    func run() async throws {
        let (workspace, stores) = try openWorkspace()
        let report = try await ReportMaker(workspace: workspace, ledger: stores.ledger).report(asOf: asOf)
        let chosen = format ?? (json ? .json : .html)
        let text = chosen == .json ? try Output.json(report) : try ReportPage().html(report)
        guard let path = output else { return Output.result(text) }
        try Output.write(text + "\n", toFile: path)
        Output.message("report written to \(path)")
    }
}
