import FilmModel
import Foundation
import Synchronization
import Testing

@testable import Bags

@Suite("A bag that is whole")
struct BagAcceptanceTests {
    let scratch: BagScratch

    init() throws { scratch = try BagScratch() }

    @Test("both versions are read", arguments: ["0.97", "1.0"])
    func versions(version: String) throws {
        var fixture = BagFixture()
        fixture.version = version
        let bag = try BagReader().read(fixture.write(to: scratch))
        #expect(bag.bureau == "Northern Scanning")
        #expect(bag.number == "NS-2041")
        #expect(bag.trust == TrustID("RXA"))
        #expect(bag.payload.map(\.path.text) == ["data/films.csv", "data/scans/1.tif", "data/scans/2.tif"])
        #expect(bag.payload.map(\.bytes) == [BagFixture.films.utf8.count, 10, 19])
        for file in bag.payload {
            #expect(try file.sha256 == BagFixture.digest("sha256", scratch.bytes("bag/\(file.path.text)")))
        }
        #expect(bag.films.map(\.key) == ["F1", "F2"])
        #expect(bag.films.map(\.number) == [2, 3])
        #expect(bag.films.allSatisfy { $0.rejection == nil })
        #expect(bag.films.map(\.scan) == Array(bag.payload.dropFirst()))
        #expect(bag.films[1].description.examDate == PartialDate("2004"))
        #expect(bag.remarks.isEmpty)
    }

    @Test(
        "every mix of manifests with SHA-256 or SHA-512 is verified",
        arguments: [["sha512"], ["sha256", "md5"], ["md5", "sha1", "sha256", "sha384", "sha512"]])
    func algorithms(names: [String]) throws {
        var fixture = BagFixture()
        fixture.payloadManifests = names
        fixture.tagManifests = names
        let bag = try BagReader().read(fixture.write(to: scratch))
        // Scans are known by SHA-256, whatever the manifests say.
        #expect(bag.payload.last?.sha256 == BagFixture.digest("sha256", Array("second scan, longer".utf8)))
    }

    @Test("the bag's identity knows payload, bureau, batch and Trust, and nothing else")
    func identity() throws {
        func digest(_ change: (inout BagFixture) -> Void) throws -> String {
            let scratch = try BagScratch()
            var fixture = BagFixture()
            change(&fixture)
            return try BagReader().read(fixture.write(to: scratch)).manifestDigest
        }
        let plain = try digest { _ in }
        #expect(plain.utf8.count == 64)
        #expect(try digest { $0.payloadManifests = ["sha512", "md5"] } == plain)
        #expect(try digest { $0.version = "0.97" } == plain)
        #expect(try digest { $0.info.append("Contact-Name: Somebody") } == plain)
        #expect(try digest { $0.info[0] = "Source-Organization: Southern Scanning" } != plain)
        #expect(try digest { $0.info[1] = "External-Identifier: NS-2042" } != plain)
        #expect(try digest { $0.info[2] = "Filmmigrate-Trust: RXB" } != plain)
        #expect(try digest { $0.files["data/scans/1.tif"] = Array("other scan".utf8) } != plain)
        #expect(try digest { $0.files["data/readme.txt"] = [] } != plain)
    }

    @Test("the folder may be named with a slash at its end, relatively, or through a link")
    func names() throws {
        let path = try BagFixture().write(to: scratch)
        try scratch.link("link", to: path)
        let reader = BagReader()
        let digest = try reader.read(path).manifestDigest
        #expect(try reader.read(path + "/").manifestDigest == digest)
        #expect(try reader.read(scratch.file("link")).manifestDigest == digest)
        let up = String(repeating: "../", count: 40)
        #expect(try reader.read(up + path.dropFirst()).manifestDigest == digest)
    }

    @Test("line ends, folded values, repeated labels and their case do not matter")
    func tagText() throws {
        var fixture = BagFixture()
        fixture.tagManifests = []
        let path = try fixture.write(to: scratch)
        let digest = try BagReader().read(path).manifestDigest
        try scratch.write(
            "source-organization: Northern\r\n   Scanning\r\nContact-Name: A\r\nContact-Name: B\r\n"
                + "External-Identifier: NS-2041\r\nFILMMIGRATE-TRUST: rxa\r\n", to: "bag/bag-info.txt")
        try scratch.write("BagIt-Version: 1.0\rTag-File-Character-Encoding: utf-8", to: "bag/bagit.txt")
        let upper = fixture.manifest("sha256", of: fixture.files).split(separator: "\n").map {
            $0.prefix(64).uppercased() + "\t ./" + $0.dropFirst(66)
        }
        try scratch.write(upper.joined(separator: "\r\n"), to: "bag/manifest-sha256.txt")
        let bag = try BagReader().read(path)
        #expect(bag.manifestDigest == digest)
        #expect(bag.remarks.count == 2)
    }

    @Test("percent signs are encoded in version 1.0 and plain in 0.97", arguments: ["0.97", "1.0"])
    func percent(version: String) throws {
        var fixture = BagFixture(films: "film_id,image\nF1,100%25.tif\n")
        fixture.version = version
        fixture.tagManifests = []
        fixture.files["data/100%25.tif"] = [1]
        let path = try fixture.write(to: scratch)
        if version == "1.0" {
            var listed = fixture.files
            listed["data/100%2525.tif"] = listed.removeValue(forKey: "data/100%25.tif")
            try scratch.write(fixture.manifest("sha256", of: listed), to: "bag/manifest-sha256.txt")
        }
        let bag = try BagReader().read(path)
        #expect(bag.films.first?.scan?.path.text == "data/100%25.tif")
    }

    @Test("other tag files, unknown digests and unnamed payload are remarked on at most")
    func extras() throws {
        var fixture = BagFixture()
        fixture.files["data/notes.txt"] = Array("n".utf8)
        let path = try fixture.write(to: scratch)
        try scratch.write("free text", to: "bag/metadata/notes.txt")
        try scratch.write("00  data/films.csv\n", to: "bag/manifest-blake3.txt")
        let bag = try BagReader().read(path)
        #expect(
            bag.remarks == [
                "manifest-blake3.txt is not verified: its digest is not known here",
                "no row of films.csv names data/notes.txt",
            ])
    }

    @Test("each file is opened once, whatever the number of digests and threads", arguments: [1, 4])
    func readOnce(threads: Int) throws {
        var fixture = BagFixture()
        fixture.payloadManifests = ["md5", "sha1", "sha256", "sha512"]
        for index in 0..<50 {
            fixture.files["data/more/\(index)"] = Array(repeating: UInt8(index), count: index * 97)
        }
        let path = try fixture.write(to: scratch)
        let opened = Mutex<[String]>([])
        var reader = BagReader(threads: threads)
        reader.opened = { path in opened.withLock { $0.append(path.text) } }
        let bag = try reader.read(path, custody: scratch.file("custody"))
        #expect(opened.withLock { $0.sorted() } == fixture.files.keys.sorted())
        for file in bag.payload {
            #expect(file.sha256 == BagFixture.digest("sha256", fixture.files[file.path.text] ?? []))
        }
    }

    @Test("a file of several buffers is digested whole")
    func large() throws {
        var fixture = BagFixture()
        fixture.files["data/scans/1.tif"] = (0..<(2 * DigestPass.bufferBytes + 4321)).map {
            UInt8(truncatingIfNeeded: $0 &* 31 >> 3)
        }
        fixture.payloadManifests = ["sha512"]
        let bag = try BagReader().read(fixture.write(to: scratch))
        let bytes = try #require(fixture.files["data/scans/1.tif"])
        #expect(bag.payload[1].sha256 == BagFixture.digest("sha256", bytes))
        #expect(bag.payload[1].bytes == bytes.count)
    }
}
