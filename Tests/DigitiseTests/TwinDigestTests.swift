import Crypto
import Foundation
import Testing

@testable import Digitise

@Suite("Two digests in one pass are what each is alone")
struct TwinDigestTests {
    @Test(
        "whatever the lengths and the pieces, with the processor's instructions or without",
        arguments: [true, false])
    func pairs(isFast: Bool) {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<4000).map { _ in UInt8.random(in: 0...255, using: &random) }
        // Where the processor lacks the instructions, both ways are the plain one.
        let way = isFast ? TwinDigest() : TwinDigest(isFast: false)
        for round in 0..<400 {
            var twin = way
            var (first, second) = (SHA256(), SHA256())
            for _ in 0..<round % 6 {
                let one = bytes[..<Int.random(in: 0...(round % 2 == 0 ? 70 : 700))]
                let other = bytes[2000...].prefix(Int.random(in: 0...(round % 3 == 0 ? 70 : 700)))
                unsafe one.withUnsafeBytes { one in
                    unsafe other.withUnsafeBytes { unsafe twin.update(one, $0) }
                }
                first.update(data: one)
                second.update(data: other)
            }
            let digests = twin.finalize()
            #expect(digests.first == PixelFindings.hex(first.finalize()))
            #expect(digests.second == PixelFindings.hex(second.finalize()))
        }
    }

    @Test("the standard's own example, beside nothing (FIPS 180-2, B.1)")
    func example() {
        var twin = TwinDigest()
        unsafe Array("abc".utf8).withUnsafeBytes { abc in
            unsafe twin.update(abc, UnsafeRawBufferPointer(start: nil, count: 0))
        }
        let digests = twin.finalize()
        #expect(digests.first == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(digests.second == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
