import FilmModel
import GRDB
import PatientIndex

/// What persons of the index lose by an import, and who becomes another under the same id.
struct ImportLosses {
    /// Persons of the file whom the index had.
    var persons = 0
    /// How many of the index had each value.
    private let had: [ImportRemarks.Kind: Int]

    init(_ db: Database) throws {
        let row = try Row.fetchOne(db, sql: Self.values)
        had = [
            .nationalLost: row?[0] ?? 0, .localLost: row?[1] ?? 0, .nameLost: row?[2] ?? 0,
            .birthLost: row?[3] ?? 0,
        ]
    }

    /// How many persons of the file may have had each value.
    var known: [(kind: ImportRemarks.Kind, persons: Int)] {
        had.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, min($0.value, persons)) }
    }

    /// Tells what a person's new row takes away.
    func compare(_ earlier: Person, with record: RawRecord, note: (ImportRemarks.Kind) -> Void) {
        if earlier.nhsNumber != nil, record.nhsNumber == nil { note(.nationalLost) }
        if earlier.localID != nil, record.localID == nil { note(.localLost) }
        if earlier.birthDate != nil, record.birthDate == nil { note(.birthLost) }
        let isNameless = record.familyName == nil || record.givenName == nil
        if isNameless, earlier.familyName != nil, earlier.givenName != nil { note(.nameLost) }
        if isAnother(earlier, record) { note(.replaced) }
    }

    /// Whether name and birth date are both others: a family name alone changes by marriage.
    private func isAnother(_ earlier: Person, _ record: RawRecord) -> Bool {
        guard let before = earlier.birthDate, let now = record.birthDate, before.description != now else {
            return false
        }
        let (old, new) = (NameText.given(earlier.givenName).joined, NameText.given(record.givenName).joined)
        return !old.isEmpty && !new.isEmpty && old != new
    }

    private static let values = """
        SELECT COUNT(nhs_number), COUNT(local_id), COUNT(family_name), COUNT(birth_date) FROM person
            WHERE is_current = 1
        """
}
