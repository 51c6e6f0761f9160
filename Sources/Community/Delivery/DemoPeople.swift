import FilmModel

/// The invented persons of the community and the index that lists them.
struct DemoPeople: Sendable {
    /// In the order of the index.
    private(set) var all: [Person] = []
    /// Two sisters born on one day who live at one address.
    private(set) var twins: [Person] = []
    /// Somebody whose number is Scottish.
    let borderer: Person
    /// Somebody whom the index does not list.
    let stranger: Person

    init(calendar: DemoCalendar, _ random: inout PhantomRandom) {
        var numbers = DemoNumbers()
        var people: [Person] = []
        for (index, surname) in DemoNames.surnames.dropLast(2).enumerated() {
            let trust = DemoTrust.all[index % 3]
            people.append(
                Self.person(number: index + 1, surname, trust, calendar: calendar, &numbers, &random))
        }
        // The twins take the place of two persons of the second Trust.
        var twin = people[4]
        twin.sex = .female
        twin.givenName = "Alice"
        twin.middleNames = nil
        var sister = twin
        sister.id = people[7].id
        sister.nhsNumber = people[7].nhsNumber
        sister.localID = people[7].localID
        sister.givenName = "Amelia"
        people[4] = twin
        people[7] = sister
        var scot = people[5]
        if let birthDate = scot.birthDate, let sex = scot.sex {
            scot.nhsNumber = numbers.chiNumber(birthDate: birthDate, sex: sex, &random)
        }
        people[5] = scot
        var nobody = Self.person(
            number: 99, DemoNames.surnames[DemoNames.surnames.count - 1], DemoTrust.all[2],
            calendar: calendar,
            &numbers, &random)
        nobody.address = "3 Lighthouse Cottages"
        nobody.postcode = "XN9 1ZA"
        nobody.localID = nil
        all = people
        twins = [twin, sister]
        borderer = scot
        stranger = nobody
    }

    /// Persons of one Trust about whom there is nothing special.
    func ordinary(of trust: DemoTrust) -> [Person] {
        let special = Set(twins.map(\.id) + [borderer.id])
        return all.filter {
            $0.localIDIssuer == trust.code && !special.contains($0.id) && $0.deathDate == nil
        }
    }

    /// The master patient index (INTERFACES: The master patient index).
    var table: DemoTable {
        var table = DemoTable(header: [
            "person_id", "nhs_number", "local_id", "local_id_issuer", "family_name", "given_name",
            "middle_names", "previous_family_name", "birth_date", "death_date", "sex", "address", "town",
            "postcode",
        ])
        for person in all {
            let cells: [String?] = [
                person.id.text, person.nhsNumber, person.localID, person.localIDIssuer, person.familyName,
                person.givenName, person.middleNames, person.previousFamilyName,
                person.birthDate?.description, person.deathDate?.description, person.sex?.rawValue,
                person.address, person.town, person.postcode,
            ]
            table.append(cells.map { $0 ?? "" })
        }
        return table
    }

    private static func person(
        number: Int, _ surname: String, _ trust: DemoTrust, calendar: DemoCalendar,
        _ numbers: inout DemoNumbers, _ random: inout PhantomRandom
    ) -> Person {
        var person = Person(id: PersonID("P" + DemoCalendar.padded(number, 5)))
        let female = random.chance(0.55)
        let year = calendar.thisYear - random.whole(48...88)
        let month = random.whole(1...12)
        // Never 1 January, which indexes use for "unknown".
        let day = random.whole(2...PartialDate.days(inMonth: month, of: year))
        person.nhsNumber = numbers.nhsNumber(&random)
        person.localID = trust.code.suffix(1) + DemoCalendar.padded(random.whole(0...9999) * 100 + number, 6)
        person.localIDIssuer = trust.code
        person.familyName = surname
        person.givenName = random.pick(female ? DemoNames.women : DemoNames.men)
        if random.chance(0.5) {
            person.middleNames = random.pick(Array(female ? DemoNames.middle[..<4] : DemoNames.middle[4...]))
        }
        if female, random.chance(0.25) {
            person.previousFamilyName = random.pick(["Haigh", "Sykes", "Platt"])
        }
        person.birthDate = PartialDate(DemoCalendar.text(year, month, day))
        if number.isMultiple(of: 29) {
            person.deathDate = PartialDate(calendar.date(-random.whole(40...900)))
        }
        person.sex = female ? .female : .male
        person.address = "\(random.whole(1...180)) \(random.pick(DemoNames.streets))"
        person.town = trust.town
        let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
        person.postcode =
            "\(trust.outwardCode) \(random.whole(1...9))\(random.pick(letters))\(random.pick(letters))"
        return person
    }
}
