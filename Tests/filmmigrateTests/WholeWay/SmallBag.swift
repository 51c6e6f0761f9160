import Foundation
import Subprocess
import Testing

@testable import Community
@testable import Digitise
@testable import filmmigrate

/// Small bags that follow a `SmallScene`'s first one, and indexes that follow its first.
extension SmallScene {
    /// One film of a bag: its picture's number, its examination (of the jacket `J`; nil: none), and its label from
    /// `hospital_number` to `sex`.
    struct BagFilm {
        let name: String
        let picture: Int
        var exam: String?
        let label: String
    }

    func bag(_ number: String, _ films: BagFilm...) throws -> String {
        let bag = folder.path + "/" + number
        try FileManager.default.createDirectory(atPath: bag + "/data", withIntermediateDirectories: true)
        var table =
            "film_id,image,jacket_id,exam_id,exam_date,modality,body_part,hospital_number,family_name,given_name,"
            + "birth_date,sex\n"
        for film in films {
            try TIFFWriter.write([Self.page(film.picture)], to: "\(bag)/data/\(film.name).tif")
            let place = film.exam.map { "J,\($0)" } ?? ","
            table += "\(film.name),\(film.name).tif,\(place),1999-05-04,RG,CHEST,\(film.label)\n"
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

    /// Writes an index; rows from `person_id` on, and `merged_into` behind.
    func index(_ name: String, _ rows: String...) throws -> String {
        let head =
            "person_id,local_id_issuer,local_id,family_name,given_name,birth_date,sex,merged_into"
        let path = "\(folder.path)/\(name).csv"
        try Data((([head] + rows).joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    /// What an archive has of a film: the tags by their names; nil where it has no such instance.
    func tags(_ film: String, _ tool: Tool, in archive: PrivateOrthanc? = nil) async throws -> [String:
        String]?
    {
        try await instance(film, tool, in: archive ?? primary)?.tags
    }

    /// Removes a film's instance, as an archive's keeper does.
    func remove(_ film: String, _ tool: Tool, from archive: PrivateOrthanc? = nil) async throws {
        let archive = archive ?? primary
        guard let id = try await instance(film, tool, in: archive)?.id else { return }
        try await archive.rest("DELETE", "instances/\(id)")
    }

    /// Has an archive follow the hospital: it gives the film's patient another number.
    func follow(_ film: String, _ tool: Tool, in archive: PrivateOrthanc? = nil, to number: String)
        async throws
    {
        let archive = archive ?? primary
        let id = try #require(try await instance(film, tool, in: archive)?.id)
        let file = folder.path + "/followed.dcm"
        let script = """
            set -e
            curl --silent --fail --noproxy '*' "$0/$1/file" --output "$2"
            dcmodify -nb -m "(0010,0020)=$3" "$2"
            curl --silent --fail --noproxy '*' --request DELETE "$0/$1" > "$2.log"
            curl --silent --fail --noproxy '*' --data-binary "@$2" "$0" > "$2.log"
            """
        let result = try await Subprocess.run(
            .name("bash"),
            arguments: ["-c", script, "http://127.0.0.1:\(archive.httpPort)/instances", id, file, number],
            environment: PeerProcess.environment, output: .discarded, error: .discarded)
        #expect(result.terminationStatus.isSuccess)
    }

    private func instance(
        _ film: String, _ tool: Tool, in archive: PrivateOrthanc
    ) async throws -> (id: String, tags: [String: String])? {
        let uid = try await tool("film", "show", film, "--json").json()["sop_instance_uid"] as? String
        for id in try await archive.instances() {
            let text = try await archive.rest("GET", "instances/\(id)/simplified-tags")
            let tags = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
            if tags["SOPInstanceUID"] as? String == uid {
                return (id, tags.compactMapValues { $0 as? String })
            }
        }
        return nil
    }

    /// A film's state and the code of its reason.
    func state(_ film: String, _ tool: Tool) async throws -> String {
        let shown = try await tool("film", "show", film, "--json").json()
        let reason = shown["reason"] as? [String: Any]
        return [shown["state"] as? String, reason?["code"] as? String].compactMap(\.self).joined(
            separator: " ")
    }

    static let meant = ["--against-evidence", "--reason", "jacket seen"]
}
