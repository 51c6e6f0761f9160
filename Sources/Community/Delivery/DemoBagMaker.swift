import FilmModel

/// Fills one bag, examination by examination.
struct DemoBagMaker: Sendable {
    private(set) var bag: DemoBag
    private let calendar: DemoCalendar
    private let size: DemoFilmSize
    private var random: PhantomRandom
    private var number: Int
    private var jackets = 0

    /// The first film gets the number after the one given.
    init(_ bag: DemoBag, after number: Int, calendar: DemoCalendar, size: DemoFilmSize, seed: UInt64) {
        self.bag = bag
        self.number = number
        self.calendar = calendar
        self.size = size
        random = PhantomRandom(seed: seed)
    }

    /// Adds ordinary jackets of the persons, in turn, until the bag has as many films as asked for.
    mutating func fill(to count: Int, with persons: [Person]) {
        let kinds: [PhantomKind] = [
            .chest, .hand, .knee, .chest, .abdomen, .breast, .skull, .pelvis, .chest, .knee,
        ]
        let labels: [DemoLabel] = [.whole, .spaced, .local, .brief, .spaced, .whole, .local]
        var turn = 0
        while bag.films.count < count, !persons.isEmpty {
            let person = persons[turn % persons.count]
            var kind = kinds[turn % kinds.count]
            if kind == .breast, person.sex != .female { kind = .pelvis }
            let room = count - bag.films.count
            if DemoExamination(kind).views.count > room { kind = .chest }
            let encoding = DemoEncoding.allCases[turn % DemoEncoding.allCases.count]
            addExamination(of: person, kind, labels[turn % labels.count], encoding)
            turn += 1
        }
    }

    /// Adds one jacket with one examination, a scan file a film, or all in one file.
    mutating func addExamination(
        of person: Person, _ kind: PhantomKind, _ label: DemoLabel, _ encoding: DemoEncoding,
        inOneFile: Bool = false, as outcome: Outcome = .verified, urgentBy: String? = nil
    ) {
        let examination = DemoExamination(kind)
        let jacket = startJacket()
        let date = examinationDate(of: person, kind)
        var drawn: [PhantomFilm] = []
        let size = size.draw(&random)
        for (index, view) in examination.views.enumerated() {
            var film = describe(jacket: jacket, date: date, examination, view, encoding)
            film.label = label.text(of: person)
            film.urgentBy = urgentBy.flatMap { PartialDate($0) }
            if inOneFile {
                film.image = "images/\(jacket).tif"
                film.page = index + 1
            }
            drawn.append(draw(film, kind, size))
            bag.films.append(film)
            expect(film, person, outcome, label)
            guard !inOneFile, let picture = drawn.last else { continue }
            let content = outcome == .cutShort ? DemoScan.Content.cutShort(picture) : .pages([picture])
            bag.scans.append(
                DemoScan(path: film.image, content: content, encoding: encoding, spacing: examination.spacing)
            )
        }
        if inOneFile {
            bag.scans.append(
                DemoScan(
                    path: "images/\(jacket).tif", content: .pages(drawn), encoding: encoding,
                    spacing: examination.spacing))
        }
    }

    /// Adds a chest film, and after it the same sheet once more under another number.
    mutating func addRepeated(of person: Person, _ repetition: Repetition) {
        addExamination(of: person, .chest, .whole, .stored12)
        guard let first = bag.films.last, let scan = bag.scans.last, case .pages(let films) = scan.content,
            let picture = films.first
        else { return }
        number += 1
        var film = first
        film.filmID = filmID
        film.image = "images/\(film.jacketID ?? "")/\(filmID).tif"
        let content: DemoScan.Content
        switch repetition {
        case .sameBytes: content = .copy(of: scan.path)
        case .samePixels: content = .pages([picture])
        case .rescanned: content = .rescan(picture, seed: random.next())
        }
        bag.scans.append(
            DemoScan(
                path: film.image, content: content, encoding: repetition == .samePixels ? .lzw12 : .stored12,
                spacing: scan.spacing))
        bag.films.append(film)
        bag.expectations.append(
            DemoExpectation(
                batch: bag.batch, trust: bag.trust.code, filmID: film.filmID, state: .duplicate,
                code: repetition == .rescanned ? .duplicateFilm : .duplicateExact,
                person: person.id,
                twinFilm: first.filmID))
    }

    /// How a sheet comes a second time.
    enum Repetition: Sendable { case sameBytes, samePixels, rescanned }

    /// What becomes of an examination's films.
    enum Outcome: Sendable { case verified, ambiguous, notFound, referral, cutShort }

    private var filmID: String { "\(bag.bureau.prefix)-\(DemoCalendar.padded(number, 6))" }

    private mutating func startJacket() -> String {
        jackets += 1
        return "\(bag.trust.code)-J\(DemoCalendar.padded(number + jackets, 5))"
    }

    private mutating func describe(
        jacket: String, date: PartialDate?, _ examination: DemoExamination, _ view: DemoExamination.View,
        _ encoding: DemoEncoding
    ) -> FilmDescription {
        number += 1
        var film = FilmDescription(filmID: filmID, image: "images/\(jacket)/\(filmID).tif")
        film.jacketID = jacket
        film.examID = "\(jacket)-E1"
        film.examDate = date
        film.modality = examination.modality
        film.bodyPart = examination.bodyPart
        film.laterality = view.laterality
        film.viewPosition = view.position
        film.bitsStored = encoding.bitsStored
        if !encoding.saysResolution {
            film.pixelSpacing = PixelSpacing(row: examination.spacing, column: examination.spacing)
        }
        film.scannerManufacturer = bag.bureau.scannerManufacturer
        film.scannerModel = bag.bureau.scannerModel
        film.scannerSerial = bag.bureau.scannerSerial
        let clock = "\(DemoCalendar.padded(8 + number % 9, 2)):\(DemoCalendar.padded(number * 7 % 60, 2)):00Z"
        film.scannedAt = "\(calendar.date(-12 - number % 5))T\(clock)"
        return film
    }

    private mutating func draw(
        _ film: FilmDescription, _ kind: PhantomKind, _ size: (width: Int, height: Int)
    ) -> PhantomFilm {
        let marker: Character? = film.laterality == .left ? "L" : "R"
        let paired = kind == .hand || kind == .knee || kind == .breast
        return PhantomFilm(
            kind, seed: random.next(), width: size.width, height: size.height, marker: marker,
            number: film.filmID, mirrored: paired && film.laterality == .right)
    }

    /// Some years ago, when the person was grown up; now and then only the month or the year is known.
    private mutating func examinationDate(of person: Person, _ kind: PhantomKind) -> PartialDate? {
        let born = person.birthDate?.year ?? calendar.thisYear - 60
        let first = max(born + (kind == .breast ? 42 : 20), calendar.thisYear - 27)
        let year = random.whole(min(first, calendar.thisYear - 13)...calendar.thisYear - 12)
        let month = random.whole(1...12)
        let day = random.whole(1...28)
        switch random.whole(0...11) {
        case 0: return PartialDate(DemoCalendar.padded(year, 4))
        case 1, 2: return PartialDate(String(DemoCalendar.text(year, month, day).dropLast(3)))
        default: return PartialDate(DemoCalendar.text(year, month, day))
        }
    }

    private mutating func expect(
        _ film: FilmDescription, _ person: Person, _ outcome: Outcome, _ label: DemoLabel
    ) {
        let (state, code): (FilmState, ReasonCode?) =
            switch outcome {
            case .verified: (.verified, nil)
            case .ambiguous: (.held, .patientAmbiguous)
            case .notFound: (.held, .patientNotFound)
            case .referral: (.held, .borderReferral)
            case .cutShort: (.rejected, .truncated)
            }
        var expectation = DemoExpectation(
            batch: bag.batch, trust: bag.trust.code, filmID: film.filmID, state: bag.isTorn ? nil : state,
            code: bag.isTorn ? nil : code)
        if case .misread = label { expectation.warning = .checkDigit }
        if outcome == .verified || outcome == .referral { expectation.person = person.id }
        bag.expectations.append(expectation)
    }
}
