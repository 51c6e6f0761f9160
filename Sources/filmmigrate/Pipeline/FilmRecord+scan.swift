import FilmModel
import Foundation
import MigrationQueue

extension FilmRecord {
    /// The bytes of the film's scan in custody, read once; nil where it is gone, or is no longer what was taken in.
    /// Throws where no scan can be read now, which is no film's fault: the process has no file left to open, or the
    /// folder of all scans is away.
    func scan(in workspace: Workspace) throws(WorkspaceError) -> Data? {
        let path = "\(workspace.path)/\(custody)/data/\(description.image)"
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(filePath: path)) } catch {
            // One more descriptor tells whether it is the file or all of them.
            let folder = URL(filePath: "\(workspace.path)/\(custody)").deletingLastPathComponent().path
            guard FileKind(following: folder) == .folder,
                let probe = FileHandle(forReadingAtPath: "/dev/null")
            else { throw .noScans(folder) }
            try? probe.close()
            return nil
        }
        let isUnchanged = unsafe bytes.withUnsafeBytes { unsafe QuickDigest.isDigest(sourceMark, of: $0) }
        return isUnchanged ? bytes : nil
    }
}
