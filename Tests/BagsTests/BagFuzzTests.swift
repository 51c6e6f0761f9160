import FilmModel
import Foundation
import Testing

@testable import Bags

@Suite("Any bytes at all")
struct BagFuzzTests {
    /// SplitMix64: the same cases on every machine.
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    /// Pieces that mean something to a reader of bags or tables.
    static let pieces: [[UInt8]] =
        ["\r", "\n", ",", "\"", "..", "/", "%0A", "%25", "\u{FEFF}", "data/", ": ", "~", "\u{301}", "*"]
        .map { Array($0.utf8) } + [[0], [0xFF], [0x80]]

    static func mutate(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let length = min(Int.random(in: 1...24, using: &random), bytes.count - place)
            switch Int.random(in: 0..<6, using: &random) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 2: bytes.removeSubrange(place..<(place + length))
            case 3: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
            case 4: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
            }
        }
        return bytes
    }

    /// Reads the bag: refused, or with the digests that the disk has. True where it was taken.
    func judge(_ scratch: BagScratch, _ path: String, seed: UInt64) throws -> Bool {
        do {
            let bag = try BagReader(threads: 1).read(path)
            for file in bag.payload {
                let bytes = try scratch.bytes("bag/\(file.path.text)")
                #expect(
                    file.sha256 == BagFixture.digest("sha256", bytes) && file.bytes == bytes.count,
                    "seed \(seed)")
            }
            #expect(Set(bag.films.map(\.key)).count == bag.films.count, "seed \(seed)")
            #expect(bag.films.allSatisfy { $0.rejection != nil || $0.scan != nil }, "seed \(seed)")
            return true
        } catch let refusal as BagRefusal {
            #expect(!refusal.faults.isEmpty, "seed \(seed)")
            #expect(!refusal.description.unicodeScalars.contains { $0.value < 0x20 }, "seed \(seed)")
            return false
        }
    }

    @Test("in any file of a bag make it refused, or leave it whole")
    func anyFile() throws {
        let scratch = try BagScratch()
        var fixture = BagFixture()
        fixture.payloadManifests = ["sha256", "md5"]
        let path = try fixture.write(to: scratch)
        let names = scratch.names().filter { $0.contains(".") }.map { String($0) }
        let whole = try Dictionary(uniqueKeysWithValues: names.map { ($0, try scratch.bytes($0)) })
        var taken = 0
        for seed in 0..<1_000 as Range<UInt64> {
            var random = Random(state: seed)
            guard let name = names.randomElement(using: &random), let bytes = whole[name] else { continue }
            let changed = Self.mutate(bytes, &random)
            try scratch.write(changed, to: name)
            let isTaken = try judge(scratch, path, seed: seed)
            // A payload byte that differs is never let through.
            #expect(!isTaken || !name.contains("/data/") || changed == bytes, "seed \(seed)")
            taken += isTaken ? 1 : 0
            try scratch.write(bytes, to: name)
        }
        #expect(taken < 100)
        #expect(try judge(scratch, path, seed: 0))
    }

    @Test("in films.csv or bag-info.txt of a bag with right digests reject films or the bag")
    func behindRightDigests() throws {
        let scratch = try BagScratch()
        var fixture = BagFixture()
        fixture.hasOxum = false
        fixture.tagManifests = []
        let path = try fixture.write(to: scratch)
        let info = fixture.tagFiles["bag-info.txt"] ?? []
        var taken = 0
        for seed in 1_000..<2_000 as Range<UInt64> {
            var random = Random(state: seed)
            var changed = fixture
            changed.files["data/films.csv"] = Self.mutate(Array(BagFixture.films.utf8), &random)
            try scratch.write(changed.files["data/films.csv"] ?? [], to: "bag/data/films.csv")
            try scratch.write(changed.manifest("sha256", of: changed.files), to: "bag/manifest-sha256.txt")
            if seed.isMultiple(of: 4) {
                try scratch.write(Self.mutate(info, &random), to: "bag/bag-info.txt")
            }
            taken += try judge(scratch, path, seed: seed) ? 1 : 0
            try scratch.write(info, to: "bag/bag-info.txt")
        }
        #expect(taken > 100)
    }
}
