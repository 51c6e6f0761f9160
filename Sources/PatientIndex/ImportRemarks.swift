/// What an import noticed in rows that it took: how many of each kind, and the first of them by their rows.
/// Nothing of a patient's.
package struct ImportRemarks: Sendable, Hashable, Codable {
    /// What was noticed.
    package enum Kind: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
        /// A national number that can't be read, or whose check digit is wrong.
        case nationalUnusable = "nhs_number_unusable"
        /// A hospital number that a spreadsheet has rounded.
        case localUnusable = "local_id_unusable"
        /// A hospital number that fills a field.
        case localPlaceholder = "local_id_placeholder"
        /// A hospital number of which nobody says whose hospital's it is.
        case issuerMissing = "local_id_issuer_missing"
        /// Two persons have one number.
        case nationalRepeated = "nhs_number_repeated"
        case localRepeated = "local_id_repeated"
        /// A number that another person had, who has it no longer.
        case nationalReused = "nhs_number_reused"
        case localReused = "local_id_reused"
        /// A value that the index had of a person, and the file has not.
        case nationalLost = "nhs_number_lost"
        case localLost = "local_id_lost"
        case nameLost = "name_lost"
        case birthLost = "birth_date_lost"
        /// Another human under a `person_id` that the index had, or at least another given name and birth date.
        case replaced = "person_replaced"
        /// A person who was merged into another, and is not any more, or into somebody else.
        case unmerged = "person_unmerged"
        /// Numbers, name and birth date of another `person_id`.
        case renumbered = "person_renumbered"
        /// A date of birth or death that cannot be right.
        case dateImpossible = "date_impossible"
        /// A date that takes a guess to read: a spreadsheet's number, the month first, "about 1940".
        case dateLoose = "date_loose"
        /// A year of two digits, taken as 19…
        case centuryAssumed = "century_assumed"
        /// A sex that says nothing here.
        case sexUnreadable = "sex_unreadable"

        /// What it is, for people.
        package var words: String {
            switch self {
            case .nationalUnusable: "nhs_number can't be read as a number, or its check digit is wrong"
            case .localUnusable: "local_id is in scientific notation: a spreadsheet has destroyed it"
            case .localPlaceholder: "local_id fills a field (1, 000, UNKNOWN)"
            case .issuerMissing: "local_id has no local_id_issuer: nobody knows which hospital's it is"
            case .nationalRepeated: "nhs_number is another person's, too"
            case .localRepeated: "local_id with its issuer is another person's, too"
            case .nationalReused: "nhs_number was another person's before"
            case .localReused: "local_id with its issuer was another person's before"
            case .nationalLost: "the index had an nhs_number, and the file has none"
            case .localLost: "the index had a local_id, and the file has none"
            case .nameLost: "the index had a family and a given name, and the file lacks one"
            case .birthLost: "the index had a birth_date, and the file has none"
            case .replaced:
                "another human under the same person_id, or another given name and another birth date"
            case .unmerged:
                "was merged into another person, and is not any more: films that were decided meanwhile are looked at again"
            case .renumbered: "a person_id with numbers, name and birth date of another"
            case .dateImpossible:
                "birth_date or death_date is in no calendar or lies in the future, or death before birth"
            case .dateLoose:
                "birth_date or death_date takes a guess to read: a number of days, the month first, or about when"
            case .centuryAssumed: "a year of two digits is taken as 19.."
            case .sexUnreadable: "sex is none of M, F, O and U"
            }
        }
    }

    /// One row.
    package struct Entry: Sendable, Hashable, Codable {
        package let row: Int
        package let kind: Kind
        /// The other person's row; nil where he is not in the file.
        package let other: Int?

        enum CodingKeys: String, CodingKey {
            case row, kind
            case other = "other_row"
        }
    }

    /// How many rows of one kind are named; those beyond are counted.
    package static let most = 1000

    package private(set) var counts: [Kind: Int] = [:]
    package private(set) var rows: [Entry] = []

    package init() {}

    package mutating func add(_ kind: Kind, row: Int, other: Int? = nil) {
        counts[kind, default: 0] += 1
        if counts[kind, default: 0] <= Self.most { rows.append(Entry(row: row, kind: kind, other: other)) }
    }

    package func count(_ kind: Kind) -> Int { counts[kind] ?? 0 }

    /// A line for each kind that occurs: how many, what it is, and the first rows.
    package var lines: [String] {
        Kind.allCases.compactMap { kind in
            guard let count = counts[kind] else { return nil }
            let named = rows.filter { $0.kind == kind }.prefix(10)
            let shown = named.map { entry in
                entry.other.map { "\(entry.row) (as row \($0))" } ?? "\(entry.row)"
            }
            let more = count > named.count ? " and \(count - named.count) more" : ""
            return "\(count) × \(kind.words): row \(shown.joined(separator: ", "))\(more)"
        }
    }
}
