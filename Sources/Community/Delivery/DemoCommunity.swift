package import FilmModel

/// A small community made by code: one Cluster, three Trusts, their master patient index, their plan, and
/// the batches of two bureaus. Nothing of it is anybody's; equal arguments give equal bytes.
package struct DemoCommunity: Sendable {
    let calendar: DemoCalendar
    let people: DemoPeople
    let plan: DemoPlan
    /// In the order of their delivery; the last is torn.
    let bags: [DemoBag]

    /// The Trusts, in the order in which they join.
    package var trusts: [DemoTrust] { DemoTrust.all }

    package init(seed: UInt64, filmSize: DemoFilmSize = .full, today: PartialDate) {
        var random = PhantomRandom(seed: seed)
        calendar = DemoCalendar(today: today)
        plan = DemoPlan(calendar: calendar)
        people = DemoPeople(calendar: calendar, &random)
        bags = [
            Self.firstBag(people, calendar, filmSize, seed: random.next()),
            Self.secondBag(people, calendar, filmSize, seed: random.next()),
            Self.thirdBag(people, calendar, filmSize, seed: random.next()),
            Self.tornBag(people, calendar, filmSize, seed: random.next()),
        ]
    }

    private static func firstBag(
        _ people: DemoPeople, _ calendar: DemoCalendar, _ size: DemoFilmSize, seed: UInt64
    ) -> DemoBag {
        let trust = DemoTrust.all[0]
        let bag = DemoBag(
            bureau: .northgate, batch: "NFS-2041", trust: trust, version: "1.0", algorithm: .sha256)
        var maker = DemoBagMaker(bag, after: 4200, calendar: calendar, size: size, seed: seed)
        let persons = people.ordinary(of: trust)
        maker.addRepeated(of: persons[0], .sameBytes)
        maker.addExamination(of: persons[1], .chest, .misread, .deflate12)
        maker.addExamination(of: persons[2], .hand, .spaced, .lzw12, urgentBy: calendar.date(6))
        if let woman = persons.dropFirst(3).first(where: { $0.sex == .female }) {
            maker.addExamination(of: woman, .breast, .whole, .stored12, inOneFile: true)
        }
        maker.fill(to: 22, with: Array(persons.dropFirst(5)))
        return maker.bag
    }

    private static func secondBag(
        _ people: DemoPeople, _ calendar: DemoCalendar, _ size: DemoFilmSize, seed: UInt64
    ) -> DemoBag {
        let trust = DemoTrust.all[1]
        let bag = DemoBag(
            bureau: .northgate, batch: "NFS-2042", trust: trust, version: "1.0", algorithm: .sha256)
        var maker = DemoBagMaker(bag, after: 4300, calendar: calendar, size: size, seed: seed)
        let persons = people.ordinary(of: trust)
        maker.addRepeated(of: persons[0], .samePixels)
        maker.addExamination(of: people.twins[0], .chest, .initialOnly, .big12, as: .ambiguous)
        maker.addExamination(of: people.twins[1], .pelvis, .whole, .bits8)
        maker.addExamination(of: persons[1], .abdomen, .whole, .stored12, as: .cutShort)
        maker.fill(to: 20, with: Array(persons.dropFirst(2)))
        return maker.bag
    }

    private static func thirdBag(
        _ people: DemoPeople, _ calendar: DemoCalendar, _ size: DemoFilmSize, seed: UInt64
    ) -> DemoBag {
        let trust = DemoTrust.all[2]
        let bag = DemoBag(
            bureau: .pennine, batch: "PIB-0187", trust: trust, version: "0.97", algorithm: .sha512)
        var maker = DemoBagMaker(bag, after: 700, calendar: calendar, size: size, seed: seed)
        let persons = people.ordinary(of: trust)
        maker.addRepeated(of: persons[0], .rescanned)
        maker.addExamination(of: people.borderer, .chest, .spaced, .lzw12, as: .referral)
        maker.addExamination(of: people.stranger, .skull, .whole, .white16, as: .notFound)
        maker.addExamination(of: persons[1], .knee, .whole, .deflate12, inOneFile: true)
        maker.fill(to: 20, with: Array(persons.dropFirst(2)))
        return maker.bag
    }

    private static func tornBag(
        _ people: DemoPeople, _ calendar: DemoCalendar, _ size: DemoFilmSize, seed: UInt64
    ) -> DemoBag {
        let trust = DemoTrust.all[0]
        let bag = DemoBag(
            bureau: .pennine, batch: "PIB-0188", trust: trust, version: "1.0", algorithm: .sha256,
            isTorn: true)
        var maker = DemoBagMaker(bag, after: 800, calendar: calendar, size: size, seed: seed)
        maker.fill(to: 5, with: Array(people.ordinary(of: trust).suffix(3)))
        return maker.bag
    }
}
