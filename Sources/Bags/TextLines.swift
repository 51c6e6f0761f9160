/// The lines of a tag file, ended by LF, CR or CRLF (RFC 8493, 2.1.3 and 2.2.2), numbered from 1. A last
/// line without an end counts; what follows the last end does not.
struct TextLines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var number = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> ArraySlice<UInt8>? {
        guard place < bytes.count else { return nil }
        let start = place
        while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        let line = bytes[start..<place]
        if place < bytes.count {
            let isPair = bytes[place] == 0x0D && place + 1 < bytes.count && bytes[place + 1] == 0x0A
            place += isPair ? 2 : 1
        }
        number += 1
        return line
    }
}
