package import FilmModel
import MigrationQueue

/// What a bureau gets back for a batch, film by film.
package struct Receipt: Codable, Sendable {
    /// What the receipt answers: taken in, or proved to be in the archives.
    package enum Stage: String, Codable { case intake, archive }

    package struct Film: Codable, Sendable {
        /// The row of films.csv, as a spreadsheet numbers it: two rows may bear one film_id.
        package var row: Int?
        package var filmID: String
        package var image: String
        package var page: Int?
        /// The film's state.
        package var outcome: FilmState
        package var code: String?
        package var message: String?
        package var remedy: String?
        package var sopInstanceUID: String?
        /// Archives from which the film was read back and found equal.
        package var archives: [String]?
        /// Whether the paper film may be released: only where it is verified, and no remark on its scan keeps it.
        package var mayBeReleased: Bool
        /// What the checks remarked on the scan; nil where it was not decoded yet.
        package var remarks: [Remark]?
        /// The remarks that keep the paper film until somebody has looked.
        package var paperKeptFor: [String]?
        /// When a person looked at film and scan.
        package var lookedAt: Timestamp?

        /// A remark on a scan.
        package struct Remark: Codable, Sendable {
            package var code: String
            package var message: String
            package var remedy: String

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

        package func encode(to encoder: any Encoder) throws {
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

    package var batch: String
    package var trust: String
    package var bureau: String
    /// The batch's number at the bureau.
    package var number: String
    package var stage: Stage
    package var takenInAt: Timestamp
    package var counts: StateCounts
    package var films: [Film]
    /// What was noticed in the bag and does no harm.
    package var remarks: [String]?
    /// What is to be known of the archives that the films were read back from.
    package var archiveRemarks: [String]?
    /// How many films have which remark on their scans.
    package var scanRemarks: [String: Int]?

    enum CodingKeys: String, CodingKey {
        case batch, trust, bureau, number, stage
        case takenInAt = "taken_in_at"
        case counts, films, remarks
        case archiveRemarks = "archive_remarks"
        case scanRemarks = "scan_remarks"
    }
}
