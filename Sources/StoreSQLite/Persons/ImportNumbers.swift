import FilmModel
import GRDB
import PatientIndex

/// Watches the numbers of an import: those that can't be used, those that two persons have or had, and persons
/// who come under another id.
final class ImportNumbers {
    private typealias Kind = ImportRemarks.Kind

    private let db: Database
    private(set) var remarks = ImportRemarks()
    /// Persons that seem to be one, by their rows in `person`: who has the id that came later, and who the other.
    private(set) var renumbered: [(person: Int64, other: Int64)] = []
    private var holders = NumberHolders()
    private var givenUp: [(key: UInt64, row: Int, person: Int64)] = []
    private var named: Set<[Int64]> = []
    private var nationals = 0
    private var locals = 0
    private var rows = 0
    private var losses: ImportLosses

    init(_ db: Database) throws {
        self.db = db
        losses = try ImportLosses(db)
    }

    func note(_ kind: ImportRemarks.Kind, row: Int) { remarks.add(kind, row: row) }

    /// Notes what a person's row says: `person` is the row in the database.
    func take(
        _ record: RawRecord, row: Int, person: Int64, isFresh: Bool, isMerged: Bool, isKnown: Bool
    ) {
        rows += 1
        if isKnown { losses.persons += 1 }
        let national = Self.national(record.nhsNumber)
        if record.nhsNumber != nil {
            nationals += 1
            if national == nil { remarks.add(.nationalUnusable, row: row) }
        }
        if let number = record.localID {
            locals += 1
            if FilmDescription.isScientific(number) {
                remarks.add(.localUnusable, row: row)
            } else if isNobodys(number) {
                remarks.add(.localPlaceholder, row: row)
            } else if NumberText.code(record.localIDIssuer).isEmpty {
                remarks.add(.issuerMissing, row: row)
            }
        }
        // What was merged shares its numbers with whom it was merged into.
        guard !isMerged else { return }
        for key in Self.keys(digits: national, record.localID, record.localIDIssuer) {
            holders.add(key, row: row, person: person, isFresh: isFresh)
        }
    }

    /// Whether a hospital number names nobody: it fills a field, or is too short.
    private func isNobodys(_ number: String) -> Bool {
        NotKnown.isMeant(byNumber: PlainText.of(number).trimmed) || NumberText.local(number).isEmpty
    }

    /// Notes what a person had before his row is written anew: numbers that another may get, and what he loses.
    func changes(_ person: Int64, to record: RawRecord, row: Int) throws {
        let statement = try db.cachedStatement(sql: SQL.personOf)
        guard let earlier = try Row.fetchOne(statement, arguments: [person]).map(Person.init) else { return }
        for key in Self.keys(earlier.nhsNumber, earlier.localID, earlier.localIDIssuer) {
            givenUp.append((key, row, person))
        }
        losses.compare(earlier, with: record) { remarks.add($0, row: row) }
    }

    /// Compares persons, once all are written and merged. `seen` are the rows of `person` that the file has.
    /// Throws where more numbers are of no use than may be.
    func finish(seen: Set<Int64>, _ limits: ImportLimits, file: String) throws -> ImportRemarks {
        holders.settle()
        for (holder, other) in holders.shared() {
            let kind: Kind = Self.isNational(holder.key) ? .nationalRepeated : .localRepeated
            try compare(holder, with: other.person, row: other.row, kind)
        }
        for (key, row, person) in givenUp {
            guard let holder = holders.first(key), holder.isFresh else { continue }
            try compare(holder, with: person, row: row, Self.isNational(key) ? .nationalReused : .localReused)
        }
        if try Int.fetchOne(db, sql: SQL.persons) ?? 0 > seen.count { try compareAbsent(seen) }
        try check(limits, file: file)
        return remarks
    }

    /// Those who are not in the file, whose numbers somebody in it has now.
    private func compareAbsent(_ seen: Set<Int64>) throws {
        let rows = try Row.fetchCursor(db, sql: SQL.numbers)
        while let row = try rows.next() {
            let person: Int64 = row[0]
            guard !seen.contains(person) else { continue }
            let isCurrent: Bool = row[4]
            for key in Self.keys(row[1], row[2], row[3]) {
                guard let holder = holders.first(key), holder.isFresh else { continue }
                let isNational = Self.isNational(key)
                let kind: Kind =
                    isCurrent
                    ? (isNational ? .nationalRepeated : .localRepeated)
                    : (isNational ? .nationalReused : .localReused)
                try compare(holder, with: person, row: nil, kind)
            }
        }
    }

    private func compare(_ holder: NumberHolders.Entry, with other: Int64, row: Int?, _ kind: Kind) throws {
        guard holder.person != other, try survivor(holder.person) != survivor(other) else { return }
        guard try isSame(holder.person, other) else {
            return remarks.add(kind, row: holder.row, other: row)
        }
        guard named.insert([holder.person, other]).inserted else { return }
        remarks.add(.renumbered, row: holder.row, other: row)
        renumbered.append((holder.person, other))
    }

    private func check(_ limits: ImportLimits, file: String) throws {
        for (kind, rows) in [(Kind.nationalUnusable, nationals), (.localUnusable, locals)]
        where ImportLimits.exceeds(remarks.count(kind), of: rows, share: limits.unusable, orAll: true) {
            throw IndexError.unusable(file, remarks, kind, of: rows)
        }
        // A whole column in a form that takes a guess, or of another calendar than ours.
        for kind in [Kind.dateImpossible, .dateLoose, .centuryAssumed]
        where ImportLimits.exceeds(remarks.count(kind), of: rows, share: limits.unusable, orAll: false) {
            throw IndexError.doubtfulDates(file, remarks, kind, of: rows)
        }
        let placeholders = remarks.count(.localPlaceholder)
        if ImportLimits.exceeds(placeholders, of: locals, share: limits.unusable, orAll: false) {
            throw IndexError.unusable(file, remarks, .localPlaceholder, of: locals)
        }
        for (kind, rows) in [(Kind.nationalRepeated, nationals), (.localRepeated, locals)]
        where ImportLimits.exceeds(remarks.count(kind), of: rows, share: limits.repeated, orAll: false) {
            throw IndexError.repeated(file, remarks, kind, of: rows)
        }
        for (kind, rows) in [(Kind.nationalReused, nationals), (.localReused, locals)]
        where ImportLimits.exceeds(remarks.count(kind), of: rows, share: limits.reused, orAll: false) {
            throw IndexError.reused(file, remarks, kind, of: rows)
        }
        for (kind, persons) in losses.known
        where ImportLimits.exceeds(remarks.count(kind), of: persons, share: limits.lost, orAll: false) {
            throw IndexError.loses(file, remarks, kind, of: persons)
        }
        let replaced = remarks.count(.replaced)
        if ImportLimits.exceeds(replaced, of: losses.persons, share: limits.replaced, orAll: false) {
            throw IndexError.replaces(file, remarks, of: losses.persons)
        }
    }

    private func survivor(_ person: Int64) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: SQL.survivorOf), arguments: [person])
    }

    /// Whether two rows are one person by all that is told: name, birth date, and no number against it.
    private func isSame(_ left: Int64, _ right: Int64) throws -> Bool {
        func person(_ row: Int64) throws -> Person? {
            try Row.fetchOne(db.cachedStatement(sql: SQL.personOf), arguments: [row]).map(Person.init)
        }
        guard let one = try person(left), let other = try person(right), let birth = one.birthDate,
            birth == other.birthDate
        else { return false }
        let family = NameText.family(one.familyName).joined
        let given = NameText.given(one.givenName).joined
        guard !family.isEmpty, family == NameText.family(other.familyName).joined,
            given == NameText.given(other.givenName).joined
        else { return false }
        let numbers = (Self.national(one.nhsNumber), Self.national(other.nhsNumber))
        return numbers.0 == nil || numbers.1 == nil || numbers.0 == numbers.1
    }

    private static func national(_ text: String?) -> String? {
        text.flatMap { NationalNumber($0)?.digits }
    }

    /// A number as the key of who has it; a hospital number with its issuer. The last bit says which of the two it is.
    private static func keys(_ nationalNumber: String?, _ localID: String?, _ issuer: String?) -> [UInt64] {
        keys(digits: national(nationalNumber), localID, issuer)
    }

    /// The same of a national number that has been read.
    private static func keys(digits: String?, _ localID: String?, _ issuer: String?) -> [UInt64] {
        var keys: [UInt64] = []
        if let digits {
            var hash = Hash()
            hash.add(UInt8(1))
            for byte in digits.utf8 { hash.add(byte) }
            keys.append(hash.finished | 1)
        }
        let local = NumberText.local(localID, issuer: issuer)
        let code = NumberText.code(issuer)
        if !local.isEmpty, !code.isEmpty {
            var hash = Hash()
            hash.add(UInt8(2))
            hash.add(local.span)
            hash.add(UInt8(0xFF))
            hash.add(code.span)
            keys.append(hash.finished & ~1)
        }
        return keys
    }

    private static func isNational(_ key: UInt64) -> Bool { key & 1 == 1 }

    private enum SQL {
        static let persons = "SELECT COUNT(*) FROM person"
        static let numbers = "SELECT row, nhs_number, local_id, local_id_issuer, is_current FROM person"
        static let survivorOf = "SELECT survivor FROM person_form WHERE row = ?"
        static let personOf = "SELECT * FROM person WHERE row = ?"
    }
}
