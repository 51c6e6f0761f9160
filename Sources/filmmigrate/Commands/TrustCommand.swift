import ArgumentParser
import Documents
import FilmModel
import Migration
import MigrationQueue

struct TrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust", abstract: "Trusts: the tenants.",
        subcommands: [Add.self, List.self, Pause.self, Resume.self, Weight.self])

    struct Add: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Registers Trusts, or changes them. What is not given stays as it is.")
        @Argument(help: "ODS codes, such as RXA.")
        var codes: [String]
        @Option(help: "The Trust's name, as it stands in instances and reports.")
        var name: String?
        @Option(help: "Its share of the work while others have work too, 1 to 1000.")
        var weight: Int?
        @Option(help: "The most films of it in flight at once.")
        var maxInFlight: Int?

        func validate() throws {
            guard name == nil || codes.count == 1 else {
                throw ValidationError("--name belongs to one Trust")
            }
            guard name.map(TrustDesk.isFit) ?? true else {
                throw ValidationError(
                    "--name has at most 64 characters and no backslash: it is Institution Name")
            }
            guard weight.map(TrustDesk.weights.contains) ?? true else {
                throw ValidationError("--weight is a number from 1 to 1000")
            }
            guard maxInFlight.map({ $0 > 0 }) ?? true else {
                throw ValidationError("--max-in-flight is a number above 0")
            }
        }

        func run() async throws {
            let (_, stores) = try openWorkspace()
            for trust in try codes.map({ try trust($0) }) {
                let record = try await TrustDesk(stores, actor: Operator.actor()).register(
                    trust, name: name, weight: weight, maxInFlight: maxInFlight)
                Output.result(
                    "Trust \(trust), \(record.name), is registered" + (record.paused ? ", and paused" : ""))
            }
        }
    }

    struct List: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the Trusts.")
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let records = try await stores.ledger.trusts()
            var table = TextTable(["Trust", "name", "weight", "most in flight", "paused"])
            for record in records {
                table.add([
                    record.trust.code, record.name, String(record.weight),
                    record.maxInFlight.map(String.init) ?? "–", record.paused ? "yes" : "no",
                ])
            }
            try output.show(
                ["trusts": records.map(TrustDocument.init)],
                text: table.isEmpty
                    ? "no Trust is registered; `filmmigrate trust add CODE --name NAME`" : table.text)
        }
    }

    struct Pause: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Claims nothing more of a Trust. What is in hand is finished.")
        @Argument(help: "ODS codes.")
        var codes: [String]

        func run() async throws { try await pause(codes, true) }
    }

    struct Resume: WorkspaceCommand {
        static let configuration = CommandConfiguration(abstract: "Lets a paused Trust go on.")
        @Argument(help: "ODS codes.")
        var codes: [String]

        func run() async throws { try await pause(codes, false) }
    }

    struct Weight: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Changes a Trust's share of the work; a running `run` follows at once.")
        @Argument(help: "ODS code.")
        var code: String
        @Argument(help: "1 to 1000: twice the weight is twice the bytes while others have work too.")
        var weight: Int

        func validate() throws {
            guard TrustDesk.weights.contains(weight) else {
                throw ValidationError("the weight is a number from 1 to 1000")
            }
        }

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let trust = try trust(code)
            try await TrustDesk(stores, actor: Operator.actor()).weigh(trust, weight)
            Output.result("Trust \(trust) has weight \(weight)")
        }
    }
}

extension WorkspaceCommand {
    /// Pauses Trusts or lets them go on.
    fileprivate func pause(_ codes: [String], _ paused: Bool) async throws {
        let (_, stores) = try openWorkspace()
        for trust in try codes.map({ try trust($0) }) {
            try await TrustDesk(stores, actor: Operator.actor()).pause(trust, paused)
            Output.result("Trust \(trust) is \(paused ? "paused" : "resumed")")
        }
    }
}
