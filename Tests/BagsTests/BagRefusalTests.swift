import FilmModel
import Foundation
import Testing

@testable import Bags

@Suite("A bag that is refused")
struct BagRefusalTests {
    /// A bag with one thing wrong.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let codes: Set<ReasonCode>
        var fixture = BagFixture()
        /// What is done to the finished bag.
        let spoil: @Sendable (BagScratch, BagFixture) throws -> Void

        init(
            _ name: String, _ codes: Set<ReasonCode>, _ change: (inout BagFixture) -> Void,
            spoil: @escaping @Sendable (BagScratch, BagFixture) throws -> Void = { _, _ in }
        ) {
            testDescription = name
            self.codes = codes
            fixture.tagManifests = []
            change(&fixture)
            self.spoil = spoil
        }

        init(
            _ name: String, _ codes: Set<ReasonCode>,
            spoil: @escaping @Sendable (BagScratch, BagFixture) throws -> Void
        ) {
            self.init(name, codes, { _ in }, spoil: spoil)
        }
    }

    /// A manifest line for a file that holds `x`.
    static func line(_ path: String) -> String { "\(BagFixture.digest("sha256", [0x78]))  \(path)\n" }

    static func listing(_ name: String, _ path: String, _ codes: Set<ReasonCode> = [.unsafePath]) -> Case {
        Case("a manifest lists \(name)", codes) { scratch, fixture in
            let lines = fixture.manifest("sha256", of: fixture.files) + line(path)
            try scratch.write(lines, to: "bag/manifest-sha256.txt")
        }
    }

    static func tagFile(
        _ name: String, _ file: String, _ text: String, _ codes: Set<ReasonCode> = [.bagMalformed]
    ) -> Case {
        Case(name, codes) { scratch, _ in try scratch.write(text, to: "bag/\(file)") }
    }

    @Test(
        "has its code for each fault, and leaves nothing behind", .timeLimit(.minutes(1)),
        arguments: paths + tags + manifests + films)
    func refused(wrong: Case) throws {
        let scratch = try BagScratch()
        let path = try wrong.fixture.write(to: scratch)
        try wrong.spoil(scratch, wrong.fixture)
        let before = scratch.names()
        let refusal = try #require(throws: BagRefusal.self) {
            try BagReader().read(path, custody: scratch.file("custody"))
        }
        #expect(Set(refusal.codes) == wrong.codes, "\(refusal.faults)")
        #expect(refusal.exitStatus == .unusableInput)
        #expect(refusal.codes.allSatisfy { $0.effect == .bagRefused })
        #expect(!refusal.description.contains { $0.isNewline })
        #expect(scratch.names() == before)
    }

    @Test("lists all its faults in one report, with what is known of the batch")
    func allTogether() throws {
        let scratch = try BagScratch()
        var fixture = BagFixture()
        fixture.info[2] = "Filmmigrate-Trust: nowhere at all"
        let path = try fixture.write(to: scratch)
        try scratch.write("secret", to: "bag/data/unlisted")
        try scratch.link("bag/data/link", to: "unlisted")
        try scratch.write("First scan", to: "bag/data/scans/1.tif")
        try scratch.remove("bag/data/scans/2.tif")
        try scratch.write("", to: "bag/fetch.txt")
        try scratch.write("BagIt-Version: 3.0\nTag-File-Character-Encoding: UTF-8\n", to: "bag/bagit.txt")
        let refusal = try #require(throws: BagRefusal.self) { try BagReader().read(path) }
        #expect(
            refusal.faults.map { "\($0.code.rawValue) \($0.path ?? "-")" } == [
                "UNSAFE_PATH data/link", "BAG_MALFORMED bagit.txt", "BAG_MALFORMED fetch.txt",
                "TRUST_UNKNOWN bag-info.txt", "OXUM_MISMATCH data", "BAG_INCOMPLETE data/scans/2.tif",
                "UNLISTED_FILE data/unlisted", "CHECKSUM_MISMATCH bagit.txt",
                "CHECKSUM_MISMATCH data/scans/1.tif",
            ])
        #expect(refusal.bureau == "Northern Scanning")
        #expect(refusal.number == "NS-2041")
        #expect(refusal.trust == "nowhere at all")
        #expect(refusal.message.hasPrefix("the bag bag is refused, 9 faults: UNSAFE_PATH data/link: "))
        #expect(refusal.message.hasSuffix(" | and 6 more"))
    }

    @Test("is refused at a limit before the work that the limit guards")
    func limits() throws {
        let scratch = try BagScratch()
        let path = try BagFixture().write(to: scratch)
        let changes: [(inout BagLimits) -> Void] = [
            { $0.entries = 8 }, { $0.manifestLines = 2 }, { $0.manifestBytes = 100 },
            { $0.tagFileBytes = 20 },
            { $0.filmsBytes = 20 }, { $0.fileBytes = 12 }, { $0.payloadBytes = 50 },
        ]
        for change in changes {
            var limits = BagLimits()
            change(&limits)
            let refusal = try #require(throws: BagRefusal.self) { try BagReader(limits: limits).read(path) }
            #expect(refusal.codes == [.bagMalformed])
        }
        try scratch.remove("bag/data/scans")
        var limits = BagLimits()
        limits.faults = 2
        let refusal = try #require(throws: BagRefusal.self) { try BagReader(limits: limits).read(path) }
        #expect(refusal.faults.count == 2)
        #expect(refusal.omitted == 1)
    }

    @Test("is refused when a file changes, vanishes or becomes a link while it is read")
    func changing() throws {
        let changes: [(ReasonCode, @Sendable (BagScratch) throws -> Void)] = [
            (.checksumMismatch, { try $0.write("second scan, LONGER", to: "bag/data/scans/2.tif") }),
            (
                .checksumMismatch,
                { try $0.write("second scan, longer and longer", to: "bag/data/scans/2.tif") }
            ),
            (.bagIncomplete, { try $0.remove("bag/data/scans/2.tif") }),
            (
                .unsafePath,
                { scratch in
                    try scratch.write("second scan, longer", to: "outside")
                    try scratch.remove("bag/data/scans/2.tif")
                    try scratch.link("bag/data/scans/2.tif", to: scratch.file("outside"))
                }
            ),
        ]
        for (code, change) in changes {
            let scratch = try BagScratch()
            let path = try BagFixture().write(to: scratch)
            var reader = BagReader(threads: 1)
            reader.opened = { if $0.text == "data/scans/1.tif" { try? change(scratch) } }
            let refusal = try #require(throws: BagRefusal.self) {
                try reader.read(path, custody: scratch.file("custody"))
            }
            #expect(refusal.codes == [code])
            #expect(!scratch.exists("custody"))
        }
    }

    @Test("says so where the folder is none", arguments: ["none", "file"])
    func noFolder(name: String) throws {
        let scratch = try BagScratch()
        try scratch.write("x", to: "file")
        let error = try #require(throws: BagAccessError.self) { try BagReader().read(scratch.file(name)) }
        #expect(error.exitStatus == .unusableInput)
        #expect(error.message.hasSuffix("is not a folder"))
    }
}
