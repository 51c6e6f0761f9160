import FilmModel
import MigrationQueue

/// What a bureau gets back for a batch, film by film.
struct Receipt: Codable, Sendable {
    /// What the receipt answers: taken in, or proved to be in the archives.
    enum Stage: String, Codable { case intake, archive }

    struct Film: Codable, Sendable {
        /// The row of films.csv, as a spreadsheet numbers it: two rows may bear one film_id.
        var row: Int?
        var filmID: String
        var image: String
        var page: Int?
        /// The film's state.
        var outcome: FilmState
        var code: String?
        var message: String?
        var remedy: String?
        var sopInstanceUID: String?
        /// Archives from which the film was read back and found equal.
        var archives: [String]?
        /// Whether the paper film may be let go: only where it is verified.
        var mayBeReleased: Bool

        enum CodingKeys: String, CodingKey {
            case filmID = "film_id"
            case row, image, page, outcome, code, message, remedy
            case sopInstanceUID = "sop_instance_uid"
            case archives
            case mayBeReleased = "may_be_released"
        }

        func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(row, forKey: .row)
            try values.encode(filmID, forKey: .filmID)
            try values.encode(image, forKey: .image)
            try values.encode(page, forKey: .page)
            try values.encode(outcome, forKey: .outcome)
            try values.encode(code, forKey: .code)
            try values.encode(message, forKey: .message)
            try values.encode(remedy, forKey: .remedy)
            try values.encode(sopInstanceUID, forKey: .sopInstanceUID)
            try values.encodeIfPresent(archives, forKey: .archives)
            try values.encode(mayBeReleased, forKey: .mayBeReleased)
        }
    }

    var batch: String
    var trust: String
    var bureau: String
    /// The batch's number at the bureau.
    var number: String
    var stage: Stage
    var takenInAt: Timestamp
    var counts: StateCounts
    var films: [Film]
    /// What was noticed in the bag and does no harm.
    var remarks: [String]?

    enum CodingKeys: String, CodingKey {
        case batch, trust, bureau, number, stage
        case takenInAt = "taken_in_at"
        case counts, films, remarks
    }
}
