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
        /// Whether the paper film may be released: only where it is verified, and no remark on its scan keeps it.
        var mayBeReleased: Bool
        /// What the checks remarked on the scan; nil where it was not decoded yet.
        var remarks: [Remark]?
        /// The remarks that keep the paper film until somebody has looked.
        var paperKeptFor: [String]?
        /// When a person looked at film and scan.
        var lookedAt: Timestamp?

        /// A remark on a scan.
        struct Remark: Codable, Sendable {
            var code: String
            var message: String
            var remedy: String

            init(_ reason: Reason) {
                (code, message, remedy) = (reason.code.rawValue, reason.message, reason.code.remedy)
            }
        }

        enum CodingKeys: String, CodingKey {
            case filmID = "film_id"
            case row, image, page, outcome, code, message, remedy
            case sopInstanceUID = "sop_instance_uid"
            case archives
            case mayBeReleased = "may_be_released"
            case remarks
            case paperKeptFor = "paper_kept_for"
            case lookedAt = "looked_at"
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
            try values.encodeIfPresent(remarks, forKey: .remarks)
            try values.encodeIfPresent(paperKeptFor, forKey: .paperKeptFor)
            try values.encodeIfPresent(lookedAt, forKey: .lookedAt)
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
    /// What is to be known of the archives that the films were read back from.
    var archiveRemarks: [String]?
    /// How many films have which remark on their scans.
    var scanRemarks: [String: Int]?

    enum CodingKeys: String, CodingKey {
        case batch, trust, bureau, number, stage
        case takenInAt = "taken_in_at"
        case counts, films, remarks
        case archiveRemarks = "archive_remarks"
        case scanRemarks = "scan_remarks"
    }
}
