import ArgumentParser
import BenefitPlan
import FilmModel
import Foundation
import Migration
import Paper
import Workbook

struct ReportCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Progress and benefits against the plan. Only verified films count.",
        subcommands: [Explain.self])

    /// The forms that a report takes.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html, csv, xlsx, pdf, json

        /// Whether a terminal can show it.
        var isText: Bool { self != .xlsx && self != .pdf }
    }

    /// Which report; `explain` has the same.
    struct Options: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "The day to look at the plan from, today or before; today unless given.",
                valueName: "YYYY-MM-DD"))
        var asOf: String?
        @Option(help: "The seed of the forecast's draws.")
        var seed: UInt64 = Progress.defaultSeed
        @Option(
            name: .customLong("plan-version"), help: "A version of the plan; the one in force unless given.")
        var planVersion: Int?

        func validate() throws {
            guard asOf == nil || CalendarDay(asOf ?? "") != nil else {
                throw ValidationError("--as-of is a day, YYYY-MM-DD")
            }
        }
    }

    @Option(help: "html, csv, xlsx, pdf or json.")
    var format: Format?
    @Option(help: "The file to write; standard output, or -, for a text.")
    var output: String?
    @OptionGroup var overwrite: OverwriteOption
    @Option(help: "Only units of this level: cluster, sha or trust.")
    var level: PlanLevel?
    @Option(help: "Only this unit and those below it.")
    var code: String?
    @Option(help: ArgumentHelp("Also show what changed since a day.", valueName: "YYYY-MM-DD"))
    var since: String?
    @OptionGroup var options: Options
    @OptionGroup var json: JSONOption

    func validate() throws {
        guard !json.json || format == nil || format == .json else {
            throw ValidationError("--json and --format exclude each other")
        }
        guard since == nil || CalendarDay(since ?? "") != nil else {
            throw ValidationError("--since is a day, YYYY-MM-DD")
        }
    }

    func run() async throws {
        let (workspace, stores) = try openWorkspace()
        let whole = try await ReportMaker(
            workspace: workspace, ledger: stores.ledger, seed: options.seed, planVersion: options.planVersion
        ).report(asOf: options.asOf, since: since)
        let report = try whole.limited(level: level, typed: code)
        let format = format ?? (json.json ? .json : .html)
        let rule = overwrite.rule()
        guard format.isText else { return try writeFile(report, format, rule) }
        let text =
            switch format {
            case .json: try JSONDocument.text(report) + "\n"
            case .csv: ReportCSV.text(report)
            default: try ReportPage().html(report) + "\n"
            }
        guard let path = output, path != "-" else {
            return Output.result(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        }
        let form: DocumentForm =
            switch format {
            case .json: .init(.report, .object)
            case .csv: .init(.report, .table)
            default: .init(.report, .page)
            }
        try Output.write(text, toFile: path, as: form, rule)
        Output.message("report written to \(path)")
    }

    private func writeFile(_ report: ProgressReport, _ format: Format, _ rule: OutputRule) throws {
        guard let path = output, path != "-" else {
            throw WorkspaceError.usage(
                "\(format.rawValue) is no text for a terminal",
                remedy: "name a file with --output report.\(format.rawValue)")
        }
        let target = try OutputTarget(path, as: .init(.report, format == .xlsx ? .workbook : .paper), rule)
        do {
            try target.write { staged in
                if format == .xlsx {
                    try ReportWorkbook(report).workbook.write(to: staged)
                } else {
                    try ReportPaper(report).write(to: staged)
                }
            }
        } catch let error as WorkspaceError {
            throw error
        } catch {
            throw WorkspaceError.cannotWrite(path)
        }
        Output.message("report written to \(path)")
    }

    struct Explain: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says where a figure of the report comes from: formula and inputs.",
            discussion: """
                FIGURE is a key of `report --format json`, alone or behind a unit's code: RXA.verified_films. \
                Gates, months of the cash-flow, benefit lines and days have keys of their own, such as \
                NW.gate.affordability.left; --list names every key.
                """)
        @Argument(help: "The figure.")
        var figure: String?
        @Flag(help: "List every figure that can be asked for.")
        var list = false
        @OptionGroup var options: Options
        @OptionGroup var output: JSONOption

        func run() async throws {
            guard list || figure != nil else {
                throw WorkspaceError.usage("no figure is named", remedy: "name one, or give --list")
            }
            let (workspace, stores) = try openWorkspace()
            let report = try await ReportMaker(
                workspace: workspace, ledger: stores.ledger, seed: options.seed,
                planVersion: options.planVersion
            ).report(asOf: options.asOf)
            guard let figure, !list else {
                let all = FigureIndex(report).entries
                return try output.show(
                    ["figures": all], text: all.map { "\($0.figure)  \($0.title)" }.joined(separator: "\n"))
            }
            let explanation = try Explanation.of(figure, in: report)
            try output.show(explanation, text: explanation.text)
        }
    }
}

extension PlanLevel: ExpressibleByArgument {}
