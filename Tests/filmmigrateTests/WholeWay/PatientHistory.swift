import FilmModel
import Foundation

@testable import Community
@testable import Digitise
@testable import filmmigrate

/// A few people of a community over time, drawn from a seed: what the hospital's index says of them, rightly and
/// wrongly, and the films that bureaus deliver meanwhile. The truth is known throughout.
struct PatientHistory {
    /// One row of the index; of whom it really is.
    private struct Entry {
        var id: String
        let human: Int
        var national: String
        var local: String
        var family: String
        let given: String
        var birth: String
        var mergedInto: String?
    }

    private struct Film {
        let name: String
        let human: Int
        let picture: Int
    }

    private var random: PhantomRandom
    private var entries: [Entry] = []
    private var films: [Film] = []
    private var pictures = 0
    private var examinations: [(human: Int, name: String)] = []
    private var spare = 900
    private(set) var batches: [String] = []
    /// What has to be allowed of an import whose faults are the point.
    let allowances: [String]

    private static let families = ["Ashdown", "Birkett", "Cartmell", "Dunmore", "Eastwick", "Fairclough"]
    private static let givens = ["Agnes", "Bertram", "Cecily", "Douglas", "Edith", "Frank"]

    init(seed: UInt64, allowances: [String] = []) {
        self.allowances = allowances
        random = PhantomRandom(seed: seed &* 7919 &+ 17)
        for human in 0..<6 {
            entries.append(
                Entry(
                    id: "P\(human)", human: human,
                    national: human.isMultiple(of: 2) ? Self.national(human) : "",
                    local: "\(100 + human)", family: Self.families[human], given: Self.givens[human],
                    birth: "19\(30 + human)-0\(human + 1)-1\(human)"))
        }
    }

    /// A valid NHS number.
    private static func national(_ number: Int) -> String {
        for tail in (number * 20 + 100)... {
            let head = "450010\(tail)"
            for digit in 0...9 where NationalNumber(head + "\(digit)")?.kind == .nhs {
                return head + "\(digit)"
            }
        }
        return ""
    }

    mutating func chance(_ probability: Float) -> Bool { random.chance(probability) }

    /// Some of what happens in a hospital between two extracts of its index.
    mutating func pass() {
        for _ in 0..<random.whole(1...4) {
            let place = random.whole(0...entries.count - 1)
            switch random.whole(0...9) {
            case 0: entries[place].family = random.pick(Self.families) + "-" + entries[place].family
            case 1:
                if entries[place].national.isEmpty {
                    entries[place].national = Self.national(entries[place].human)
                }
            case 2: merge(place)
            case 3: entries[place].mergedInto = nil
            case 4:
                // A number given to two by mistake, and mended the next time it comes up.
                let other = random.whole(0...entries.count - 1)
                entries[place].national =
                    entries[place].national == entries[other].national
                    ? Self.national(entries[place].human) : entries[other].national
            case 5:
                // A hospital number is given up, and another person gets it.
                let other = random.whole(0...entries.count - 1)
                guard entries[other].human != entries[place].human else { break }
                entries[other].local = entries[place].local
                spare += 1
                entries[place].local = "\(spare)"
            case 6: renumber(place)
            case 7: entries[place].birth = "19\(30 + entries[place].human)-0\(random.whole(1...9))-15"
            case 8: exchange(place, random.whole(0...entries.count - 1))
            default: break
            }
        }
    }

    /// The hospital gives two persons each other's id; whoever was merged follows the human.
    private mutating func exchange(_ place: Int, _ other: Int) {
        guard entries[place].human != entries[other].human else { return }
        let (one, two) = (entries[place].id, entries[other].id)
        for entry in entries.indices {
            switch entries[entry].id {
            case one: entries[entry].id = two
            case two: entries[entry].id = one
            default: break
            }
            switch entries[entry].mergedInto {
            case one: entries[entry].mergedInto = two
            case two: entries[entry].mergedInto = one
            default: break
            }
        }
    }

    /// The hospital finds that it has a person twice, and merges the newer row into the older.
    private mutating func merge(_ place: Int) {
        var twice = entries[place]
        guard twice.mergedInto == nil else { return }
        spare += 1
        twice.id = "P\(spare)"
        twice.local = "\(spare)"
        entries.append(twice)
        entries[place].mergedInto = twice.id
    }

    /// The index gives a person another id, with the same numbers; whoever was merged follows.
    private mutating func renumber(_ place: Int) {
        spare += 1
        let (old, new) = (entries[place].id, "P\(spare)")
        entries[place].id = new
        for other in entries.indices where entries[other].mergedInto == old {
            entries[other].mergedInto = new
        }
    }

    /// The extract as it stands.
    var index: String {
        let header =
            "person_id,nhs_number,local_id,local_id_issuer,family_name,given_name,birth_date,sex,merged_into"
        return
            ([header]
            + entries.map { entry in
                [
                    entry.id, entry.national, entry.local, "RXA", entry.family, entry.given, entry.birth,
                    entry.human.isMultiple(of: 2) ? "F" : "M", entry.mergedInto ?? "",
                ].joined(separator: ",")
            }).joined(separator: "\n") + "\n"
    }

    /// Writes a bag of some films, labelled as the index has them now or had them before, of old and new
    /// examinations, now and then a picture that came already.
    mutating func deliver(_ batch: String, to folder: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder + "/data", withIntermediateDirectories: true)
        var table =
            "film_id,image,jacket_id,exam_id,exam_date,modality,body_part,nhs_number,hospital_number,family_name,"
            + "given_name,birth_date,sex\n"
        for number in 0..<random.whole(3...5) {
            let entry = random.pick(entries)
            let again = films.last { $0.human == entry.human }
            let picture: Int
            if let again, random.chance(0.15) {
                picture = again.picture
            } else {
                pictures += 1
                picture = pictures
            }
            let known = examinations.filter { $0.human == entry.human }
            let examination: String
            if !known.isEmpty, random.chance(0.6) {
                examination = random.pick(known).name
            } else {
                examination = "E\(examinations.count)"
                examinations.append((entry.human, examination))
            }
            let film = "\(batch)-\(number)"
            films.append(Film(name: "\(batch)/\(film)", human: entry.human, picture: picture))
            try TIFFWriter.write([SmallScene.page(picture)], to: "\(folder)/data/\(film).tif")
            let numbers = random.chance(0.7) ? [entry.national, entry.local] : ["", entry.local]
            let cells =
                [film, film + ".tif", "J\(entry.human)", examination, "1999-05-04", "RG", "CHEST"] + numbers
                + [entry.family, entry.given, entry.birth, entry.human.isMultiple(of: 2) ? "F" : "M"]
            table += cells.joined(separator: ",") + "\n"
        }
        try Data(table.utf8).write(to: URL(filePath: folder + "/data/films.csv"))
        try BagWriter(
            folder: folder, version: "1.0", algorithm: .sha256,
            info: [
                ("Source-Organization", "Bureau"), ("External-Identifier", batch),
                ("Filmmigrate-Trust", "RXA"),
            ]
        ).seal()
        batches.append(batch)
        return folder
    }

    func human(ofFilm name: String) -> Int? { films.first { $0.name == name }?.human }

    /// An id by which the index knows a film's person now.
    func person(ofFilm name: String) -> String {
        let human = human(ofFilm: name)
        return entries.first { $0.human == human && $0.mergedInto == nil }?.id ?? ""
    }
}
