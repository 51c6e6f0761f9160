import FilmModel
import Migration
import MigrationQueue

/// `status`: how many films are where, for each Trust and in total, and how fast it goes.
struct StatusDocument: Encodable {
    struct Trust: Encodable {
        let trust: String
        let name: String
        let paused: Bool
        let films: StateCounts
        let filmsPerHour: Double?
        let eta: Timestamp?

        enum CodingKeys: String, CodingKey {
            case trust, name, paused, films
            case filmsPerHour = "films_per_hour"
            case eta
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(trust, forKey: .trust)
            try values.encode(name, forKey: .name)
            try values.encode(paused, forKey: .paused)
            try values.encode(films, forKey: .films)
            try values.encode(filmsPerHour, forKey: .filmsPerHour)
            try values.encode(eta, forKey: .eta)
        }
    }

    struct Total: Encodable {
        let films: StateCounts
        let filmsPerHour: Double?
        let eta: Timestamp?

        enum CodingKeys: String, CodingKey {
            case films
            case filmsPerHour = "films_per_hour"
            case eta
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(films, forKey: .films)
            try values.encode(filmsPerHour, forKey: .filmsPerHour)
            try values.encode(eta, forKey: .eta)
        }
    }

    /// An archive, and whether it is used just now.
    struct Archive: Encodable {
        let archive: String
        let role: String
        let paused: Bool
        /// Why the program paused it, why it did not answer, or why it refuses to store, and since when; both nil where
        /// nothing of that is so.
        let trouble: String?
        let since: Timestamp?
        /// Whether it refused the last instance that it was to store for want of room.
        let refusesToStore: Bool
        /// Archives of which nothing proves that it is another one.
        let notProvedApartFrom: [String]
        /// Archives that a trial has shown it to be.
        let sameAs: [String]

        init(_ record: DestinationRecord, notProvedApartFrom others: [String], sameAs: [String]) {
            archive = record.name
            role = record.role.rawValue
            paused = record.paused
            let trouble = record.pausedFor ?? record.trouble ?? record.refusal
            self.trouble = trouble?.message
            since = trouble?.since
            refusesToStore = record.refusal != nil
            notProvedApartFrom = others
            self.sameAs = sameAs
            standing = record.standing
        }

        /// The same in words, for people.
        let standing: String

        private enum CodingKeys: String, CodingKey {
            case archive, role, paused, trouble, since
            case refusesToStore = "refuses_to_store"
            case notProvedApartFrom = "not_proved_apart_from"
            case sameAs = "same_as"
        }
    }

    let generatedAt: Timestamp
    let total: Total
    let trusts: [Trust]
    let archives: [Archive]
    /// How many films have which remark on their scans, in all and for each Trust.
    let scanRemarks: [String: Int]
    let scanRemarksByTrust: [String: [String: Int]]

    enum CodingKeys: String, CodingKey {
        case generatedAt = "generated_at"
        case total, trusts, archives
        case scanRemarks = "scan_remarks"
        case scanRemarksByTrust = "scan_remarks_by_trust"
    }

    /// Reads the ledger's tallies and the films verified in the last hour: no scan over films.
    init(_ ledger: any ProofLedger, at now: Timestamp) async throws {
        let tallies = try await ledger.tallies()
        let pace = try await ledger.verifiedSince(now.adding(seconds: -3600))
        generatedAt = now
        trusts = try await ledger.trusts().map { record in
            let films = tallies[record.trust] ?? StateCounts()
            let rate = Pace(pace[record.trust] ?? [:], at: now)
            return Trust(
                trust: record.trust.code, name: record.name, paused: record.paused, films: films,
                filmsPerHour: rate.filmsPerHour, eta: rate.eta(of: films, at: now))
        }
        let all = tallies.values.reduce(StateCounts(), +)
        let rate = Pace(
            pace.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }, at: now)
        total = Total(films: all, filmsPerHour: rate.filmsPerHour, eta: rate.eta(of: all, at: now))
        let records = try await ledger.destinations()
        let unproved = try await ArchivePairs.unproved(among: records, ledger)
        let same = try await ArchivePairs.same(among: records, ledger)
        archives = records.map { record in
            Archive(
                record, notProvedApartFrom: unproved.filter { $0.second == record.name }.map(\.first),
                sameAs: same.filter { $0.second == record.name }.map(\.first))
        }
        var remarks: [String: [String: Int]] = [:]
        let counted = try await ledger.remarkCounts()
        if !counted.isEmpty {
            for (batch, _) in try await ledger.batches() {
                for (code, films) in counted[batch.id] ?? [:] {
                    remarks[batch.trust.code, default: [:]][code.rawValue, default: 0] += films
                }
            }
        }
        scanRemarksByTrust = remarks
        scanRemarks = remarks.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }

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
            "archive \(archive.archive): \(archive.standing)"
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
