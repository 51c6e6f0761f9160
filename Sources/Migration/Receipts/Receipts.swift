import Digitise
package import FilmModel
import Foundation
package import MigrationQueue

/// Makes receipts from the ledger and puts them in the outbox.
package struct Receipts {
    private let workspace: Workspace
    private let ledger: any ProofLedger

    package init(_ workspace: Workspace, _ ledger: any ProofLedger) {
        self.workspace = workspace
        self.ledger = ledger
    }

    /// The receipt of a batch as it stands: `archive` once a film of it is, or was, verified.
    package func receipt(of batch: BatchRecord) async throws -> Receipt {
        try await receipt(of: batch, contests: try await ledger.contests())
    }

    private func receipt(of batch: BatchRecord, contests: [Contest]) async throws -> Receipt {
        let films = try await ledger.films(of: batch.id)
        let contested = Dictionary(contests.map { ($0.other, $0) }, uniquingKeysWith: { first, _ in first })
        let remarks = try await ledger.remarks(of: batch.id)
        let records = try await ledger.destinations()
        let pairs =
            try await ArchivePairs.unproved(among: records, ledger).map {
                ($0, ArchivePairs.unprovedWords($0.first))
            }
            + ArchivePairs.same(among: records, ledger).map { ($0, ArchivePairs.sameWords($0.first)) }
        let stores = try await ledger.stores(of: batch.id)
        var counts = StateCounts()
        var lines: [Receipt.Film] = []
        for film in films {
            counts[film.state] += 1
            var line = Receipt.Film(film)
            if let found = remarks[film.id] {
                line.note(found, keepsPaper: workspace.settings.checks.keepsPaper)
            }
            if let contest = contested[film.id] { line.note(contest) }
            if film.state == .duplicate { line.message = try await film.duplicateReason(ledger)?.message }
            if film.state == .verified {
                let verified = stores[film.id, default: []].filter { $0.verifiedAt != nil }
                line.archives = Array(Set(verified.map(\.destination))).sorted()
            }
            lines.append(line)
        }
        return Receipt(
            batch: batch.name, trust: batch.trust.code, bureau: batch.bureau, number: batch.number,
            stage: try await ledger.hasBeenVerified(batch.id) ? .archive : .intake,
            takenInAt: batch.takenInAt, counts: counts,
            films: lines, archiveRemarks: Self.remarks(on: pairs, for: lines),
            scanRemarks: ScanRemarks.counts(remarks.values))
    }

    /// Of two archives that films were read back from, and that nothing proves to be two, or that are one.
    private static func remarks(
        on pairs: [(names: (first: String, second: String), words: String)], for films: [Receipt.Film]
    ) -> [String]? {
        let remarks = pairs.filter { pair in
            films.contains { film in
                film.archives.map { $0.contains(pair.names.first) && $0.contains(pair.names.second) } ?? false
            }
        }.map { "archive \($0.names.second): \($0.words): its copies may be the same ones" }
        return remarks.isEmpty ? nil : remarks
    }

    /// Writes the receipts anew of batches of whose films something has changed: of all that have, or had, a verified
    /// film. A bureau never keeps one that says more than is true.
    package func refresh() async throws {
        // Two that write at once could leave the older word.
        let path = workspace.path + "/receipts.lock"
        let lock = try await onBlockingThread { try FileLock(waitingFor: path) }
        defer { withExtendedLifetime(lock) {} }
        let rule = try await rule()
        let (changed, line) = try await ledger.batchesToTell(by: rule)
        guard !changed.isEmpty else { return }
        let contests = try await ledger.contests()
        let ids = Set(changed)
        for (batch, _) in try await ledger.batches() where ids.contains(batch.id) {
            guard try await ledger.hasBeenVerified(batch.id) else { continue }
            let receipt = try await receipt(of: batch, contests: contests)
            _ = try write(try JSONDocument.text(receipt), of: batch.name, stage: .archive)
        }
        try await ledger.toldBatches(through: line, by: rule)
    }

    /// What receipts depend on besides their films: which remarks keep the paper, and which archives may be one.
    private func rule() async throws -> Int64 {
        let records = try await ledger.destinations()
        let pairs =
            try await ArchivePairs.unproved(among: records, ledger)
            + ArchivePairs.same(among: records, ledger)
        let words =
            workspace.settings.checks.keepsPaper.map(\.rawValue).sorted()
            + pairs.map { "\($0.first)/\($0.second)" }.sorted()
        let digest = SourceDigest.of(Data(words.joined(separator: " ").utf8)).prefix(15)
        return Int64(digest, radix: 16) ?? 0
    }

    /// The batch's name where that is a plain file name; else what can be kept of it, with the beginning of its
    /// SHA-256, so that no two batches share a file.
    static func fileName(of batch: String) -> String {
        let isPlain = { (byte: UInt8) in byte.isASCIIAlphanumeric || "-_.~".utf8.contains(byte) }
        guard batch.utf8.count > 100 || batch.hasPrefix(".") || !batch.utf8.allSatisfy(isPlain) else {
            return batch
        }
        let kept = String(decoding: batch.utf8.prefix(60).map { isPlain($0) ? $0 : 0x5F }, as: UTF8.self)
        return "_\(kept)-\(SourceDigest.of(Data(batch.utf8)).prefix(12))"
    }

    /// Puts a receipt's text in the outbox; answers its path.
    func write(_ text: String, of batch: String, stage: Receipt.Stage) throws -> String {
        let path = "\(workspace.outbox)/\(Self.fileName(of: batch)).\(stage.rawValue).json"
        try OutputTarget(own: path).write(text + "\n")
        return path
    }
}

extension Reason {
    /// What a bureau is told: of what an archive said, which may be another patient's, no word.
    fileprivate var forBureau: String {
        switch code {
        case .storeRefused, .storeFailed, .readBackDiffers, .commitmentRefused: code.message
        default: message
        }
    }
}

extension FilmRecord {
    /// A duplicate's reason: where the film that it names is a duplicate itself by now, with the one that this leads to.
    package func duplicateReason(_ ledger: any Ledger) async throws -> Reason? {
        guard state == .duplicate, let known = facts.duplicateOf, let reason else { return reason }
        let original = try await ledger.original(of: known)
        guard original != known else { return reason }
        let name = try await ledger.film(original).reference
        return Reason(reason.code, "\(reason.message), which is a duplicate of film \(name)")
    }
}

extension Contest {
    /// Why a film's paper is kept while another film that is compared with it waits for a person.
    package var message: String {
        let kept = "the paper film is kept until it is decided on film \(reference)"
        return switch code {
        case .duplicateRowDiffers:
            "\(kept): the very same scan under a row that says something else; \(Pipeline.wrongScan)"
        case .identityConflict:
            "the paper film is kept until it is decided on another film, of the same picture or examination, of another "
                + "person; \(Pipeline.wrongScan)"
        default: "\(kept), which may be another scan of this one"
        }
    }

    /// What ends it.
    var remedy: String {
        code == .duplicateRowDiffers
            ? code.remedy
            : "operator: decide on that film (`filmmigrate review list`); bureau: keep the paper film"
    }
}

extension Receipt.Film {
    /// Notes what was remarked on the film's scan. Where that keeps the paper, the line says so.
    mutating func note(_ found: ScanRemarks, keepsPaper codes: [ReasonCode]) {
        remarks = found.remarks.map(Remark.init)
        lookedAt = found.look?.at
        let keeping = found.keepingPaper(codes)
        guard mayBeReleased, let first = keeping.first else { return }
        mayBeReleased = ReleaseRule.mayBeReleased(outcome, keepingPaper: keeping, isContested: false)
        paperKeptFor = keeping.map(\.code.rawValue)
        code = code ?? first.code.rawValue
        let found = keeping.map(\.message).joined(separator: "; ")
        message = message ?? "the paper film is kept until somebody has looked: \(found)"
        remedy = remedy ?? ScanRemarks.remedy
    }

    /// Notes that another film waits for a person because of this one: either may be the wrong one. The paper is kept.
    mutating func note(_ contest: Contest) {
        guard outcome == .verified else { return }
        mayBeReleased = ReleaseRule.mayBeReleased(outcome, keepingPaper: [], isContested: true)
        paperKeptFor = (paperKeptFor ?? []) + [contest.code.rawValue]
        code = code ?? contest.code.rawValue
        message = message ?? contest.message
        remedy = remedy ?? contest.remedy
    }

    /// A film's line as it stands now.
    init(_ film: FilmRecord) {
        let today = PartialDate(Timestamp.now().londonDay)
        let remark =
            film.state == .verified ? nil : Reason(joining: film.description.remarks(today: today))
        let reason = film.reason ?? remark
        let question = ConflictQuestion(film)
        self.init(
            row: film.row, filmID: film.description.filmID, image: film.description.image,
            page: film.description.page,
            outcome: film.state, code: reason?.code.rawValue, message: question?.message ?? reason?.forBureau,
            remedy: question?.remedy ?? reason?.code.remedy,
            sopInstanceUID: film.state == .verified ? film.facts.sopInstanceUID : nil,
            mayBeReleased: ReleaseRule.mayBeReleased(film.state, keepingPaper: [], isContested: false))
    }
}
