import FilmModel
import MigrationQueue

extension FilmRecord {
    /// Reads the columns of `SQL.filmColumns` and whether it is in flight; the batch is known to the caller.
    init(_ row: inout QuickRow, batch known: (Int64) throws -> BatchRecord) throws {
        let id = FilmID(row.int())
        let trust = try SQLiteLedger.trust(row.text())
        let batch = try known(row.int())
        guard let stored = FilmState(rawValue: row.text()) else { throw SQLiteLedger.lostRow }
        let code = row.maybeText()
        let message = row.maybeText()
        let cost = Int(row.int())
        let generation = Int(row.int())
        let duplicateOf = row.maybeInt()
        let number = Int(row.int())
        let name = row.text()
        var description = FilmDescription(filmID: row.text(), image: row.text())
        description.page = row.maybeInt().map { Int($0) }
        let digest = row.text()
        let mark = row.maybeText() ?? digest
        description.read(&row)
        let decision = row.maybeText().flatMap(Match.Decision.init(rawValue:))
        let person = row.maybeText().map { PersonID($0) }
        let (probability, weight) = (row.maybeReal(), row.maybeReal())
        let evidence = try row.maybeText().map(JSONText.evidence)
        var facts = FilmFacts()
        facts.match = decision.map {
            Match(
                decision: $0, person: person, probability: probability, weight: weight,
                reasons: evidence?.reasons ?? [],
                candidates: (evidence?.candidates ?? []).map { PersonID($0) },
                hold: evidence?.hold)
        }
        facts.matchedAt = row.maybeInt().map(Timestamp.init(milliseconds:))
        facts.decidedPerson = row.maybeText().map { PersonID($0) }
        facts.pictureDigest = row.maybeText()
        facts.pixelDigest = row.maybeText()
        facts.identity = try row.maybeText().map(JSONText.values)
        facts.sopInstanceUID = row.maybeText()
        facts.seriesInstanceUID = row.maybeText()
        facts.studyInstanceUID = row.maybeText()
        facts.written = try row.maybeText().map { WrittenPatient(fields: try JSONText.values($0)) }
        facts.rival = row.maybeInt().map { FilmID($0) }
        facts.correction = row.maybeText().map { PersonID($0) }
        facts.duplicateOf = duplicateOf.map { FilmID($0) }
        self.init(
            id: id, trust: trust, batch: batch.id, batchName: batch.name, bureau: batch.bureau,
            batchNumber: batch.number, custody: batch.custody, takenInAt: batch.takenInAt, name: name,
            row: number, description: description, sourceDigest: digest, sourceMark: mark, cost: cost,
            state: row.int() == 1 ? .inFlight : stored,
            reason: code.flatMap(ReasonCode.init(rawValue:)).map { Reason($0, message) }, facts: facts,
            generation: generation)
    }
}

extension FilmDescription {
    /// Reads the columns from `jacket_id` to `scanned_at`.
    fileprivate mutating func read(_ row: inout QuickRow) {
        jacketID = row.maybeText()
        examID = row.maybeText()
        examDate = row.maybeText().flatMap { PartialDate($0) }
        modality = row.maybeText()
        bodyPart = row.maybeText()
        laterality = row.maybeText().flatMap { Laterality(rawValue: $0) }
        viewPosition = row.maybeText()
        label.nhsNumber = row.maybeText()
        label.hospitalNumber = row.maybeText()
        label.familyName = row.maybeText()
        label.givenName = row.maybeText()
        label.birthDate = row.maybeText()
        label.sex = row.maybeText()
        label.postcode = row.maybeText()
        label.address = row.maybeText()
        label.town = row.maybeText()
        urgentBy = row.maybeText().flatMap { PartialDate($0) }
        bitsStored = row.maybeInt().map { Int($0) }
        let (height, width) = (row.maybeReal(), row.maybeReal())
        if let height, let width { pixelSpacing = PixelSpacing(row: height, column: width) }
        scannerManufacturer = row.maybeText()
        scannerModel = row.maybeText()
        scannerSerial = row.maybeText()
        scannedAt = row.maybeText()
    }
}
