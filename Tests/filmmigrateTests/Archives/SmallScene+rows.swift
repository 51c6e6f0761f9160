import Foundation
import Testing

@testable import Community
@testable import filmmigrate

extension SmallScene {
    /// A film of a further bag: the file of one of the scene's films, under the label of one of its persons.
    struct Row {
        let film: String
        var file = 0
        var person = 0
        /// As the table has it: R, L, or nothing.
        var side = ""
    }

    /// A further bag of the bureau's; answers its path.
    func bag(_ number: String, _ rows: [Row]) throws -> String {
        let bag = folder.path + "/" + number
        try FileManager.default.createDirectory(atPath: bag + "/data", withIntermediateDirectories: true)
        let columns = "hospital_number,family_name,given_name,birth_date,sex"
        var table = "film_id,image,exam_date,modality,body_part,laterality,\(columns)\n"
        for row in rows {
            try FileManager.default.copyItem(
                atPath: folder.path + "/bag/data/F\(row.file).tif", toPath: "\(bag)/data/\(row.film).tif")
            table +=
                "\(row.film),\(row.film).tif,1999-05-04,RG,CHEST,\(row.side),\(Self.person(row.person))\n"
        }
        try Data(table.utf8).write(to: URL(filePath: bag + "/data/films.csv"))
        try BagWriter(
            folder: bag, version: "1.0", algorithm: .sha256,
            info: [
                ("Source-Organization", "Bureau"), ("External-Identifier", number),
                ("Filmmigrate-Trust", "RXA"),
            ]
        ).seal()
        return bag
    }

    /// Runs a body and stops the archive, whatever comes of it.
    func closing(_ body: () async throws -> Void) async throws {
        do { try await body() } catch {
            await primary.stop()
            throw error
        }
        await primary.stop()
    }
}

extension Tool {
    /// State and code of a film.
    func state(_ film: String) async throws -> String {
        let shown = try await self("film", "show", film, "--json").json()
        let reason = shown["reason"] as? [String: Any]
        return [shown["state"] as? String, reason?["code"] as? String].compactMap(\.self)
            .joined(separator: " ")
    }

    /// A film's line of its batch's receipt.
    func line(_ batch: String, _ film: String) async throws -> [String: Any] {
        let films = try await self("receipt", batch, "--json").json()["films"] as? [[String: Any]]
        return try #require(films?.first { $0["film_id"] as? String == film })
    }

    /// Carries what there is.
    func run() async throws {
        let answer = try await self("run", "--until-idle")
        #expect([0, 2].contains(answer.status), "\(answer.errors)")
    }
}
