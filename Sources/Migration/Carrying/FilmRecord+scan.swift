import FilmModel
import Foundation
import MigrationQueue

extension FilmRecord {
    /// The bytes of the film's scan in custody, read once; nil where it is gone, or is no longer what was taken in.
    /// Throws where no scan can be read now, which is no film's fault: the process has no file left to open, or the
    /// folder of all scans is away.
    func scan(in workspace: Workspace) throws(WorkspaceError) -> Data? {
        let path = scanPath(in: workspace)
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(filePath: path)) } catch {
            let folder = URL(filePath: "\(workspace.path)/\(custody)").deletingLastPathComponent().path
            let cause = ((error as? CocoaError)?.underlying as? POSIXError)?.code
            guard FileKind(following: folder) == .folder,
                cause.map({ ![.EMFILE, .ENFILE, .ENOMEM].contains($0) }) ?? true
            else { throw .noScans(folder) }
            return nil
        }
        let isUnchanged = unsafe bytes.withUnsafeBytes { unsafe QuickDigest.isDigest(sourceMark, of: $0) }
        return isUnchanged ? bytes : nil
    }

    /// Where the film's scan lies.
    package func scanPath(in workspace: Workspace) -> String {
        "\(workspace.path)/\(custody)/data/\(description.image)"
    }
}
