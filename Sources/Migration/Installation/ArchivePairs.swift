import Archive
package import DICOM
import FilmModel
package import Logging
package import MigrationQueue

/// Whether registered archives are as many as they seem: by another name or address one of them may be another, and two
/// can answer with the same identity. A trial leaves an instance behind, so each pair is tried once and what came of
/// it is kept, until an address or an identity changes. What stayed unclear is tried again at each start.
package struct ArchivePairs: Sendable {
    let workspace: Workspace
    package let ledger: any ProofLedger
    /// Tells what a trial found and left behind; nil where somebody else does.
    var logger: Logger?

    package init(
        workspace: Workspace, ledger: any ProofLedger, logger: Logger? = nil
    ) {
        self.workspace = workspace
        self.ledger = ledger
        self.logger = logger
    }

    /// Two archives of which it is not known whether they are two.
    package struct Pair: Sendable {
        /// The primary, where it is one of the two.
        package let first: DestinationRecord
        /// The one that the test instance is stored in.
        package let second: DestinationRecord
        let trial = PairTrial()

        func isOf(_ names: Set<String>) -> Bool { names.contains(first.name) || names.contains(second.name) }
    }

    /// What a trial found; that two archives are one is an error.
    package enum Outcome: Sendable {
        case distinct
        case unclear(String)
        /// To be asked again later, with the same instances.
        case pending(String)
        case unavailable(Carried.Unavailable)
    }

    /// The pairs of which nothing is known that is to be trusted. Throws `SameArchiveError` where it is known, and to be
    /// trusted, that two are one.
    package func unknown(
        among records: [DestinationRecord], trusting: Set<ArchivePair.Verdict>
    ) async throws -> [Pair] {
        let known = try await ledger.archivePairs().filter { trusting.contains($0.verdict) }
        let sorted = records.primaryFirst
        var pairs: [Pair] = []
        for (place, first) in sorted.enumerated() {
            for second in sorted.dropFirst(place + 1) {
                guard let pair = known.first(where: { $0.isOf(first, second) }) else {
                    pairs.append(Pair(first: first, second: second))
                    continue
                }
                guard pair.verdict != .same else { throw SameArchiveError(first.name, second.name) }
            }
        }
        return pairs
    }

    /// Tries a pair whose archives have both been proved, and keeps what is found. Throws `SameArchiveError`.
    package func compare(
        _ pair: Pair, _ first: ProvedArchive, _ second: ProvedArchive, listener: StoreListener?
    ) async throws -> Outcome {
        let one = try workspace.destination(first, listener: listener)
        let other = try workspace.destination(second, listener: listener)
        let verdict = try await onBlockingThread { try pair.trial(one, other) }
        let answers = ArchiveAnswers(ledger: ledger, logger: logger ?? Logger(label: "filmmigrate"))
        for each in [one, other] { try await answers.heed(each.health.storage, of: each.name) }
        switch verdict {
        case .distinct:
            try await record(first, second, .distinct)
            logger?.notice(
                "it is another archive than \(first.record.name): a marked test instance was stored in it, and stays there",
                metadata: [
                    "archive": "\(second.record.name)", "instance": "\(pair.trial.instances[0])",
                ])
            return .distinct
        case .unclear(let why):
            try await record(first, second, .unclear)
            return .unclear(why)
        case .pending(let why):
            try await record(first, second, .unclear)
            return .pending(why)
        case .same:
            try await record(first, second, .same)
            throw SameArchiveError(first.record.name, second.record.name)
        case .unavailable(let archive, let message):
            var fault = Carried.Unavailable(destination: archive, message: message)
            let health = archive == one.name ? one.health : other.health
            if case .refused = health.storage { fault.isRefusal = true }
            return .unavailable(fault)
        }
    }

    /// Says that nothing proves two archives to be two, and that films are read back from both all the same.
    package func warn(_ pair: Pair, _ why: String) {
        logger?.warning(
            "\(Self.unprovedWords(pair.first.name)), and films are verified from both: \(why)",
            metadata: ["archive": "\(pair.second.name)"])
    }

    package static func unprovedWords(_ first: String) -> String {
        "nothing proves that it is another archive than \(first)"
    }

    package static func sameWords(_ first: String) -> String {
        "it is archive \(first) by another name or address"
    }

    /// Pairs that a trial has shown to be one, the second after the primary.
    package static func same(
        among records: [DestinationRecord], _ ledger: any ProofLedger
    ) async throws -> [(first: String, second: String)] {
        let known = try await ledger.archivePairs().filter { $0.verdict == .same }
        return pairs(records.primaryFirst) { one, other in known.contains { $0.isOf(one, other) } }
    }

    /// Pairs of which no trial has shown that they are two, or are one, the second after the primary.
    package static func unproved(
        among records: [DestinationRecord], _ ledger: any ProofLedger
    ) async throws -> [(first: String, second: String)] {
        let known = try await ledger.archivePairs().filter { $0.verdict != .unclear }
        return pairs(records.primaryFirst) { one, other in !known.contains { $0.isOf(one, other) } }
    }

    private static func pairs(
        _ sorted: [DestinationRecord], where isSo: (DestinationRecord, DestinationRecord) -> Bool
    ) -> [(first: String, second: String)] {
        sorted.indices.flatMap { place in
            sorted[(place + 1)...].filter { isSo(sorted[place], $0) }
                .map { (first: sorted[place].name, second: $0.name) }
        }
    }

    private func record(
        _ first: ProvedArchive, _ second: ProvedArchive, _ verdict: ArchivePair.Verdict
    ) async throws {
        guard let pair = ArchivePair(first.record, second.record, verdict) else { return }
        try await ledger.record(pair, at: .now())
    }
}

extension [DestinationRecord] {
    /// The primary, then the second copies in the order of their names.
    package var primaryFirst: [DestinationRecord] {
        sorted { ($0.role == .primary ? 0 : 1, $0.name) < ($1.role == .primary ? 0 : 1, $1.name) }
    }
}
