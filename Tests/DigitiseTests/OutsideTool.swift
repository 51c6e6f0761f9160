import Foundation
import Subprocess
import SystemPackage

/// A judge that is not ours: a program of the system, where it is installed.
enum OutsideTool {
    /// Whether a program lies on the search path.
    static func isInstalled(_ name: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    /// Whether Python has the modules.
    static func pythonHas(_ modules: String...) async -> Bool {
        guard isInstalled("python3") else { return false }
        let imports = "import " + modules.joined(separator: ", ")
        return (try? await run("python3", ["-c", imports]).succeeded) ?? false
    }

    /// Runs a program to its end, and gives what it wrote on both outputs.
    static func run(
        _ name: String, _ arguments: [String]
    ) async throws -> (succeeded: Bool, output: String, errors: String) {
        let result = try await Subprocess.run(
            name.hasPrefix("/") ? .path(FilePath(name)) : .name(name), arguments: Arguments(arguments),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 22))
        return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
    }
}
