import Duplicates
import FilmModel
import Foundation
import MigrationQueue
import PatientIndex

/// Makes fingerprints and canonical pictures anew from the scans in custody. Ranks stay where films have one;
/// films of the archive get theirs before all others.
package struct FingerprintRebuild {
    let workspace: Workspace
    let stores: Stores
    let actor: Actor

    package init(workspace: Workspace, stores: Stores, actor: Actor) {
        self.workspace = workspace
        self.stores = stores
        self.actor = actor
    }

    /// The result of the rebuild.
    package struct Summary: Sendable {
        package var films = 0
        /// Films whose scan is missing, changed, or can't be read.
        package var unreadable = 0
    }

    /// Goes over all films that were matched. No `run` may work meanwhile.
    package func callAsFunction() async throws -> Summary {
        try actor.require(.operator)
        let lock = try FileLock(workspace.lockPath, busy: .isRunning)
        defer { withExtendedLifetime(lock) {} }
        let ledger = stores.ledger
        let gate = try DuplicateGate(
            stores.fingerprints, portraits: stores.portraits,
            DuplicateGate.Surroundings { try await ledger.states(of: $0) })
        var summary = Summary()
        let batches = try await ledger.batches().map(\.batch.id)
        for isInArchive in [true, false] {
            for batch in batches {
                let films = try await ledger.films(of: batch).filter { film in
                    (film.state == .delivered || film.state == .verified) == isInArchive
                        && film.state != .rejected && film.person != nil
                }
                try await rebuild(films, gate, &summary)
            }
        }
        return summary
    }

    /// As many films at a time as there are processors; registered in the order of their numbers.
    private func rebuild(_ films: [FilmRecord], _ gate: DuplicateGate, _ summary: inout Summary) async throws
    {
        let maker = PortraitMaker(workspace: workspace, ledger: stores.ledger)
        let lanes = ProcessInfo.processInfo.activeProcessorCount
        for start in stride(from: 0, to: films.count, by: lanes) {
            let group = films[start..<min(start + lanes, films.count)]
            let made = try await withThrowingTaskGroup(of: (FilmID, Made?).self) { tasks in
                for film in group { tasks.addTask { (film.id, try await Self.make(film, maker)) } }
                return try await tasks.reduce(into: [FilmID: Made]()) { $0[$1.0] = $1.1 }
            }
            for film in group {
                guard let made = made[film.id], let person = film.person else {
                    summary.unreadable += 1
                    continue
                }
                let same = try await stores.persons.same(as: person)
                try await gate.rebuild(
                    Fingerprint(film, person: person, same: same, picture: made.picture), made.portrait)
                summary.films += 1
            }
        }
    }

    private typealias Made = (portrait: FilmPortrait, picture: String)

    @concurrent
    private static func make(_ film: FilmRecord, _ maker: PortraitMaker) async throws -> Made? {
        try maker.portrait(of: film)
    }
}
