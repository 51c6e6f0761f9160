import Digitise
import Duplicates
import FilmModel
import Foundation
import MigrationQueue

/// Makes the canonical picture of a film anew from its scan in custody, where it is not kept any more.
struct PortraitMaker: Sendable {
    let workspace: Workspace
    let ledger: any Ledger

    /// Nil where the scan can't be read: such a film is found by its digests alone.
    func picture(of film: FilmID) async throws -> CanonicalPicture? {
        try portrait(of: try await ledger.film(film))?.portrait.canonical
    }

    /// What a film's scan looks like, with the digest of its picture.
    func portrait(of film: FilmRecord) throws -> (portrait: FilmPortrait, picture: String)? {
        guard let bytes = try? film.scan(in: workspace) else { return nil }
        let limits = ScanLimits(decodedBytes: workspace.settings.decodedMegabytes << 20)
        do {
            let scan = try Scan.read(
                bytes, page: film.description.page, declaredBits: film.description.bitsStored,
                declaredSpacing: film.description.pixelSpacing, limits: limits,
                thresholds: workspace.settings.checks)
            return (FilmPortrait(scan), scan.findings.pictureDigest)
        } catch {
            return nil
        }
    }
}
