import Tables
import Testing

@Suite("Bytes are UTF-8 where Swift says so")
struct UTF8CheckTests {
    @Test("for every pair of bytes, and for random ones")
    func same() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let bytes = [first, second]
                #expect(
                    (UTF8Check.fault(in: bytes) == nil) == (String(validating: bytes, as: UTF8.self) != nil))
            }
        }
        let parts: [UInt8] = [
            0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
        ]
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let bytes = (0..<4).map { _ in parts.randomElement(using: &random) ?? 0 }
            #expect(
                (UTF8Check.fault(in: bytes) == nil) == (String(validating: bytes, as: UTF8.self) != nil),
                "\(bytes)")
        }
    }

    @Test("the line of the first fault, whatever ends the lines")
    func line() {
        #expect(UTF8Check.fault(in: Array("a\r\nb\rc\nd".utf8) + [0xE9])?.line == 4)
        #expect(UTF8Check.fault(in: Array("é\n".utf8) + [0xE9, 0x0A])?.line == 2)
    }
}
