import Foundation
import Subprocess

/// A judge that is not ours: a program of the system, where it is installed.
enum OutsideTool {
    /// Whether a program lies on the search path.
    static func isInstalled(_ name: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    /// Whether Python has the module.
    static func pythonHas(_ module: String) async -> Bool {
        guard isInstalled("python3") else { return false }
        return (try? await run("python3", ["-c", "import \(module)"]).succeeded) ?? false
    }

    /// Runs a program to its end, and gives its standard output.
    static func run(_ name: String, _ arguments: [String]) async throws -> (succeeded: Bool, output: String) {
        let result = try await Subprocess.run(
            .name(name), arguments: Arguments(arguments), output: .string(limit: 1 << 22),
            error: .discarded)
        return (result.terminationStatus.isSuccess, result.standardOutput)
    }
}
