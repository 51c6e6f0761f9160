import ArgumentParser
import DICOM
import FilmModel
import Foundation
import Glibc
import Logging
import Migration
import MigrationQueue
import StoreSQLite

/// The program's entry: arguments in, exit status out (INTERFACES: Commands).
@main
enum Program {
    static func main() async {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .notice
            return handler
        }
        let arguments = takeWorkspace(from: Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try Filmmigrate.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                // Receipts that the command makes untrue are written anew, whatever its exit status.
                let changesReceipts = (command as? any ReceiptChangingCommand)?.changesReceipts ?? false
                do { try await command.run() } catch let status as ExitCode {
                    if changesReceipts { try await refreshReceipts() }
                    throw status
                }
                if changesReceipts { try await refreshReceipts() }
            } else {
                try command.run()
            }
            ProcessEnd.now(.done)
        } catch let status as ExitCode {
            ProcessEnd.now(status.rawValue)
        } catch let error as any OperatorError {
            Output.message("filmmigrate: \(error.message)\n  \(error.remedy)")
            ProcessEnd.now(error.exitStatus)
        } catch {
            // Of a store that shares the ledger's file: a full disk is no fault of ours there either.
            if let known = StoreFault.known(error, path: Status.workspacePath) {
                Output.message("filmmigrate: \(known.message)\n  \(known.remedy)")
                ProcessEnd.now(known.exitStatus)
            }
            // Everything but a fault of ours is the argument parser's: usage, help, version.
            let status = Filmmigrate.exitCode(for: error)
            guard status == .failure else { Filmmigrate.exit(withError: error) }
            Output.message(
                "filmmigrate: an unexpected fault (\(type(of: error)))\n  report it to the maintainers")
            ProcessEnd.now(.ourFault)
        }
    }

    private static func refreshReceipts() async throws {
        let workspace = try Workspace(at: Status.workspacePath)
        try await Receipts(workspace, try workspace.open().ledger).refresh()
    }

    /// `--workspace DIR` may stand before or behind the command; the parser knows an option in one place
    /// only, so it is taken out here and handed on as `FILMMIGRATE_WORKSPACE`.
    private static func takeWorkspace(from arguments: [String]) -> [String] {
        var rest: [String] = []
        var index = 0
        while index < arguments.count, arguments[index] != "--" {
            if arguments[index] == "--workspace", index + 1 < arguments.count {
                unsafe setenv("FILMMIGRATE_WORKSPACE", arguments[index + 1], 1)
                index += 2
            } else if arguments[index].hasPrefix("--workspace=") {
                unsafe setenv("FILMMIGRATE_WORKSPACE", String(arguments[index].dropFirst(12)), 1)
                index += 1
            } else {
                rest.append(arguments[index])
                index += 1
            }
        }
        return rest + arguments[index...]
    }
}
