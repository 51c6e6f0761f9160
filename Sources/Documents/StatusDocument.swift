package import FilmModel
import Migration
package import MigrationQueue

/// `status`: how many films are where, for each Trust and in total, and how fast it goes.
package struct StatusDocument: Encodable {
    package struct Trust: Encodable {
        package let trust: String
        package let name: String
        package let paused: Bool
        package let films: StateCounts
        package let filmsPerHour: Double?
        package let eta: Timestamp?

        enum CodingKeys: String, CodingKey {
            case trust, name, paused, films
            case filmsPerHour = "films_per_hour"
            case eta
        }

        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(trust, forKey: .trust)
            try values.encode(name, forKey: .name)
            try values.encode(paused, forKey: .paused)
            try values.encode(films, forKey: .films)
            try values.encode(filmsPerHour, forKey: .filmsPerHour)
            try values.encode(eta, forKey: .eta)
        }
    }

    package struct Total: Encodable {
        package let films: StateCounts
        package let filmsPerHour: Double?
        package let eta: Timestamp?

        enum CodingKeys: String, CodingKey {
            case films
            case filmsPerHour = "films_per_hour"
            case eta
        }

        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(films, forKey: .films)
            try values.encode(filmsPerHour, forKey: .filmsPerHour)
            try values.encode(eta, forKey: .eta)
        }
    }

    /// An archive, and whether it is used just now.
    package struct Archive: Encodable {
        package let archive: String
        package let role: String
        package let paused: Bool
        /// Why the program paused it, why it did not answer, or why it refuses to store, and since when; both nil where
        /// nothing of that is so.
        package let trouble: String?
        package let since: Timestamp?
        /// Whether it refused the last instance that it was to store for want of room.
        package let refusesToStore: Bool
        /// Archives of which nothing proves that it is another one.
        package let notProvedApartFrom: [String]
        /// Archives that a trial has shown it to be.
        package let sameAs: [String]

        package init(_ record: DestinationRecord, notProvedApartFrom others: [String], sameAs: [String]) {
            archive = record.name
            role = record.role.rawValue
            paused = record.paused
            let trouble = record.pausedFor ?? record.trouble ?? record.refusal
            self.trouble = trouble?.message
            since = trouble?.since
            refusesToStore = record.refusal != nil
            notProvedApartFrom = others
            self.sameAs = sameAs
            self.record = record
        }

        /// The archive as the ledger has it; not in the JSON.
        package let record: DestinationRecord

        private enum CodingKeys: String, CodingKey {
            case archive, role, paused, trouble, since
            case refusesToStore = "refuses_to_store"
            case notProvedApartFrom = "not_proved_apart_from"
            case sameAs = "same_as"
        }
    }

    package let generatedAt: Timestamp
    package let total: Total
    package let trusts: [Trust]
    package let archives: [Archive]
    /// How many films have which remark on their scans, in all and for each Trust.
    package let scanRemarks: [String: Int]
    package let scanRemarksByTrust: [String: [String: Int]]

    enum CodingKeys: String, CodingKey {
        case generatedAt = "generated_at"
        case total, trusts, archives
        case scanRemarks = "scan_remarks"
        case scanRemarksByTrust = "scan_remarks_by_trust"
    }

    /// Reads the ledger's tallies and the films verified in the last hour: no scan over films.
    package init(_ ledger: any ProofLedger, at now: Timestamp) async throws {
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
}
