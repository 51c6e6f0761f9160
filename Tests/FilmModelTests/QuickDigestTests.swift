import FilmModel
import Testing

@Suite("The digest of what only we compare")
struct QuickDigestTests {
    private func text(_ bytes: [UInt8]) -> String {
        unsafe bytes.withUnsafeBytes { unsafe QuickDigest.text(of: $0) }
    }

    private func isDigest(_ text: String, _ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBytes { unsafe QuickDigest.isDigest(text, of: $0) }
    }

    /// From XXH3's own values: its canonical form is big-endian, the high half first.
    @Test("nothing and one letter have the published digests")
    func published() {
        #expect(text([]) == "xxh3:99aa06d3014798d86001c324468d497f")
        #expect(text(Array("a".utf8)) == "xxh3:a96faf705af16834e6c632b61e964e1f")
    }

    @Test("pieces give the digest of the whole, however they are cut", arguments: [1, 64, 1000, 4096])
    func pieces(length: Int) {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 167 >> 3) }
        var digest = QuickDigest()
        for start in stride(from: 0, to: bytes.count, by: length) {
            digest.update(bytes[start..<min(start + length, bytes.count)])
        }
        #expect(digest.text == text(bytes))
        #expect(isDigest(digest.text, bytes))
    }

    @Test("one bit anywhere, a byte more and two exchanged make another digest")
    func differences() {
        let bytes = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        var seen: Set<String> = [text(bytes), text(bytes + [0])]
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            seen.insert(text(changed))
        }
        var exchanged = bytes
        exchanged.swapAt(0, 1001)
        exchanged.swapAt(1, 2003)
        seen.insert(text(exchanged))
        #expect(seen.count == bytes.count + 3)
    }

    @Test("what a ledger of before has, SHA-256 in hexadecimal, is still held to")
    func earlier() {
        let bytes: [UInt8] = Array("abc".utf8)
        // FIPS 180-4's example.
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(isDigest(digest, bytes))
        #expect(!isDigest(digest, bytes + [0]))
        #expect(!isDigest("", bytes))
    }
}
