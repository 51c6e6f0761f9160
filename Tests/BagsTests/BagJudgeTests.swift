import Foundation
import Glibc
import Testing

@testable import Bags

/// Runs a script that has no apostrophe; its exit status.
private func runPython(_ script: String) -> Int32 {
    // Not `Process`: a child started from a concurrency thread inherits blocked signals.
    unsafe system("python3 -c '\(script)' > /dev/null 2>&1")
}

/// The independent judge: Python's `bagit`, where it is installed.
@Suite("Beside bagit-python", .enabled(if: runPython("import bagit") == 0))
struct BagJudgeTests {
    @Test(
        "a bag that it made is accepted",
        arguments: ["\"sha256\"", "\"sha512\"", "\"md5\", \"sha256\", \"sha512\", \"sha1\", \"sha384\""])
    func made(checksums: String) throws {
        let scratch = try BagScratch()
        try scratch.write("film_id,image\nF1,scans/a%20b.tif\nF2,é.tif\n", to: "bag/films.csv")
        try scratch.write("one", to: "bag/scans/a%20b.tif")
        try scratch.write("two", to: "bag/é.tif")
        let info = """
            {"Source-Organization": "Northern Scanning", "External-Identifier": "7", "Filmmigrate-Trust": "RXA"}
            """
        let script =
            "import bagit; bagit.make_bag(\"\(scratch.file("bag"))\", \(info), checksums=[\(checksums)])"
        try #require(runPython(script) == 0)
        let bag = try BagReader().read(scratch.file("bag"), custody: scratch.file("custody"))
        #expect(bag.films.map(\.rejection) == [nil, nil])
        // And it finds ours whole.
        #expect(runPython("import bagit; bagit.Bag(\"\(scratch.file("custody"))\").validate()") == 0)
    }

    @Test(
        "a bag that it refuses is refused",
        arguments: ["data/scans/1.tif", "bag-info.txt", "manifest-sha256.txt"])
    func refused(name: String) throws {
        let scratch = try BagScratch()
        var fixture = BagFixture()
        fixture.version = "0.97"
        let path = try fixture.write(to: scratch)
        let validate = "import bagit; bagit.Bag(\"\(path)\").validate()"
        #expect(runPython(validate) == 0)
        var bytes = try scratch.bytes("bag/\(name)")
        bytes[bytes.count - 2] ^= 1
        try scratch.write(bytes, to: "bag/\(name)")
        #expect(runPython(validate) != 0)
        #expect(throws: BagRefusal.self) { try BagReader().read(path) }
    }
}
