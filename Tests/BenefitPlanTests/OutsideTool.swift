import Foundation
import Subprocess
import SystemPackage

/// A program of the system that judges a document. Nil where it isn't installed.
struct OutsideTool {
    let path: String

    init?(_ path: String) {
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        self.path = path
    }

    func callAsFunction(_ arguments: String?...) async throws -> String {
        let result = try await Subprocess.run(
            .path(.init(path)), arguments: Arguments(arguments.compactMap(\.self)),
            output: .string(limit: 1 << 26),
            error: .discarded)
        return result.standardOutput
    }
}
