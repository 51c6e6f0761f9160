package import FilmModel
import Migration
package import MigrationQueue

/// `film show`: one film with all that happened to it. Names no patient.
package struct FilmDocument: Encodable {
    package struct ReasonPart: Encodable {
        package let code: String
        package let message: String
        package let remedy: String

        package init(_ reason: Reason) {
            code = reason.code.rawValue
            message = reason.message
            remedy = reason.code.remedy
        }
    }

    package struct MatchPart: Encodable {
        package let personID: String?
        package let decision: String
        package let probability: Double?
        package let weight: Double?
        package let reasons: [String]
        package let candidates: [String]

        enum CodingKeys: String, CodingKey {
            case personID = "person_id"
            case decision, probability, weight, reasons, candidates
        }

        package init(_ match: Match) {
            personID = match.person?.text
            decision = match.decision.rawValue
            probability = match.probability
            weight = match.weight
            reasons = match.reasons
            candidates = match.candidates.map(\.text)
        }

        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(personID, forKey: .personID)
            try values.encode(decision, forKey: .decision)
            try values.encode(probability, forKey: .probability)
            try values.encode(weight, forKey: .weight)
            try values.encode(reasons, forKey: .reasons)
            try values.encode(candidates, forKey: .candidates)
        }
    }

    package struct HistoryPart: Encodable {
        package let at: Timestamp
        package let event: String
        package let cause: String?
        package let actor: String
    }

    package struct StorePart: Encodable {
        package let archive: String
        package let method: String
        package let sentAt: Timestamp?
        package let status: Int?
        package let verifiedAt: Timestamp?

        enum CodingKeys: String, CodingKey {
            case archive, method, status
            case sentAt = "sent_at"
            case verifiedAt = "verified_at"
        }
    }

    package struct LookPart: Encodable {
        package let at: Timestamp
        package let actor: String
        package let reason: String

        package init(_ look: ScanRemarks.Look) { (at, actor, reason) = (look.at, look.actor, look.cause) }
    }

    package let film: FilmRecord
    package let duplicateOf: String?
    package let history: [HistoryPart]
    package let stores: [StorePart]
    package let scan: ScanRemarks
    /// The remarks that keep the paper film.
    package let keepingPaper: [Reason]
    /// A film on hold that is compared with this one.
    package let contest: Contest?
    /// The film's reason; a duplicate's leads to the film that it stands for.
    package let reason: Reason?
    /// Archives that have the film, or may have it, though it was rejected.
    package let stillIn: [String]

    package init(_ film: FilmRecord, _ ledger: any Ledger, keepsPaper codes: [ReasonCode]) async throws {
        self.film = film
        scan = try await ledger.remarks(of: film.id)
        keepingPaper = scan.keepingPaper(codes)
        contest = try await ledger.contests().first { $0.other == film.id }
        reason = try await film.duplicateReason(ledger)
        stillIn = try await film.archivesStillHaving(ledger)
        if let original = film.facts.duplicateOf, film.state == .duplicate {
            duplicateOf = try await ledger.film(try await ledger.original(of: original)).reference
        } else {
            duplicateOf = nil
        }
        history = try await ledger.history(of: film.id).map {
            HistoryPart(at: $0.at, event: $0.event, cause: $0.cause, actor: $0.actor)
        }
        stores = try await ledger.stores(of: film.id).map {
            StorePart(
                archive: $0.destination, method: $0.method, sentAt: $0.sentAt, status: $0.dimseStatus,
                verifiedAt: $0.verifiedAt)
        }
    }

    enum CodingKeys: String, CodingKey {
        case film, number, trust, batch, image, page, state, reason
        case filmID = "film_id"
        case bureau
        case sopInstanceUID = "sop_instance_uid"
        case seriesInstanceUID = "series_instance_uid"
        case studyInstanceUID = "study_instance_uid"
        case match
        case duplicateOf = "duplicate_of"
        case history, archives, remarks, looked
        case stillIn = "still_in"
        case mayBeReleased = "may_be_released"
        case paperKeptFor = "paper_kept_for"
    }

    /// Whether the paper film may be released.
    private var mayBeReleased: Bool {
        ReleaseRule.mayBeReleased(film.state, keepingPaper: keepingPaper, isContested: contest != nil)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(film.reference, forKey: .film)
        try values.encode(film.id.number, forKey: .number)
        try values.encode(film.description.filmID, forKey: .filmID)
        try values.encode(film.trust.code, forKey: .trust)
        try values.encode(film.batchName, forKey: .batch)
        try values.encode(film.bureau, forKey: .bureau)
        try values.encode(film.description.image, forKey: .image)
        try values.encode(film.description.page, forKey: .page)
        try values.encode(film.state, forKey: .state)
        try values.encode(reason.map(ReasonPart.init), forKey: .reason)
        try values.encode(film.facts.sopInstanceUID, forKey: .sopInstanceUID)
        try values.encode(film.facts.seriesInstanceUID, forKey: .seriesInstanceUID)
        try values.encode(film.facts.studyInstanceUID, forKey: .studyInstanceUID)
        try values.encode(film.facts.match.map(MatchPart.init), forKey: .match)
        try values.encode(duplicateOf, forKey: .duplicateOf)
        try values.encode(history, forKey: .history)
        try values.encode(stores, forKey: .archives)
        try values.encode(scan.remarks.map(ReasonPart.init), forKey: .remarks)
        try values.encode(scan.look.map(LookPart.init), forKey: .looked)
        try values.encode(mayBeReleased, forKey: .mayBeReleased)
        try values.encode(
            keepingPaper.map(\.code) + (film.state == .verified ? [contest?.code].compactMap(\.self) : []),
            forKey: .paperKeptFor)
        try values.encode(stillIn, forKey: .stillIn)
    }
}
