/// Whether bytes are UTF-8, one after the other (Unicode, table 3-7).
package struct UTF8Check {
    private var wanted = 0
    private var range: ClosedRange<UInt8> = 0x80...0xBF

    package init() {}

    /// Takes the next byte; false where it can't stand here.
    package mutating func take(_ byte: UInt8) -> Bool {
        if wanted > 0 {
            guard range.contains(byte) else { return false }
            wanted -= 1
            range = 0x80...0xBF
            return true
        }
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: wanted = 1
        case 0xE0: (wanted, range) = (2, 0xA0...0xBF)
        case 0xED: (wanted, range) = (2, 0x80...0x9F)
        case 0xE1...0xEF: wanted = 2
        case 0xF0: (wanted, range) = (3, 0x90...0xBF)
        case 0xF4: (wanted, range) = (3, 0x80...0x8F)
        case 0xF1...0xF3: wanted = 3
        default: return false
        }
        return true
    }

    /// Whether the bytes may end here.
    package var isWhole: Bool { wanted == 0 }

    /// The line of the first byte that is no UTF-8, as a text editor numbers lines, and the byte; nil where
    /// all is UTF-8.
    package static func fault(in bytes: some Collection<UInt8>) -> (line: Int, byte: UInt8)? {
        var check = UTF8Check()
        var line = 1
        var last: UInt8 = 0
        for byte in bytes {
            guard check.take(byte) else { return (line, check.isWhole ? byte : last) }
            if byte == 0x0A && last != 0x0D || byte == 0x0D { line += 1 }
            last = byte
        }
        return check.isWhole ? nil : (line, last)
    }
}
