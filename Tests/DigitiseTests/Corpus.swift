import Foundation

/// The real files of `../shared/corpus`, beside the package: there on some machines, never a part of it.
enum Corpus {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/corpus").standardizedFileURL

    static var exists: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// The TIFF files of one part, in order.
    static func files(_ part: String) -> [URL] {
        let found = FileManager.default.enumerator(
            at: folder.appending(path: part), includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { $0.pathExtension.lowercased().hasPrefix("tif") }
            .sorted { $0.path < $1.path }
    }
}
