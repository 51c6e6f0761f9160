package import FilmModel
import Foundation
package import MigrationQueue

/// Reads the verified films of a group again, one after the other.
package struct Reverification: Sendable {
    let ledger: any ProofLedger
    let desk: ReproofDesk
    let megabytesPerSecond: Double

    package init(
        ledger: any ProofLedger, desk: ReproofDesk, megabytesPerSecond: Double
    ) {
        self.ledger = ledger
        self.desk = desk
        self.megabytesPerSecond = megabytesPerSecond
    }

    /// The result of the verification.
    package struct Summary: Sendable {
        package var equal = 0
        package var different: [(film: FilmRecord, differences: [Reproof.Difference])] = []
        /// Films of those named that are not verified, so that there is nothing to prove again.
        package var notVerified = 0
        /// Films that an archive which was registered since has not got yet.
        package var notBrought = 0
        /// The archive that could not be asked, and why: what is behind it was not read.
        package var unavailable: (archive: String, message: String)?
        package var isStopped = false

        package var status: ExitStatus {
            if unavailable != nil { return .unreachable }
            if isStopped { return .stopped }
            return different.isEmpty ? .done : .doneWithExceptions
        }
    }

    private static let page = 256

    /// Ends early where the task is cancelled.
    package func callAsFunction(_ groups: [FilmGroup], _ films: [FilmRecord]) async throws -> Summary {
        var summary = Summary()
        var pace = ReadingPace(megabytesPerSecond: megabytesPerSecond)
        for film in films {
            guard film.state == .verified else {
                summary.notVerified += 1
                continue
            }
            guard try await prove(film, &pace, &summary) else { return summary }
        }
        for group in groups {
            var last: FilmID?
            while true {
                let found: [FilmRecord]
                do {
                    found = try await ledger.verifiedFilms(of: group, after: last, limit: Self.page)
                } catch is CancellationError {
                    summary.isStopped = true
                    return summary
                }
                guard let end = found.last else { break }
                for film in found {
                    guard try await prove(film, &pace, &summary) else { return summary }
                }
                last = end.id
            }
        }
        return summary
    }

    /// False where it is no use to go on.
    private func prove(
        _ film: FilmRecord, _ pace: inout ReadingPace, _ summary: inout Summary
    ) async throws -> Bool {
        do { try await pace.wait(for: film.cost) } catch is CancellationError {}
        guard !Task.isCancelled else {
            summary.isStopped = true
            return false
        }
        do {
            switch try await desk.prove(film) {
            case .equal: summary.equal += 1
            case .lacking, .refused:
                summary.equal += 1
                summary.notBrought += 1
            case .differs(let differences, _): summary.different.append((film, differences))
            case .unavailable(let archive, let message):
                summary.unavailable = (archive, message)
                return false
            }
        } catch is CancellationError {
            // The ledger took no more: the film counts as not read.
            summary.isStopped = true
            return false
        }
        return true
    }
}
