import FilmModel
import Foundation

/// One scan of `convert`, and where its instances go.
package struct ConvertJob {
    package let input: String
    /// The first page's file.
    package let output: String
    /// Whether the file's name comes from the scan's: other scans may have the same.
    package var isInFolder = false

    /// Reads `IN OUT`, `IN FOLDER` or `IN … FOLDER`. A folder whose name ends with a slash is made.
    package static func all(of paths: [String]) throws(WorkspaceError) -> [ConvertJob] {
        guard let last = paths.last else { return [] }
        let inputs = paths.dropLast()
        let isFolder = FileKind(following: last) == .folder
        guard isFolder || last.hasSuffix("/") || inputs.count > 1 else {
            return inputs.map { ConvertJob(input: $0, output: last) }
        }
        guard isFolder || last.hasSuffix("/") else {
            throw .usage(
                "\(last) is no folder, and several scans are named",
                remedy: "name a folder last; with a slash at its end, \(last)/, it is made")
        }
        if !isFolder {
            try WorkspaceFiles.check(last + "/new", last)
            do {
                try FileManager.default.createDirectory(
                    at: URL(filePath: last), withIntermediateDirectories: true)
            } catch {
                throw .cannotWrite(last)
            }
        }
        let folder = last.hasSuffix("/") ? last : last + "/"
        let jobs = inputs.map { input in
            ConvertJob(
                input: input,
                output: folder + URL(filePath: input).deletingPathExtension().lastPathComponent + ".dcm",
                isInFolder: true)
        }
        var seen: [String: String] = [:]
        for job in jobs {
            if let other = seen.updateValue(job.input, forKey: job.output) {
                throw .usage(
                    "\(other) and \(job.input) would both become \(job.output)",
                    remedy: "convert them one by one, or into folders of their own")
            }
        }
        return jobs
    }

    /// `OUT.dcm`, `OUT-2.dcm`, …
    package func path(_ number: Int) -> String {
        guard number > 1 else { return output }
        let slash = output.lastIndex(of: "/") ?? output.startIndex
        guard let dot = output[slash...].lastIndex(of: ".") else { return "\(output)-\(number)" }
        return "\(output[..<dot])-\(number)\(output[dot...])"
    }

    /// Throws where an instance's file is the scan itself, by whatever link: a scan is never written over.
    package func checkNotScan(_ number: Int) throws(WorkspaceError) {
        guard let scan = FileID(input), FileID(path(number)) == scan else { return }
        throw .usage("\(path(number)) is the scan itself", remedy: "name another file for the instance")
    }
}
