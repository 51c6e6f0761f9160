import DICOM
import Digitise
import FilmModel
import Foundation
import MigrationQueue

/// The pixels that a film was sent with, made anew from its scan in custody.
struct OriginalPixels: Sendable {
    let workspace: Workspace

    /// Nil where the scan is gone, has changed, or does not give the pixels that were sent.
    func bytes(of film: FilmRecord) -> [UInt8]? {
        guard let data = try? film.scan(in: workspace) else { return nil }
        let limits = ScanLimits(decodedBytes: workspace.settings.decodedMegabytes << 20)
        guard
            let scan = try? Scan.read(
                data, page: film.description.page, declaredBits: film.description.bitsStored, limits: limits),
            let digest = film.facts.pixelDigest
        else { return nil }
        let count = scan.header.pixelBytes
        return unsafe scan.pixels.withBytes { bytes in
            let pixels = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<count])
            return unsafe QuickDigest.isDigest(digest, of: pixels) ? unsafe [UInt8](pixels) : nil
        }
    }
}
