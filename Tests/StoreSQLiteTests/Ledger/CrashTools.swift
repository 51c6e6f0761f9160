import Foundation

/// What the crash tests need beside the test bundle: the process to kill, and the library that kills it.
enum CrashTools {
    private static let binaries = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    static let drill = binaries.appending(path: "LedgerDrill").path
    static let shim = binaries.appending(path: "libCrashShim.so").path
    static let areBuilt = [drill, shim].allSatisfy { FileManager.default.isReadableFile(atPath: $0) }

    /// How many kills are asked for by the environment, else the suite's own number.
    static func count(_ name: String, orElse standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
    }
}
