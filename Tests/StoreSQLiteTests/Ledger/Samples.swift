import FilmModel

@testable import MigrationQueue

extension Delivery {
    /// A batch of sound films `F1`, `F2`, …
    static func sample(
        _ number: String, _ trust: TrustID, films: Int = 1, cost: Int = 10_000_000, bureau: String = "Bureau",
        digest: String? = nil
    ) -> Self {
        Self(
            bureau: bureau, number: number, trust: trust, digest: digest ?? "\(bureau) \(number)",
            custody: "batches/\(bureau)-\(number)",
            films: (0..<films).map { .sample("F\($0 + 1)", row: $0 + 2, cost: cost) })
    }
}

extension Delivery.Film {
    static func sample(
        _ name: String, row: Int, cost: Int = 10_000_000, urgentBy: String? = nil, rejection: Reason? = nil
    ) -> Self {
        var description = FilmDescription(filmID: name, image: "scans/\(name).tif")
        description.urgentBy = urgentBy.flatMap { PartialDate($0) }
        return Self(
            row: row, name: name, description: description, sourceDigest: "digest of \(name)",
            sourceMark: "mark of \(name)", cost: cost, rejection: rejection)
    }
}

extension FilmFacts {
    /// What the way of a film has found out when the film is delivered.
    static func sample(_ film: FilmID) -> Self {
        var facts = FilmFacts()
        facts.match = Match(
            decision: .match, person: PersonID("P1"), probability: 0.99, weight: 12, reasons: ["NHS number"])
        facts.matchedAt = noon
        facts.pictureDigest = "picture \(film)"
        facts.pixelDigest = "pixels \(film)"
        facts.identity = ["PatientID": "P1"]
        facts.sopInstanceUID = "2.25.\(film)"
        facts.seriesInstanceUID = "2.25.1\(film)"
        facts.studyInstanceUID = "2.25.2\(film)"
        return facts
    }
}

extension StoreRecord {
    static func sent(_ film: FilmID) -> Self {
        Self(
            destination: "main", sopInstanceUID: "2.25.\(film)", sentAt: noon, dimseStatus: 0, method: "store"
        )
    }

    static func readBack(_ film: FilmID) -> Self {
        Self(destination: "main", sopInstanceUID: "2.25.\(film)", verifiedAt: noon, method: "read-back")
    }
}

extension Finish {
    /// A result with the facts and the archive's words that the outcome needs.
    static func sample(_ lease: Lease, _ outcome: Outcome, stores: [StoreRecord] = []) -> Self {
        let film = lease.film.id
        return switch outcome {
        case .delivered:
            Finish(lease, outcome, facts: .sample(film), stores: stores.isEmpty ? [.sent(film)] : stores)
        case .verified: Finish(lease, outcome, stores: stores.isEmpty ? [.readBack(film)] : stores)
        default: Finish(lease, outcome, stores: stores)
        }
    }
}
