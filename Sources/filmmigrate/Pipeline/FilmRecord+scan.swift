import FilmModel
import Foundation
import MigrationQueue

extension FilmRecord {
    /// The bytes of the film's scan in custody, read once; nil where it is gone, or is no longer what was taken in.
    func scan(in workspace: Workspace) -> Data? {
        let path = "\(workspace.path)/\(custody)/data/\(description.image)"
        guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        let isUnchanged = unsafe bytes.withUnsafeBytes { unsafe QuickDigest.isDigest(sourceMark, of: $0) }
        return isUnchanged ? bytes : nil
    }
}
