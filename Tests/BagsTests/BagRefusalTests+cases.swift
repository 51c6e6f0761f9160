import FilmModel
import Foundation

@testable import Bags

/// The hostile bags: one thing wrong in each.
extension BagRefusalTests {
    static let paths = [
        listing("a parent folder", "data/../../secret"), listing("a parent folder at once", "../data/x"),
        listing("an absolute path", "/etc/passwd"), listing("a home folder", "~/x"),
        listing("a user's home folder", "~root/x"), listing("a backslash", "data\\..\\x"),
        listing("an encoded line feed", "data/a%0Ab"), listing("an encoded carriage return", "data/a%0db"),
        listing("a tab in a name", "data/a\tb"), listing("an empty segment", "data//x"),
        listing("a dot segment", "data/./x"),
        listing("a name of 300 bytes", "data/" + String(repeating: "n", count: 300)),
        listing("a path of 5,000 bytes", "data/" + String(repeating: "n/", count: 2500) + "x"),
        listing("a text that runs backwards", "data/\u{202E}fit.x"),
        listing("a tag file", "bagit.txt", [.bagMalformed]),
        listing("a folder", "data/scans", [.bagMalformed]),
        listing("a missing file", "data/none.tif", [.bagIncomplete]),
        listing("a file twice", "data/scans/1.tif", [.bagMalformed, .checksumMismatch]),
        listing("a file in other case", "data/Scans/1.tif", [.bagIncomplete]),
        Case("a link to a file outside", [.unsafePath]) { scratch, _ in
            try scratch.write("secret", to: "outside")
            try scratch.link("bag/data/link", to: "../../outside")
        },
        Case("a listed scan that is a link", [.unsafePath, .oxumMismatch]) { scratch, _ in
            try scratch.write("first scan", to: "outside")
            try scratch.remove("bag/data/scans/1.tif")
            try scratch.link("bag/data/scans/1.tif", to: scratch.file("outside"))
        },
        Case("a link inside the bag", [.unsafePath]) { scratch, _ in
            try scratch.link("bag/data/l", to: "films.csv")
        },
        Case("a link to nothing", [.unsafePath]) { scratch, _ in try scratch.link("bag/l", to: "nowhere") },
        Case("a payload folder that is a link", [.unsafePath, .oxumMismatch, .bagIncomplete]) { scratch, _ in
            try FileManager.default.moveItem(atPath: scratch.file("bag/data"), toPath: scratch.file("moved"))
            try scratch.link("bag/data", to: "../moved")
        },
        Case("bagit.txt that is a link", [.unsafePath]) { scratch, _ in
            try FileManager.default.moveItem(
                atPath: scratch.file("bag/bagit.txt"), toPath: scratch.file("bag/other.txt"))
            try scratch.link("bag/bagit.txt", to: "other.txt")
        },
        Case("a pipe in the payload", [.unsafePath]) { scratch, _ in scratch.pipe("bag/data/pipe") },
        Case("films.csv that is a pipe", [.unsafePath, .oxumMismatch]) { scratch, _ in
            try scratch.remove("bag/data/films.csv")
            scratch.pipe("bag/data/films.csv")
        },
        Case("a manifest that is a pipe", [.unsafePath, .bagMalformed]) { scratch, _ in
            try scratch.remove("bag/manifest-sha256.txt")
            scratch.pipe("bag/manifest-sha256.txt")
        },
        Case("names that differ by case", [.unsafePath], { $0.files["data/scans/1.TIF"] = [1] }),
        Case("folders that differ by case", [.unsafePath], { $0.files["data/SCANS/3.tif"] = [1] }),
        Case("names that differ by Unicode form", [.unsafePath]) {
            $0.files["data/caf\u{E9}"] = [1]
        } spoil: { scratch, fixture in
            // As a key of a dictionary the two are one.
            try scratch.write([2], to: "bag/data/cafe\u{301}")
            try scratch.write(
                "Source-Organization: N\nExternal-Identifier: 1\nFilmmigrate-Trust: RXA\n",
                to: "bag/bag-info.txt")
            try scratch.write(
                fixture.manifest("sha256", of: fixture.files)
                    + "\(BagFixture.digest("sha256", [2]))  data/cafe\u{301}\n",
                to: "bag/manifest-sha256.txt")
        },
        Case("a name with a line feed", [.unsafePath]) { scratch, _ in
            try scratch.write("x", to: "bag/data/a\nb")
        },
        Case("a name that is not UTF-8", [.unsafePath]) { scratch, _ in
            scratch.touch("bag/data", [0x61, 0xE9])
        },
        Case("folders 100 deep", [.unsafePath]) { scratch, _ in
            try scratch.write("x", to: "bag/data/\(String(repeating: "d/", count: 100))x")
        },
        Case("a name with a backslash", [.unsafePath]) { scratch, _ in
            try scratch.write("x", to: "bag/data/a\\b")
        },
    ]

    static let tags = [
        Case("no bagit.txt", [.bagMalformed]) { scratch, _ in try scratch.remove("bag/bagit.txt") },
        Case("no bag-info.txt", [.bagMalformed]) { scratch, _ in try scratch.remove("bag/bag-info.txt") },
        Case("version 0.96", [.bagMalformed], { $0.version = "0.96" }),
        Case("version 2.0", [.bagMalformed], { $0.version = "2.0" }),
        tagFile("an empty bagit.txt", "bagit.txt", ""),
        tagFile("bagit.txt of one line", "bagit.txt", "BagIt-Version: 1.0\n"),
        tagFile(
            "bagit.txt of three lines", "bagit.txt",
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n\n"),
        tagFile(
            "bagit.txt the wrong way round", "bagit.txt",
            "Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n"),
        tagFile(
            "bagit.txt without a space", "bagit.txt",
            "BagIt-Version:1.0\nTag-File-Character-Encoding: UTF-8\n"),
        tagFile(
            "bagit.txt with a mark", "bagit.txt",
            "\u{FEFF}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            [.badEncoding]),
        tagFile(
            "another encoding", "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n",
            [.badEncoding]),
        tagFile("fetch.txt", "fetch.txt", "http://example.org/x 1 data/x\n"),
        Case("no bureau", [.bagMalformed], { $0.info[0] = "Contact-Name: A" }),
        Case("no batch number", [.bagMalformed], { $0.info[1] = "External-Identifier: " }),
        Case("no Trust", [.bagMalformed], { $0.info[2] = "Contact-Name: A" }),
        Case("two batch numbers", [.bagMalformed], { $0.info.append("External-Identifier: NS-1") }),
        Case(
            "a Trust that is no ODS code", [.trustUnknown],
            { $0.info[2] = "Filmmigrate-Trust: The Infirmary" }),
        Case("a line without a colon", [.bagMalformed], { $0.info.append("Contact") }),
        Case(
            "a space before the colon in version 1.0", [.bagMalformed], { $0.info.append("Contact-Name : A") }
        ),
        Case("a folded line that continues nothing", [.bagMalformed], { $0.info.insert("  folded", at: 0) }),
        Case("a bag-info.txt that is not UTF-8", [.badEncoding]) { scratch, _ in
            try scratch.write([0x41, 0x3A, 0x20, 0xE9, 0x0A], to: "bag/bag-info.txt")
        },
        Case("a false number of files", [.oxumMismatch]) {
            $0.hasOxum = false
            $0.info.append("Payload-Oxum: \(BagFixture.films.utf8.count + 29).4")
        },
        Case("a false number of bytes", [.oxumMismatch]) {
            $0.hasOxum = false
            $0.info.append("Payload-Oxum: 1.3")
        },
        Case("an oxum without a point", [.bagMalformed]) {
            $0.hasOxum = false
            $0.info.append("Payload-Oxum: 13")
        },
        Case("two oxums", [.bagMalformed], { $0.info.append("Payload-Oxum: 1.3") }),
    ]

    static let manifests = [
        Case("MD5 alone", [.bagMalformed], { $0.payloadManifests = ["md5"] }),
        Case("SHA-1 and SHA-384 alone", [.bagMalformed], { $0.payloadManifests = ["sha1", "sha384"] }),
        Case("no manifest", [.bagMalformed], { $0.payloadManifests = [] }),
        Case("a changed scan", [.checksumMismatch]) { scratch, _ in
            try scratch.write("First scan", to: "bag/data/scans/1.tif")
        },
        Case("an MD5 that differs beside a right SHA-256", [.checksumMismatch]) {
            $0.payloadManifests = ["sha256", "md5"]
        } spoil: { scratch, fixture in
            var other = fixture.files
            other["data/scans/1.tif"] = [0]
            try scratch.write(fixture.manifest("md5", of: other), to: "bag/manifest-md5.txt")
        },
        Case("a manifest that lists fewer files than another", [.unlistedFile]) {
            $0.payloadManifests = ["sha256", "md5"]
        } spoil: { scratch, fixture in
            var other = fixture.files
            other["data/scans/1.tif"] = nil
            try scratch.write(fixture.manifest("md5", of: other), to: "bag/manifest-md5.txt")
        },
        Case("a file in no manifest", [.unlistedFile, .oxumMismatch]) { scratch, _ in
            try scratch.write("x", to: "bag/data/.DS_Store")
        },
        Case("a missing scan", [.bagIncomplete, .oxumMismatch]) { scratch, _ in
            try scratch.remove("bag/data/scans/2.tif")
        },
        Case("a changed tag file", [.checksumMismatch]) {
            $0.tagManifests = ["md5"]
        } spoil: { scratch, fixture in
            try scratch.write(
                fixture.tagFiles["bag-info.txt", default: []] + Array("Note: x\n".utf8),
                to: "bag/bag-info.txt")
        },
        Case("a changed file that only a tag manifest lists", [.checksumMismatch]) { scratch, fixture in
            try scratch.write("x", to: "bag/meta/a.txt")
            let lines = fixture.manifest(
                "sha512", of: fixture.tagFiles.merging(["meta/a.txt": [0x79]]) { $1 })
            try scratch.write(lines, to: "bag/tagmanifest-sha512.txt")
        },
        Case("a missing tag file", [.bagIncomplete], { $0.tagManifests = ["sha256"] }) { scratch, fixture in
            let lines = fixture.manifest("sha256", of: fixture.tagFiles) + line("notes.txt")
            try scratch.write(lines, to: "bag/tagmanifest-sha256.txt")
        },
        Case("a tag manifest that lists no payload manifest", [.bagMalformed]) { scratch, fixture in
            let lines = fixture.manifest("sha256", of: fixture.tagFiles.filter { $0.key == "bagit.txt" })
            try scratch.write(lines, to: "bag/tagmanifest-sha256.txt")
        },
        Case("a tag manifest that lists the payload", [.bagMalformed]) { scratch, fixture in
            let lines = fixture.manifest("sha256", of: fixture.tagFiles.merging(fixture.files) { $1 })
            try scratch.write(lines, to: "bag/tagmanifest-sha256.txt")
        },
        tagFile(
            "a manifest with a short digest", "manifest-md5.txt", "abc  data/films.csv\n",
            [.bagMalformed]),
        tagFile("an empty manifest", "manifest-md5.txt", "", [.bagMalformed]),
        Case("a manifest that is not UTF-8", [.badEncoding]) { scratch, _ in
            try scratch.write([0xFF, 0x20], to: "bag/manifest-md5.txt")
        },
    ]

    static let films = [
        Case("no films.csv", [.bagMalformed], { $0.files["data/films.csv"] = nil }),
        Case("an empty films.csv", [.bagMalformed], { $0.files["data/films.csv"] = [] }),
        Case(
            "films.csv without a row", [.bagMalformed],
            { $0.files["data/films.csv"] = Array("film_id,image\n".utf8) }),
        Case(
            "films.csv without film_id", [.bagMalformed],
            { $0.files["data/films.csv"] = Array("image\na.tif\n".utf8) }),
        Case("films.csv with a column twice", [.bagMalformed]) {
            $0.files["data/films.csv"] = Array("film_id,image,Image\n1,a,b\n".utf8)
        },
        Case("films.csv that is not UTF-8", [.badEncoding]) {
            $0.files["data/films.csv"] = Array("film_id,image\nF1,".utf8) + [0xE9]
        },
        Case("films.csv with an open quotation mark", [.bagMalformed]) {
            $0.files["data/films.csv"] = Array("film_id,image\nF1,\"a.tif\nF2,b.tif\n".utf8)
        },
        Case("films.csv with text after a quoted cell", [.bagMalformed]) {
            $0.files["data/films.csv"] = Array("film_id,image\n\"F1\"x,a.tif\n".utf8)
        },
    ]
}
