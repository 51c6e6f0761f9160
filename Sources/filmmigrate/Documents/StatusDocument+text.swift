import Documents
import FilmModel
import Migration
import MigrationQueue

extension StatusDocument {
    var text: String { text(within: nil) }

    /// What a narrow terminal does without, the least important first.
    private static let dispensable = [
        "name", "received", FilmState.rejected.rawValue, FilmState.duplicate.rawValue,
        FilmState.inFlight.rawValue, FilmState.delivered.rawValue, "films/h", FilmState.queued.rawValue,
        FilmState.held.rawValue,
    ]

    /// What is wrong with archives, a line each.
    var archiveTrouble: [String] {
        let waits = archives.filter { $0.paused || $0.trouble != nil }.map { archive in
            "archive \(archive.archive): \(archive.record.standing)"
        }
        let unproved = archives.flatMap { archive in
            archive.notProvedApartFrom.map {
                "archive \(archive.archive): \(ArchivePairs.unprovedWords($0)); see `filmmigrate archive test "
                    + "\(archive.archive)`"
            }
        }
        let same = archives.flatMap { archive in
            archive.sameAs.map {
                "archive \(archive.archive): \(ArchivePairs.sameWords($0)); give one of them another address, or remove it"
            }
        }
        return waits + unproved + same
    }

    /// For a terminal of so many columns.
    func text(within columns: Int?) -> String {
        let lines = archiveTrouble
        return ([table(trusts, columns)] + (lines.isEmpty ? [] : [""] + lines)).joined(separator: "\n")
    }

    /// The same for a page that may be too long for its terminal: Trusts of which films are under way or held, and those
    /// of which none are.
    func watched(within columns: Int?) -> (busy: String, idle: String?) {
        let busy = trusts.filter { $0.paused || $0.films.underWay + $0.films[.held] > 0 }
        let idle = trusts.filter { trust in !busy.contains { $0.trust == trust.trust } }
        return busy.isEmpty || idle.isEmpty
            ? (table(trusts, columns), nil) : (table(busy, columns), table(idle, columns, isPart: true))
    }

    private func table(_ trusts: [Trust], _ columns: Int?, isPart: Bool = false) -> String {
        var table = TextTable(
            ["Trust", "name", "received"] + FilmState.allCases.map(\.rawValue) + ["films/h", "done by"])
        func row(_ code: String, _ name: String, _ films: StateCounts, _ rate: Double?, _ eta: Timestamp?) {
            table.add(
                [code, name, String(films.received)] + FilmState.allCases.map { String(films[$0]) }
                    + [rate.map { String(Int($0.rounded())) } ?? "–", eta.map(\.description) ?? "–"])
        }
        for trust in trusts {
            row(
                trust.trust, trust.name + (trust.paused ? " (paused)" : ""), trust.films, trust.filmsPerHour,
                trust.eta)
        }
        if !isPart { row("all", "", total.films, total.filmsPerHour, total.eta) }
        let text = table.text(within: columns, dropping: Self.dispensable)
        return isPart || scanRemarks.isEmpty
            ? text : "\(text)\n\nremarks on scans: \(ScanRemarks.text(scanRemarks))"
    }
}
