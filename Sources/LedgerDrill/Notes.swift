import Foundation

/// A file that lines are added to; each is in the kernel's hands before the call returns.
struct Notes {
    private let handle: FileHandle

    init(_ path: String) throws {
        if !FileManager.default.fileExists(atPath: path) {
            try Data().write(to: URL(filePath: path))
        }
        handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
    }

    func write(_ line: String) throws { try handle.write(contentsOf: Data((line + "\n").utf8)) }
}
