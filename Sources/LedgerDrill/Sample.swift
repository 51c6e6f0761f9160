import FilmModel
import MigrationQueue

/// Films as a bureau's bags bring them, and results as the way of a film gives them, without a scan.
enum Sample {
    /// ODS codes of so many Trusts: `R00`, `R01`, …
    static func trusts(_ count: Int) -> [TrustID] {
        (0..<count).compactMap { number in
            let digits = String(number, radix: 36, uppercase: true)
            return TrustID("R" + String(repeating: "0", count: max(0, 2 - digits.utf8.count)) + digits)
        }
    }

    /// A bag of so many films, with as much in a row as a bureau's usual label has.
    static func delivery(_ trust: TrustID, number: Int, films: Int) -> Delivery {
        Delivery(
            bureau: "Bench", number: "\(trust.code)-\(number)", trust: trust,
            digest: "\(trust.code) \(number)", custody: "scans/\(trust.code)-\(number)",
            films: (0..<films).map { film(trust, batch: number, row: $0) })
    }

    private static func film(_ trust: TrustID, batch: Int, row: Int) -> Delivery.Film {
        let name = "\(trust.code)\(batch * 100_000 + row)"
        var label = Label(
            hospitalNumber: "H\(row)", familyName: "SAMPLE\(row)", givenName: "ANN", birthDate: "1950-01-01",
            sex: "F")
        label.nhsNumber = "9434765919"
        var description = FilmDescription(filmID: name, image: "scans/\(name).tif", label: label)
        description.jacketID = "J\(row / 4)"
        description.examID = "E\(row / 2)"
        description.examDate = PartialDate("1999-05-04")
        description.modality = "RG"
        description.bodyPart = "CHEST"
        description.laterality = .unpaired
        return Delivery.Film(
            row: row + 2, name: name, description: description, sourceDigest: digest(row &+ batch &* 7919),
            sourceMark: "xxh3:" + digest(row &+ batch &* 7919).prefix(32), cost: 10_240_000, rejection: nil)
    }

    /// What the way of a film has found out when the film is delivered.
    static func facts(_ film: FilmID) -> FilmFacts {
        var facts = FilmFacts()
        facts.match = Match(
            decision: .match, person: PersonID("P\(film.number)"), reasons: ["NHS number and birth date"])
        facts.matchedAt = Timestamp(milliseconds: 1_800_000_000_000)
        facts.pictureDigest = digest(Int(film.number))
        facts.pixelDigest = digest(Int(film.number) &+ 1)
        facts.identity = [
            "(0010,0010)": "SAMPLE^ANN", "(0010,0020)": "9434765919", "(0010,0030)": "19500101",
            "(0010,0040)": "F", "(0020,0062)": "U", "(0008,0020)": "19990504",
        ]
        facts.sopInstanceUID = "2.25.\(film.number)00000000000000000000000000001"
        facts.seriesInstanceUID = "2.25.\(film.number)00000000000000000000000000002"
        facts.studyInstanceUID = "2.25.\(film.number)00000000000000000000000000003"
        return facts
    }

    static func delivered(_ lease: Lease, at: Timestamp) -> Finish {
        let facts = facts(lease.film.id)
        let sent = StoreRecord(
            destination: "primary", sopInstanceUID: facts.sopInstanceUID ?? "", sentAt: at, dimseStatus: 0,
            method: "store")
        return Finish(lease, .delivered, facts: facts, stores: [sent])
    }

    static func verified(_ lease: Lease, at: Timestamp) -> Finish {
        let proof = StoreRecord(
            destination: "primary", sopInstanceUID: lease.film.facts.sopInstanceUID ?? "", verifiedAt: at,
            method: "read-back")
        return Finish(lease, .verified, stores: [proof])
    }

    /// 64 hexadecimal digits that differ from number to number.
    private static func digest(_ number: Int) -> String {
        var value = UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15
        let digits = Array("0123456789abcdef".utf8)
        return unsafe String(unsafeUninitializedCapacity: 64) { text in
            for place in 0..<64 {
                if place.isMultiple(of: 16) { value = (value ^ (value >> 29)) &* 0xBF58_476D_1CE4_E5B9 &+ 1 }
                unsafe text[place] = digits[Int((value >> (60 - 4 * UInt64(place % 16))) & 15)]
            }
            return 64
        }
    }
}
