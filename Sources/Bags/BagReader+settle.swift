import Foundation
import Glibc

extension BagReader {
    /// Gives a custody folder its lasting name, and brings the name to the disk. A folder that is there already
    /// is of an earlier try that never reached the ledger, and is replaced. Throws `BagAccessError`.
    package static func settle(_ staged: String, as path: String) throws {
        if FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
        do {
            guard unsafe rename(staged, path) == 0 else { throw SystemCallError.last() }
            try Descriptor.folder(atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
                .synchronise()
        } catch let cause as SystemCallError {
            throw BagAccessError.custodyFailed(path, cause)
        }
    }
}
