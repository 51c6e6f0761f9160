import Foundation
import Glibc
import Subprocess
import SystemPackage

@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

/// The built program, run as a user runs it: arguments in; status, standard output and standard error out.
struct Tool {
    /// What one call came to.
    struct Answer {
        let status: Int32
        let output: String
        let errors: String

        /// Standard output as one JSON document.
        func json() throws -> [String: Any] {
            try (JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]) ?? [:]
        }
    }

    let workspace: String

    /// The program beside the test bundle that was built with it.
    static let path: String = {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let near = bundle.appending(path: "filmmigrate").path(percentEncoded: false)
        if FileManager.default.isExecutableFile(atPath: near) { return near }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return root.appending(path: ".build/debug/filmmigrate").path(percentEncoded: false)
    }()

    /// The rights of a file.
    static func rights(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    /// Something done to the workspace's ledger beside the program.
    func ledger(_ body: (any ProofLedger) async throws -> Void) async throws {
        try await body(try Workspace(at: workspace).open().ledger)
    }

    /// A call under limits of the shell's `ulimit`.
    func limited(_ limit: String, _ arguments: String...) async throws -> Answer {
        try await answer(
            .name("bash"), ["-c", "ulimit \(limit); exec \"$0\" \"$@\"", Self.path] + arguments)
    }

    @discardableResult
    func callAsFunction(_ arguments: String...) async throws -> Answer { try await self(arguments) }

    @discardableResult
    func callAsFunction(_ arguments: [String]) async throws -> Answer {
        try await answer(.path(.init(Self.path)), arguments)
    }

    /// A call in a pseudo-terminal of so many rows and columns: standard output is what the terminal gets.
    func onTerminal(rows: Int, columns: Int = 200, _ arguments: String...) async throws -> Answer {
        let quoted = ([Self.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try await answer(
            .name("script"), ["-qec", "stty rows \(rows) cols \(columns); exec \(quoted)", "/dev/null"])
    }

    private func answer(_ program: Executable, _ arguments: [String]) async throws -> Answer {
        let result = try await Subprocess.run(
            program, arguments: Arguments(arguments),
            environment: .inherit.updating(["FILMMIGRATE_WORKSPACE": workspace]),
            output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
        return Answer(
            status: Self.code(result.terminationStatus), output: result.standardOutput,
            errors: result.standardError)
    }

    /// Starts a call, sends it a signal after a while, and waits for its end. The status is nil where the
    /// signal ended it, and `early` says that it had ended by itself before.
    func interrupted(
        _ arguments: [String], after pause: Duration, by signal: Subprocess.Signal
    ) async throws -> (status: Int32?, early: Bool) {
        let result = try await Subprocess.run(
            .path(.init(Self.path)), arguments: Arguments(arguments),
            environment: .inherit.updating(["FILMMIGRATE_WORKSPACE": workspace]), input: .none,
            output: .discarded, error: .discarded
        ) { execution in
            try await Task.sleep(for: pause)
            do {
                try execution.send(signal: signal)
                return false
            } catch {
                return true
            }
        }
        guard case .exited(let code) = result.terminationStatus else { return (nil, result.closureResult) }
        return (code, result.closureResult)
    }

    private static func code(_ status: TerminationStatus) -> Int32 {
        switch status {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}
