import ArgumentParser
import FilmModel
import Foundation
import Migration
import MigrationQueue
import PatientIndex

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "The master patient index.", subcommands: [Import.self])

    struct Import: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Loads or refreshes the index from a CSV file, all or nothing.")
        @Argument(help: "The CSV file.")
        var file: String
        @Option(
            help: ArgumentHelp(
                "The share of the index that the file may lack, 0 to 1: a shrunken extract is refused.",
                valueName: "share"))
        var allowLoss = ImportLimits.allowedLoss
        @Option(
            help: ArgumentHelp(
                """
                The share of numbers that may be unusable, 0 to 1: a file whose numbers a spreadsheet has \
                destroyed is refused. Fewer than 10 rows are only named, unless they are all.
                """, valueName: "share"))
        var allowUnusable = ImportLimits().unusable
        @Option(
            help: ArgumentHelp(
                """
                The share of numbers that may be another person's, too, 0 to 1. Fewer than 10 rows are only \
                named.
                """, valueName: "share"))
        var allowRepeated = ImportLimits().repeated
        @Option(
            help: ArgumentHelp(
                "The share of numbers that may have been another person's before, 0 to 1: columns that slipped.",
                valueName: "share"))
        var allowReused = ImportLimits().reused
        @Option(
            help: ArgumentHelp(
                """
                The share of persons who may lose their NHS number, hospital number, birth date or names, 0 to 1: an \
                empty column.
                """, valueName: "share"))
        var allowLost = ImportLimits().lost
        @Option(
            help: ArgumentHelp(
                "The share of persons who may be another human, 0 to 1: ids given anew.",
                valueName: "share"))
        var allowReplaced = ImportLimits().replaced
        @Flag(help: "The file holds changes only: who is not in it stays.")
        var partial = false
        @OptionGroup var output: JSONOption

        func validate() throws {
            let shares = [
                allowLoss, allowUnusable, allowRepeated, allowReused, allowLost, allowReplaced,
            ]
            for share in shares where !(0...1).contains(share) {
                throw ValidationError("a share is 0 to 1")
            }
        }

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            let name = URL(filePath: file).lastPathComponent
            var limits = ImportLimits()
            limits.unusable = allowUnusable
            limits.repeated = allowRepeated
            limits.reused = allowReused
            limits.lost = allowLost
            limits.replaced = allowReplaced
            let outcome = try await IndexImport(workspace, stores, actor: Operator.actor())(
                file, allowedLoss: allowLoss, isPartial: partial, limits: limits)
            let summary = outcome.summary
            if outcome.parted > 0 {
                Output.message(
                    "\(outcome.parted.counted("film")) held, decided while persons were one who are not any more: see `filmmigrate review list`"
                )
            }
            if outcome.followed > 0 {
                Output.message(
                    "\(outcome.followed.counted("film")) held: an archive has followed the hospital to a number that is another person's now; see `filmmigrate review list`"
                )
            }
            if outcome.lookedUp > 0 {
                Output.message(
                    "\(outcome.lookedUp.counted("film that waited", "films that waited")) for the index: looked up again by the next run"
                )
            }
            let columns = summary.columnsNotRead.prefix(20).map { PrintableText.line($0) }.joined(
                separator: ", ")
            let notRead =
                columns.isEmpty
                ? []
                : ["not read: the \(summary.columnsNotRead.count == 1 ? "column" : "columns") \(columns)"]
            try output.show(
                summary,
                text: """
                    \(summary.persons.counted("person")) read from \(name): \(summary.added) added, \(summary.changed) \
                    changed, \(summary.unchanged) unchanged, \(summary.merged) merged into others; \
                    \(summary.absent.counted("is not in the file and was", "are not in the file and were")) set aside
                    """
                        + (notRead + (summary.movedLine.map { [PrintableText.line($0)] } ?? [])
                        + summary.remarks.lines).map { "\n  " + $0 }.joined())
        }
    }
}
