import Digitise
package import Duplicates
import FilmModel
import Foundation

/// The scans that a one-shot command was given, one entry a page, as far as they can be read.
package struct ScanCatalogue: Sendable {
    /// One page of a scan.
    package struct Entry: Sendable {
        /// The path as it was given or found; `PATH#2` for the second page of several.
        package let name: String
        let path: String
        let page: Int
        /// SHA-256 of the file, with the page.
        let source: String
        let picture: String
        package let portrait: FilmPortrait
    }

    package private(set) var entries: [Entry] = []
    /// What could not be read, each with what to do.
    package private(set) var faults: [String] = []

    private static let endings: Set<String> = ["tif", "tiff", "jpg", "jpeg", "png"]

    /// The files that are meant: named files as they are, of folders all scans at any depth, in order.
    package static func files(_ paths: [String]) throws -> [String] {
        var files: [String] = []
        var seen: Set<String> = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw WorkspaceError.notFound("\(path) is not there", remedy: "check the path")
            }
            var found = [path]
            if isFolder.boolValue {
                let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
                let root = path.hasSuffix("/") ? String(path.dropLast()) : path
                found = all.filter { endings.contains(URL(filePath: $0).pathExtension.lowercased()) }.sorted()
                    .map { "\(root)/\($0)" }
            }
            for file in found where seen.insert(Workspace.absolute(file)).inserted { files.append(file) }
        }
        return files
    }

    /// Reads files, several at a time; the entries stand in the files' order.
    @concurrent
    package static func read(_ files: [String]) async -> ScanCatalogue {
        var read: [Int: ([Entry], [String])] = [:]
        let lanes = ProcessInfo.processInfo.activeProcessorCount
        await withTaskGroup(of: (Int, ([Entry], [String])).self) { group in
            for (number, file) in files.enumerated() {
                if number >= lanes, let done = await group.next() { read[done.0] = done.1 }
                group.addTask { (number, entries(of: file)) }
            }
            for await done in group { read[done.0] = done.1 }
        }
        var catalogue = ScanCatalogue()
        for number in files.indices {
            catalogue.entries += read[number]?.0 ?? []
            catalogue.faults += read[number]?.1 ?? []
        }
        return catalogue
    }

    private static func entries(of path: String) -> ([Entry], [String]) {
        guard let data = FileManager.default.contents(atPath: path) else {
            return ([], ["\(path) can't be read: check its permissions"])
        }
        let limits = ScanLimits()
        let pages: Int
        do { pages = min(try Scan.pageCount(data, limits: limits), limits.pages) } catch {
            return ([], ["\(path): \(error.reason.message)"])
        }
        let digest = SourceDigest.of(data)
        var entries: [Entry] = []
        var faults: [String] = []
        for page in 1...max(1, pages) {
            let name = pages > 1 ? "\(path)#\(page)" : path
            do {
                let scan = try Scan.read(data, page: page, declaredBits: nil, limits: limits)
                entries.append(
                    Entry(
                        name: name, path: path, page: page, source: "\(digest) \(page)",
                        picture: scan.findings.pictureDigest,
                        portrait: FilmPortrait(scan)))
            } catch {
                faults.append("\(name): \(error.reason.message)")
            }
        }
        return (entries, faults)
    }
}
