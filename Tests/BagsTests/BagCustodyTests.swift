import FilmModel
import Foundation
import Testing

@testable import Bags

@Suite("A bag's custody")
struct BagCustodyTests {
    let scratch: BagScratch
    let bag: String

    init() throws {
        scratch = try BagScratch()
        bag = try BagFixture().write(to: scratch)
    }

    @Test("keeps the whole bag under the same names and writes nothing elsewhere")
    func whole() throws {
        let before = scratch.names()
        _ = try BagReader().read(bag, custody: scratch.file("work/custody"))
        let after = Set(scratch.names()).subtracting(before)
        let kept = scratch.names().filter { $0.hasPrefix("bag/") }.map {
            $0.replacing("bag/", with: "work/custody/")
        }
        #expect(after == Set(kept).union(["work", "work/custody"]))
        for name in kept where !name.hasSuffix("data") && !name.hasSuffix("scans") {
            #expect(try scratch.bytes(name) == scratch.bytes(name.replacing("work/custody/", with: "bag/")))
        }
        // The custody is a bag itself.
        let again = try BagReader().read(scratch.file("work/custody"))
        #expect(again.manifestDigest == (try BagReader().read(bag).manifestDigest))
    }

    @Test("links scans on the same disk and copies films.csv")
    func links() throws {
        _ = try BagReader().read(bag, custody: scratch.file("custody"))
        #expect(scratch.inode("custody/data/scans/1.tif") == scratch.inode("bag/data/scans/1.tif"))
        #expect(scratch.inode("custody/data/films.csv") != scratch.inode("bag/data/films.csv"))
        #expect(scratch.inode("custody/bagit.txt") != scratch.inode("bag/bagit.txt"))
    }

    @Test("copies scans to another disk", .enabled(if: Self.hasSecondDisk))
    func copies() throws {
        let custody = "/dev/shm/bag-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: custody) }
        let bag = try BagReader().read(bag, custody: custody)
        for file in bag.payload {
            let kept = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(custody)/\(file.path.text)")))
            #expect(BagFixture.digest("sha256", kept) == file.sha256)
        }
        try scratch.write("First scan", to: "bag/data/scans/1.tif")
        #expect(throws: BagAccessError.self) { try BagReader().read(self.bag, custody: custody) }
        let second = custody + "-2"
        #expect(throws: BagRefusal.self) { try BagReader().read(self.bag, custody: second) }
        #expect(!FileManager.default.fileExists(atPath: second))
    }

    @Test("must not exist before, and is then left as it is")
    func exists() throws {
        try scratch.write("mine", to: "custody/file")
        let error = try #require(throws: BagAccessError.self) {
            try BagReader().read(bag, custody: scratch.file("custody"))
        }
        #expect(error.exitStatus == .inputOutput)
        #expect(scratch.names().filter { $0.hasPrefix("custody") } == ["custody", "custody/file"])
    }

    @Test("is gone after a refusal that only the digests or films.csv bring about")
    func refused() throws {
        try scratch.write("First scan", to: "bag/data/scans/1.tif")
        #expect(throws: BagRefusal.self) { try BagReader().read(bag, custody: scratch.file("custody")) }
        #expect(!scratch.exists("custody"))
        #expect(try scratch.bytes("bag/data/scans/2.tif") == Array("second scan, longer".utf8))
        let other = try BagFixture(films: "film_id\nF1\n").write(to: scratch, as: "other")
        #expect(throws: BagRefusal.self) { try BagReader().read(other, custody: scratch.file("custody")) }
        #expect(!scratch.exists("custody"))
    }

    @Test("that cannot be made is an error of the machine's")
    func impossible() throws {
        let error = try #require(throws: BagAccessError.self) {
            try BagReader().read(bag, custody: scratch.file("bag/bagit.txt/custody"))
        }
        #expect(error.exitStatus == .inputOutput)
    }

    static var hasSecondDisk: Bool {
        func device(_ path: String) -> Int? {
            (try? FileManager.default.attributesOfItem(atPath: path))?[.systemNumber] as? Int
        }
        guard let memory = device("/dev/shm"), let disk = device(FileManager.default.temporaryDirectory.path)
        else {
            return false
        }
        return memory != disk && FileManager.default.isWritableFile(atPath: "/dev/shm")
    }
}
