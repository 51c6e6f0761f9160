import FilmModel
import Foundation
import Testing

@testable import Bags

@Suite("What spreadsheets and other systems do to a bag")
struct BagHintTests {
    private func refusal(
        _ fixture: BagFixture = BagFixture(), _ spoil: (BagScratch) throws -> Void = { _ in },
        probe: @escaping @Sendable (String, Int?) -> Reason? = { _, _ in nil }
    ) throws -> BagRefusal {
        let scratch = try BagScratch()
        let path = try fixture.write(to: scratch)
        try spoil(scratch)
        var reader = BagReader()
        reader.probe = probe
        return try #require(throws: BagRefusal.self) { try reader.read(path) }
    }

    /// A bag whose tag files may be changed: no manifest holds their digests.
    private var loose: BagFixture {
        var fixture = BagFixture()
        fixture.tagManifests = []
        return fixture
    }

    @Test("one name in two Unicode forms is one name, on the disk, in manifests and rows")
    func unicodeForms() throws {
        let scratch = try BagScratch()
        var fixture = BagFixture(
            films: "film_id,image\nF1,scans/Mu\u{308}ller.tif\nF2,scans/M\u{FC}ller.tif\n")
        fixture.files["data/scans/1.tif"] = nil
        fixture.files["data/scans/2.tif"] = nil
        fixture.payloadManifests = ["sha256", "md5"]
        fixture.files["data/scans/M\u{FC}ller.tif"] = [1]
        let path = try fixture.write(to: scratch)
        // As macOS stores it.
        try scratch.remove("bag/data/scans/M\u{FC}ller.tif")
        try scratch.write([1], to: "bag/data/scans/Mu\u{308}ller.tif")
        let bag = try BagReader().read(path, custody: scratch.file("custody"))
        #expect(bag.films.map(\.scan?.bytes) == [1, 1])
        #expect(
            bag.payload.contains { Array($0.path.text.utf8) == Array("data/scans/Mu\u{308}ller.tif".utf8) })
        #expect(scratch.exists("custody/data/scans/Mu\u{308}ller.tif"))
    }

    @Test("two names that differ by their Unicode form alone stay two, and are refused")
    func twoForms() throws {
        let refusal = try refusal(loose) { scratch in
            try scratch.write([1], to: "bag/data/caf\u{E9}")
            try scratch.write([1], to: "bag/data/cafe\u{301}")
        }
        #expect(refusal.codes.contains(.unsafePath))
    }

    @Test("an Excel lock file is named as one, and the right Payload-Oxum is not doubted")
    func lockFile() throws {
        var fixture = BagFixture()
        fixture.files["data/~$films.csv"] = Array(repeating: 0x20, count: 165)
        let refusal = try refusal(fixture)
        #expect(refusal.codes == [.unsafePath])
        #expect(refusal.faults[0].message.contains("lock file"))
        #expect(refusal.faults[0].remedy.contains("remove the lock file"))
        // One that was left after the bag was made is no other trouble.
        #expect(try self.refusal { try $0.write("x", to: "bag/data/~$films.csv") }.codes == [.unsafePath])
        let other = try self.refusal { try $0.write("x", to: "bag/data/scans/~old.tif") }
        #expect(other.faults.first?.message == "a name in the path begins with `~`")
    }

    @Test("a byte-order mark is read over where BagIt leaves it open, and remarked on")
    func mark() throws {
        let scratch = try BagScratch()
        let fixture = loose
        let path = try fixture.write(to: scratch)
        for name in ["bag-info.txt", "manifest-sha256.txt"] {
            try scratch.write([0xEF, 0xBB, 0xBF] + scratch.bytes("bag/\(name)"), to: "bag/\(name)")
        }
        let bag = try BagReader().read(path)
        #expect(bag.bureau == "Northern Scanning")
        #expect(bag.remarks.count { $0.contains("byte-order mark") } == 2)
        let refusal = try refusal(loose) { scratch in
            try scratch.write([0xEF, 0xBB, 0xBF] + scratch.bytes("bag/bagit.txt"), to: "bag/bagit.txt")
        }
        #expect(refusal.faults.map(\.path) == ["bagit.txt"])
        #expect(refusal.message.contains("byte-order mark"))
        #expect(refusal.remedy.contains("without a mark"))
    }

    static let otherEncodings: [(String, [UInt8], String, String)] = [
        ("bag-info.txt", Array("A: x\nB: M".utf8) + [0xFC, 0x0A], "line 2", "Windows-1252"),
        ("bag-info.txt", Array("A: x\n".utf8).flatMap { [$0, 0] }, "UTF-16", "UTF-16"),
        ("manifest-sha256.txt", Array("PK\u{3}\u{4}".utf8), "workbook", "workbook"),
    ]

    @Test("a tag file of another encoding is named with its line", arguments: otherEncodings)
    func encodings(name: String, bytes: [UInt8], place: String, cause: String) throws {
        let refusal = try refusal(loose) { try $0.write(bytes, to: "bag/\(name)") }
        let fault = try #require(refusal.faults.first { $0.code == .badEncoding })
        #expect(fault.path == name)
        #expect(fault.message.contains(place) && fault.message.contains(cause))
        #expect(fault.remedy == "bureau: save \(name) as UTF-8")
    }

    @Test(
        "a manifest's name that is spelt otherwise is answered with the bag's, once",
        arguments: [
            ("data/Scans/1.TIF", ReasonCode.bagIncomplete), ("data\\scans\\1.tif", .unsafePath),
            ("scans/1.tif", .bagMalformed), ("/data/scans/1.tif", .unsafePath),
        ])
    func names(name: String, code: ReasonCode) throws {
        let refusal = try refusal(loose) { scratch in
            let text = String(decoding: try scratch.bytes("bag/manifest-sha256.txt"), as: UTF8.self)
            try scratch.write(text.replacing("data/scans/1.tif", with: name), to: "bag/manifest-sha256.txt")
        }
        #expect(
            refusal.faults.first { $0.code == code }?.message.contains("the bag has data/scans/1.tif") == true
        )
        if code == .bagIncomplete { #expect(refusal.faults.count == 1) }
    }

    @Test("a manifest's line with another digest or separator says so")
    func manifestLines() throws {
        let digest = BagFixture.digest("md5", [1])
        let refusal = try refusal(loose) { scratch in
            let text = String(decoding: try scratch.bytes("bag/manifest-sha256.txt"), as: UTF8.self)
            let long = BagFixture.digest("sha256", [1])
            try scratch.write(
                text + "\(digest)  data/x\n\(long);data/y\n", to: "bag/manifest-sha256.txt")
        }
        #expect(
            refusal.faults.map(\.message).contains {
                $0.hasPrefix("line 4 ") && $0.hasSuffix("digest of md5")
            })
        #expect(
            refusal.faults.map(\.message).contains { $0.hasPrefix("line 5 ") && $0.contains("semicolon") })
    }

    @Test("a label that is nearly right is named")
    func labels() throws {
        var fixture = loose
        fixture.info[0] = "Source Organisation: Northern Scanning"
        let refusal = try refusal(fixture)
        #expect(
            refusal.faults.map(\.message)
                == ["Source-Organization is missing or empty; the file has Source Organisation"])
    }

    @Test("what other systems leave in folders is named as theirs")
    func strays() throws {
        let refusal = try refusal { scratch in
            try scratch.write("x", to: "bag/data/scans/.DS_Store")
            try scratch.write("x", to: "bag/data/Thumbs.db")
        }
        let messages = refusal.faults.filter { $0.code == .unlistedFile }.map(\.message)
        #expect(messages.contains { $0.hasSuffix("macOS leaves it") })
        #expect(messages.contains { $0.hasSuffix("Windows leaves it") })
    }

    @Test("a manifest that can't be read in part accuses no scan of being unlisted")
    func faultyManifest() throws {
        func spoilt(_ change: @escaping (String) -> [UInt8]) throws -> BagRefusal {
            try refusal(loose) { scratch in
                let text = loose.manifest("sha256", of: loose.files)
                try scratch.write(change(text), to: "bag/manifest-sha256.txt")
            }
        }
        let spoils: [(String) -> [UInt8]] = [
            { Array($0.replacing("/", with: "\\").utf8) }, { Array($0.replacing("data/", with: "").utf8) },
            { text in [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } },
            { text in Array(text.replacing("  data/scans/1.tif", with: ";data/scans/1.tif").utf8) },
        ]
        for spoil in spoils {
            let refusal = try spoilt(spoil)
            #expect(!refusal.faults.isEmpty && !refusal.codes.contains(.unlistedFile), "\(refusal.codes)")
        }
        // What programs leave is named all the same, and so is a file that a sound manifest lacks.
        let stray = try refusal(loose) { scratch in
            try scratch.write([1], to: "bag/data/.DS_Store")
            try scratch.write([0], to: "bag/manifest-sha256.txt")
        }
        #expect(stray.codes.contains(.unlistedFile))
    }

    @Test("what has nearly the right name is named")
    func nearNames() throws {
        func messages(_ moves: [(String, String)]) throws -> String {
            try refusal(loose) { scratch in
                for (from, to) in moves {
                    try FileManager.default.moveItem(
                        atPath: scratch.file("bag/" + from), toPath: scratch.file("bag/" + to))
                }
            }.faults.map(\.message).joined(separator: "\n")
        }
        #expect(try messages([("data", "Data")]).contains("no payload folder; the bag has Data"))
        #expect(try messages([("data/films.csv", "data/Films.csv")]).contains("the bag has data/Films.csv"))
        #expect(try messages([("data/films.csv", "films.csv")]).contains("; the bag has films.csv"))
        for name in ["manifest-sha256.txt.txt", "manifest-SHA256.txt"] {
            let found = try messages([("manifest-sha256.txt", name)])
            #expect(found.contains("manifest-sha512.txt; the bag has \(name)"), "\(found)")
        }
        #expect(
            try messages([("bagit.txt", "bagit.txt.txt")]).contains(
                "the file is missing; the bag has bagit.txt.txt"))
        let scratch = try BagScratch()
        _ = try loose.write(to: scratch, as: "outer/B-1")
        let nested = try #require(throws: BagRefusal.self) { try BagReader().read(scratch.file("outer")) }
        #expect(nested.faults.contains { $0.message.contains("the bag lies in its folder B-1") })
    }

    @Test(
        "a line of bag-info.txt that is no element is told by what it lacks",
        arguments: [
            ("Contact-Name:A. Clerk", "no space follows the colon"),
            ("Contact-Name : A", "a space stands before"),
            ("Contact-Name", "it has no colon"), (": A. Clerk", "it has no label"),
        ])
    func elements(line: String, cause: String) throws {
        let scratch = try BagScratch()
        var fixture = BagFixture()
        fixture.info.append(line)
        let path = try fixture.write(to: scratch)
        let refusal = try #require(throws: BagRefusal.self) { try BagReader().read(path) }
        #expect(
            refusal.faults.contains {
                $0.message.hasPrefix("line 4 is not of the form `Label: value`: \(cause)")
            }, "\(refusal.faults)")
    }

    @Test("curly quotation marks that hold no commas together are named")
    func curlyQuotes() throws {
        let scratch = try BagScratch()
        let path = try BagFixture(
            films:
                "film_id,image,address\nF1,scans/1.tif,\u{201C}1 High St, York\u{201D}\nF2,scans/2.tif,York\n"
        ).write(to: scratch)
        let rejection = try BagReader().read(path).films[0].rejection
        #expect(rejection?.message.contains("quotation marks are curly") == true)
    }

    @Test("films.csv with a fault names line, column and cause")
    func films() throws {
        let open = try refusal(
            BagFixture(films: "film_id,image,family_name\n1,scans/1.tif,Doe\n2,scans/2.tif,\"Roe\n"))
        #expect(
            open.faults.map(\.message) == [
                "line 3, column 3: a quotation mark opens here and is never closed"
            ])
        #expect(open.faults[0].path == "data/films.csv")
        let semicolons = try refusal(BagFixture(films: "film_id;image\n1;scans/1.tif\n"))
        #expect(semicolons.faults.count == 1)
        #expect(semicolons.faults[0].message.contains("semicolons"))
        #expect(semicolons.remedy.contains("CSV with commas"))
        let twice = try refusal(BagFixture(films: "film_id,image,image\n1,scans/1.tif,x\n"))
        #expect(twice.faults[0].message.contains("the column image stands twice"))
        let scratch = try BagScratch()
        let path = try BagFixture(films: "film_id,image,notes,notes\nF1,scans/1.tif,a,b\n").write(to: scratch)
        #expect(try BagReader().read(path).films.map(\.rejection) == [nil])
        // Values that would vanish, all of them in one report.
        let others = try refusal(
            BagFixture(films: "film_id,image,Family Name,NHS No,DOB,Hosp. No.\n1,scans/1.tif,Doe,,,\n"))
        for (place, name) in [
            (3, "family_name"), (4, "nhs_number"), (5, "birth_date"), (6, "hospital_number"),
        ] {
            #expect(
                others.faults.contains { $0.message.contains("column \(place)") && $0.message.contains(name) }
            )
        }
    }

    @Test("rows and scans are in the report of a bag that is refused for something else")
    func oneReport() throws {
        var fixture = loose
        fixture.files["data/films.csv"] = Array(
            "film_id,image,exam_date\nF1,scans\\1.tif,\nF2,scans/2.tif,2004-02-30\nF3,scans/3.tif,\n".utf8)
        fixture.info[2] = "Filmmigrate-Trust: nowhere at all"
        let refusal = try refusal(
            fixture,
            probe: { file, page in
                // The probe is handed the very file.
                let data = FileManager.default.contents(atPath: file)
                return data == Data("second scan, longer".utf8) && page == nil ? Reason(.truncated) : nil
            })
        #expect(
            refusal.faults.map { "\($0.code.rawValue) \($0.path ?? "-")" } == [
                "TRUST_UNKNOWN bag-info.txt", "ROW_INVALID data/films.csv", "DATE_IMPOSSIBLE data/films.csv",
                "TRUNCATED data/scans/2.tif", "IMAGE_MISSING data/films.csv",
            ])
        #expect(refusal.faults[1].message.hasPrefix("row 2: "))
        #expect(refusal.faults.dropFirst().allSatisfy { $0.remedy.hasSuffix("under the same number") })
    }
}
