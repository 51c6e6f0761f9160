import FilmModel
import Foundation
import GRDB

extension BatchRecord {
    /// Reads a row of `batch`.
    init(_ row: Row) throws {
        self.init(
            id: BatchID(row["id"]), name: row["name"], bureau: row["bureau"], number: row["number"],
            trust: try SQLiteLedger.trust(row["trust"]), digest: row["digest"], custody: row["custody"],
            takenInAt: Timestamp(milliseconds: row["taken_in_at"]))
    }
}

extension FilmRecord {
    /// Reads a row of `film` joined with its batch.
    init(_ row: Row) throws {
        guard let state = FilmState(rawValue: row["state"]) else { throw SQLiteLedger.lostRow }
        let code: String? = row["reason"]
        let message: String? = row["reason_message"]
        self.init(
            id: FilmID(row["id"]), trust: try SQLiteLedger.trust(row["trust"]), batch: BatchID(row["batch"]),
            batchName: row["batch_name"], bureau: row["bureau"], batchNumber: row["batch_number"],
            custody: row["custody"], takenInAt: Timestamp(milliseconds: row["taken_in_at"]),
            name: row["name"],
            row: row["row"], description: try JSONText.decode(FilmDescription.self, from: row["description"]),
            sourceDigest: row["source_digest"], cost: row["cost"], state: state,
            reason: code.flatMap(ReasonCode.init(rawValue:)).map { Reason($0, message) },
            facts: try FilmFacts(row), generation: row["generation"])
    }
}

extension FilmFacts {
    /// Reads the columns of `film` that the way of a film fills.
    init(_ row: Row) throws {
        self.init()
        if let decision = (row["match_decision"] as String?).flatMap(Match.Decision.init(rawValue:)) {
            let evidence = try (row["match_evidence"] as String?).map {
                try JSONText.decode(MatchEvidence.self, from: $0)
            }
            match = Match(
                decision: decision, person: (row["match_person"] as String?).map(PersonID.init),
                probability: row["match_probability"], weight: row["match_weight"],
                reasons: evidence?.reasons ?? [], candidates: evidence?.candidates.map(PersonID.init) ?? [],
                hold: evidence?.hold)
        }
        matchedAt = (row["matched_at"] as Int64?).map(Timestamp.init(milliseconds:))
        decidedPerson = (row["decided_person"] as String?).map(PersonID.init)
        pictureDigest = row["picture_digest"]
        pixelDigest = row["pixel_digest"]
        identity = try (row["identity"] as String?).map {
            try JSONText.decode([String: String].self, from: $0)
        }
        sopInstanceUID = row["sop_uid"]
        seriesInstanceUID = row["series_uid"]
        studyInstanceUID = row["study_uid"]
        duplicateOf = (row["duplicate_of"] as Int64?).map(FilmID.init)
    }
}
