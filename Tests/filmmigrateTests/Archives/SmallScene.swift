import Foundation
import Testing

@testable import Community
@testable import Digitise
@testable import filmmigrate

/// A bag of a few small films, each of a person of its own, and one real archive for them.
final class SmallScene: Sendable {
    let folder: TemporaryFolder
    let primary: PrivateOrthanc
    let films: Int

    init(films: Int, options: PrivateOrthanc.Options = .init()) async throws {
        folder = try TemporaryFolder()
        self.films = films
        try Self.write(films, to: folder.path)
        primary = try await PrivateOrthanc.start(
            folder: folder.path + "/primary", name: "primary", callingAETitle: "FILMMIGRATE", options: options
        )
    }

    /// A workspace with the films taken in, ready to run; `primary` is the address of another primary than the
    /// scene's own archive, `copy` that of a second copy.
    func workspace(
        _ name: String, settings: String = "", primary: String? = nil, copy: String? = nil
    ) async throws -> Tool {
        let tool = Tool(workspace: folder.path + "/" + name)
        #expect(try await tool("init").status == 0)
        try Data(settings.utf8).write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
        #expect(try await tool("trust", "add", "RXA").status == 0)
        #expect(try await tool("index", "import", folder.path + "/index.csv").status == 0)
        #expect(try await tool("archive", "add", "primary", primary ?? address).status == 0)
        if let copy {
            #expect(try await tool("archive", "add", "copy", copy, "--role", "second-copy").status == 0)
        }
        #expect(try await tool("intake", folder.path + "/bag").status == 0)
        return tool
    }

    /// The address of the scene's own archive.
    var address: String { "\(primary.aeTitle)@127.0.0.1:\(primary.dicomPort)" }

    /// State and code of each film.
    func states(_ tool: Tool) async throws -> [String] {
        let films = try await tool("batch", "show", "B1", "--json").json()["films"] as? [[String: Any]] ?? []
        return films.map { film in
            [film["state"] as? String, film["code"] as? String].compactMap(\.self).joined(separator: " ")
        }
    }

    /// How many of something: a few in the suite, as many as the environment says in scripts/ordeal.
    static func number(_ name: String, else few: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? few
    }

    static func write(_ films: Int, to folder: String) throws {
        let bag = folder + "/bag"
        try FileManager.default.createDirectory(atPath: bag + "/data", withIntermediateDirectories: true)
        let columns = "hospital_number,family_name,given_name,birth_date,sex"
        var table = "film_id,image,exam_date,modality,body_part,\(columns)\n"
        var index = "person_id,local_id_issuer,local_id,family_name,given_name,birth_date,sex\n"
        for number in 0..<films {
            let who = person(number)
            table += "F\(number),F\(number).tif,1999-05-04,RG,CHEST,\(who)\n"
            index += "P\(number),RXA,\(who)\n"
            try TIFFWriter.write([page(number)], to: "\(bag)/data/F\(number).tif")
        }
        try Data(table.utf8).write(to: URL(filePath: bag + "/data/films.csv"))
        try Data(index.utf8).write(to: URL(filePath: folder + "/index.csv"))
        try BagWriter(
            folder: bag, version: "1.0", algorithm: .sha256,
            info: [
                ("Source-Organization", "Bureau"), ("External-Identifier", "B1"),
                ("Filmmigrate-Trust", "RXA"),
            ]
        ).seal()
    }

    /// Hospital number, names, birth date and sex of somebody whom nobody else in the index is like.
    static func person(_ number: Int) -> String {
        let starts = ["Ash", "Birk", "Corn", "Dun", "East", "Fen", "Gran", "Holm", "Ing", "Kel"]
        let ends = ["bourne", "croft", "dale", "field", "gate", "ham", "ley", "mere", "stead", "wick"]
        let family = starts[number % 10] + ends[number / 10 % 10] + (number < 100 ? "" : "s\(number / 100)")
        let given = ["Ann", "Edith", "Joan", "Mabel", "Rose", "Vera", "Winifred"][number % 7]
        let born = "19\(20 + number % 60)-0\(1 + number % 9)-\(10 + number % 18)"
        return "H\(number),\(family),\(given),\(born),F"
    }

    /// A smooth picture of its own: waves whose directions come from the number.
    static func page(_ number: Int) -> TIFFPage {
        let (width, height) = (120, 144)
        var random = PhantomRandom(seed: UInt64(number) + 1)
        let waves = (0..<12).map { _ in
            (0..<3).map { _ in Double(random.next() % 1000) / 1000 }
        }
        let pixels = (0..<width * height).map { place in
            let (x, y) = (Double(place % width) / Double(width), Double(place / width) / Double(height))
            let height = waves.reduce(0.0) { sum, wave in
                sum + cos(24 * (wave[0] * x + wave[1] * y) + 6.28 * wave[2])
            }
            return UInt16(32_000 + 2500 * height)
        }
        return TIFFPage(
            width: width, height: height, pixels: pixels, resolution: .dotsPerCentimetre(50))
    }
}
