import ArgumentParser
import Documents
import FilmModel
import Migration
import MigrationQueue

struct WindowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "window", abstract: "Maintenance windows: hours in which nothing is carried.",
        discussion: "By the clock in London, summer and winter.",
        subcommands: [Add.self, List.self, Remove.self])

    struct Add: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes hours of the week: for all, for a Trust, or for an archive.",
            discussion: "Hours that pass midnight belong to the day on which they begin.")
        @Option(help: "First minute, HH:MM.")
        var from: String
        @Option(help: "The minute after the last, HH:MM; 24:00 is the day's end.")
        var to: String
        @Option(help: "Days, such as mon-fri or sat,sun; every day unless given.")
        var days = "mon-sun"
        @Option(help: "Only this Trust.")
        var trust: String?
        @Option(help: "Only this archive.")
        var archive: String?

        func validate() throws {
            guard trust == nil || archive == nil else {
                throw ValidationError("--trust and --archive exclude each other")
            }
            guard let from = ClockTime.minute(from), from < 1440, ClockTime.minute(to) != nil else {
                throw ValidationError("--from and --to are times of the day, HH:MM")
            }
            guard from != ClockTime.minute(to) else {
                throw ValidationError("--from and --to are the same minute; a whole day is 00:00 to 24:00")
            }
            guard ClockTime.days(days) != nil else {
                throw ValidationError("--days are names such as mon-fri or sat,sun")
            }
        }

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let closing = try await WindowDesk(stores, actor: Operator.actor()).close(
                days: ClockTime.days(days) ?? [], from: ClockTime.minute(from) ?? 0,
                to: ClockTime.minute(to) ?? 0, trust: trust, archive: archive)
            Output.result("closed hours \(closing.id): \(closing.text)")
        }
    }

    struct List: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the closed hours.")
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let now = Timestamp.now()
            let windows = try await stores.ledger.closings().map {
                WindowDocument($0, isClosed: try $0.isClosed(at: now))
            }
            var table = TextTable(["number", "for", "days", "from", "to", "now"])
            for window in windows {
                table.add([
                    String(window.id), window.subject ?? "all", window.days.joined(separator: ","),
                    window.from, window.to, window.closed ? "closed" : "open",
                ])
            }
            try output.show(
                ["windows": windows],
                text: table.isEmpty ? "no hours are closed" : table.text + "\n\ntimes by the clock in London")
        }
    }

    struct Remove: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Opens closed hours again.")
        @Argument(help: "The number, as `window list` has it.")
        var number: Int64

        func run() async throws {
            let (_, stores) = try openWorkspace()
            try await WindowDesk(stores, actor: Operator.actor()).open(number)
            Output.result("closed hours \(number) are removed")
        }
    }
}
