import FilmModel
import Foundation
import GRDB
import PatientIndex
import Tables

/// One import under way, within one transaction.
final class PersonWriter {
    let db: Database
    let name: String
    /// When the index came to say what it says now.
    let moment: Timestamp
    private let known: Statement
    private let put: Statement
    private let putForm: Statement
    private let before: Int
    /// Who was whom before the file, by rows: those alone who were another.
    let survivors: [Int64: Int64]
    private var lastRow: Int64
    private var seen: Set<Int64> = []
    private(set) var faults: [String] = []
    private(set) var faultCount = 0
    private var summary = ImportSummary()
    private var counts: [UInt64: Int] = [:]
    private var keys = KeyChanges()
    private var order = DateOrder()
    let numbers: ImportNumbers
    private let today = PartialDate(Timestamp.now().londonDay)
    /// The file's row of each person that is merged into another.
    var mergedRows: [Int64: Int] = [:]
    /// Ids that are another human's from this file on: the earlier one's own id, and his row.
    var replaced: [(id: String, own: String, row: Int64)] = []

    init(_ db: Database, name: String, at moment: Timestamp) throws {
        self.db = db
        self.name = name
        self.moment = moment
        numbers = try ImportNumbers(db)
        known = try db.makeStatement(sql: SQLitePersonStore.SQL.known)
        put = try db.makeStatement(sql: SQLitePersonStore.SQL.put)
        putForm = try db.makeStatement(sql: SQLitePersonStore.SQL.putForm)
        before = try Int.fetchOne(db, sql: SQLitePersonStore.SQL.current) ?? 0
        lastRow = try Int64.fetchOne(db, sql: SQLitePersonStore.SQL.lastRow) ?? 0
        survivors = try Self.survivors(db)
    }

    func take(_ row: CSVStream.Row, _ columns: PersonColumns) throws {
        summary.columnsNotRead = columns.notRead
        if let text = columns.fault(row) { return fault(text) }
        guard let id = columns.id(row, at: columns.id) else {
            return fault("row \(row.number) has no person_id")
        }
        var record = columns.record(row)
        let dates = record.readDates(today: today, order: &order, row: row.number)
        if let column = columns.brokenColumn(row) {
            fault("row \(row.number): \(column) has a spreadsheet's error in place of its value")
        }
        for text in dates.faults { fault("row \(row.number): \(text)") }
        if dates.isImpossible { numbers.note(.dateImpossible, row: row.number) }
        if dates.isLoose { numbers.note(.dateLoose, row: row.number) }
        if dates.isCenturyAssumed { numbers.note(.centuryAssumed, row: row.number) }
        record.nhsNumber = record.nhsNumber.map { NationalNumber($0)?.digits ?? $0 }
        if let sex = record.sex, Sex(sex) == nil, !["U", "0", "UNKNOWN"].contains(sex.uppercased()) {
            numbers.note(.sexUnreadable, row: row.number)
        }
        record.sex = record.sex.flatMap { Sex($0)?.rawValue }
        let mergedInto = columns.id(row, at: columns.mergedInto)
        if mergedInto == id { fault("row \(row.number) is merged into its own person_id") }
        summary.persons += 1
        guard faultCount == 0 else { return }
        let values = [
            record.nhsNumber, record.localID, record.localIDIssuer, record.familyName, record.givenName,
            record.middleNames, record.previousFamilyName, record.birthDate, record.deathDate, record.sex,
            record.address, record.town, record.postcode, mergedInto,
        ]
        let digest = Self.digest(values)
        let earlier = try Row.fetchOne(known, arguments: [id])
        let isCurrent: Bool = earlier?[2] ?? false
        let isFresh = earlier?[1] != digest || !isCurrent
        if let earlier, seen.contains(earlier[0]) {
            return fault("row \(row.number) repeats a person_id")
        }
        let isReplaced = try isFresh && earlier.map { try replace(id, $0, by: record) } ?? false
        let number: Int64
        if let earlier, !isReplaced {
            number = earlier[0]
            seen.insert(number)
            numbers.take(
                record, row: row.number, person: number, isFresh: isFresh, isMerged: mergedInto != nil,
                isKnown: isCurrent)
            if mergedInto != nil { mergedRows[number] = row.number }
            guard isFresh else {
                summary.unchanged += 1
                return
            }
            try numbers.changes(number, to: record, row: row.number)
            let survivor = try String.fetchOne(
                db.cachedStatement(sql: SQLitePersonStore.SQL.mergedIntoOf), arguments: [number])
            if let survivor, survivor != mergedInto { numbers.note(.unmerged, row: row.number) }
            if isCurrent { try unfile(number) }
            try keepPast(number, record)
            summary.changed += 1
        } else {
            lastRow += 1
            number = lastRow
            seen.insert(number)
            numbers.take(
                record, row: row.number, person: number, isFresh: true, isMerged: mergedInto != nil,
                isKnown: isCurrent)
            if mergedInto != nil { mergedRows[number] = row.number }
            if isReplaced {
                numbers.note(.replaced, row: row.number)
                summary.changed += 1
            } else {
                summary.added += 1
            }
        }
        var arguments: [(any DatabaseValueConvertible)?] = [number, id]
        for value in values { arguments.append(value) }
        arguments.append(digest)
        try put.execute(arguments: StatementArguments(arguments))
        var pool: [UInt8] = []
        let features = record.features(into: &pool)
        try putForm.execute(arguments: [number, number, features.blob(pool)])
        try file(features, pool, UInt32(number))
        for identifier in record.identifiers {
            keys.file(IdentifierKey.of(identifier), UInt32(number))
        }
    }

    /// Keeps what the index said of a person until now, where that is another identity.
    private func keepPast(_ row: Int64, _ record: RawRecord) throws {
        try db.cachedStatement(sql: SQLitePersonStore.SQL.keepPast).execute(arguments: [
            "row": row, "at": moment.milliseconds, "nhs_number": record.nhsNumber,
            "local_id": record.localID, "local_id_issuer": record.localIDIssuer,
            "family_name": record.familyName, "given_name": record.givenName,
            "middle_names": record.middleNames, "previous_family_name": record.previousFamilyName,
            "birth_date": record.birthDate, "sex": record.sex,
        ])
    }

    private func file(_ features: Features, _ pool: [UInt8], _ row: UInt32) throws {
        BlockingKeys.filed(features, pool.span) { keys.file($0, row) }
        Frequencies.keys(features, pool.span) { _, key in counts[key, default: 0] += 1 }
        if keys.isFull { try keys.write(db) }
    }

    /// Ends the import. Throws where rows are faulty, or where more of the index is missing than may be.
    func finish(allowedLoss: Double, isPartial: Bool, _ limits: ImportLimits) throws -> ImportSummary {
        if let words = order.refusal { throw IndexError.dates(words, of: name) }
        guard faultCount == 0 else { throw IndexError.rows(faults, count: faultCount, of: name) }
        if !isPartial { try setAsideMissing(allowedLoss) }
        try keys.write(db)
        try writeCounts()
        try moveReplaced(seen: seen)
        summary.merged = try followLinks()
        summary.remarks = try numbers.finish(seen: seen, limits, file: name)
        try linkRenumbered()
        try linkReturned()
        try notePartings()
        try db.execute(sql: SQLitePersonStore.SQL.setTotal)
        return summary
    }

    /// Names an id in the summary that is another human's now.
    func noteMoved(_ id: String, _ own: String) {
        summary.changedHands += 1
        guard summary.changedHands <= ImportSummary.mostMoved else { return }
        summary.moved.append(ImportSummary.Moved(person: id, earlier: own))
    }

    func fault(_ text: String) {
        faultCount += 1
        if faults.count < 5 { faults.append(text) }
    }

    private func setAsideMissing(_ allowedLoss: Double) throws {
        let missing = try Int64.fetchAll(db, sql: SQLitePersonStore.SQL.currentRows).filter {
            !seen.contains($0)
        }
        summary.absent = missing.count
        guard Double(missing.count) <= Double(before) * allowedLoss else {
            throw IndexError.shrinks(name, missing: missing.count, of: before)
        }
        for row in missing {
            try unfile(row)
            try db.cachedStatement(sql: SQLitePersonStore.SQL.setAside).execute(arguments: [row])
        }
    }

    /// Takes a person's earlier form out of keys and counts.
    func unfile(_ row: Int64) throws {
        let forms = FormStatement(try db.cachedStatement(sql: SQLitePersonStore.SQL.featuresOf))
        _ = try forms.withForm(UInt32(row)) { features, pool in
            BlockingKeys.filed(features, pool) { keys.unfile($0, UInt32(row)) }
            Frequencies.keys(features, pool) { _, key in counts[key, default: 0] -= 1 }
        }
        if keys.isFull { try keys.write(db) }
    }

    private func writeCounts() throws {
        let statement = try db.cachedStatement(sql: SQLitePersonStore.SQL.addCount)
        for (key, count) in counts.sorted(by: { Int64(bitPattern: $0.key) < Int64(bitPattern: $1.key) })
        where count != 0 {
            try statement.execute(arguments: [Int64(bitPattern: key), count])
        }
    }

    /// Makes every person's form, keys and counts anew from what the extract says: after a change of how
    /// values are read or keys are made.
    static func fileAgain(_ db: Database) throws {
        let writer = try PersonWriter(db, name: "", at: .now())
        try db.execute(sql: SQLitePersonStore.SQL.clearCounts)
        let statement = try db.makeStatement(sql: SQLitePersonStore.SQL.putFormAgain)
        let rows = try Row.fetchCursor(db, sql: SQLitePersonStore.SQL.everyPerson)
        while let row = try rows.next() {
            let number: Int64 = row["row"]
            var pool: [UInt8] = []
            let features = RawRecord(Person(row)).features(into: &pool)
            try statement.execute(arguments: [features.blob(pool), number])
            if row["is_current"] { try writer.file(features, pool, UInt32(number)) }
        }
        try writer.keys.write(db)
        try writer.writeCounts()
    }

    /// Files every person of before under the numbers that may be written as the Patient ID.
    static func fileIdentifiers(_ db: Database) throws {
        let writer = try PersonWriter(db, name: "", at: .now())
        let rows = try Row.fetchCursor(db, sql: SQLitePersonStore.SQL.everyPerson)
        while let row = try rows.next() {
            for identifier in Person(row).numbers {
                writer.keys.file(IdentifierKey.of(identifier), UInt32(row["row"] as Int64))
            }
            if writer.keys.isFull { try writer.keys.write(db) }
        }
        try writer.keys.write(db)
        _ = try writer.followLinks()
    }

    /// Files every person under the numbers that the index gave him before, too.
    static func filePastIdentifiers(_ db: Database) throws {
        let writer = try PersonWriter(db, name: "", at: .now())
        for row in try Int64.fetchAll(db, sql: SQLitePersonStore.SQL.everyPast) {
            for identifier in try SQLitePersonStore.versions(of: row, db).flatMap(\.numbers) {
                writer.keys.file(IdentifierKey.of(identifier), UInt32(row))
            }
            if writer.keys.isFull { try writer.keys.write(db) }
        }
        try writer.keys.write(db)
    }

    func place(_ person: Int64) -> String {
        mergedRows[person].map { "row \($0)" } ?? "a person who is not in the file"
    }

    private static func digest(_ values: [String?]) -> Int64 {
        var hash = Hash()
        for value in values {
            // What no UTF-8 text holds divides the values; an absent one is not an empty one.
            hash.add(UInt8(value == nil ? 0xFE : 0xFF))
            for byte in (value ?? "").utf8 { hash.add(byte) }
        }
        return Int64(bitPattern: hash.finished)
    }
}
