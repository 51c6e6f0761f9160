import Foundation

extension Features {
    private static let head = 40

    /// The record as the database keeps it: numbers of fixed width, low byte first, then the texts.
    func blob(_ pool: [UInt8]) -> Data {
        var data = Data(capacity: Self.head + Int(ends[10]))
        func put(_ value: UInt64, _ bytes: Int) {
            for place in 0..<bytes { data.append(UInt8(truncatingIfNeeded: value >> UInt64(place * 8))) }
        }
        put(national, 8)
        put(UInt64(birth.number), 4)
        put(UInt64(death.number), 4)
        put(UInt64(nationalKind.rawValue), 1)
        put(UInt64(sex.rawValue), 1)
        for index in 0..<11 { put(UInt64(ends[index]), 2) }
        data.append(contentsOf: pool[Int(start)..<Int(start) + Int(ends[10])])
        return data
    }

    /// Reads what `blob` has made; its texts are put at the pool's end. Nil where the bytes are of another
    /// make.
    init?(_ blob: Data, into pool: inout [UInt8]) {
        let bytes = [UInt8](blob)
        guard bytes.count >= Self.head else { return nil }
        func value(_ place: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(UInt64(0)) { $0 | UInt64(bytes[place + $1]) << UInt64($1 * 8) }
        }
        self.init()
        national = value(0, 8)
        birth = DayDigits(number: UInt32(value(8, 4)))
        death = DayDigits(number: UInt32(value(12, 4)))
        nationalKind = NationalKind(rawValue: UInt8(value(16, 1))) ?? .none
        sex = SexCode(rawValue: UInt8(value(17, 1))) ?? .none
        for index in 0..<11 { ends[index] = UInt16(value(18 + index * 2, 2)) }
        guard bytes.count == Self.head + Int(ends[10]) else { return nil }
        start = UInt32(pool.count)
        pool.append(contentsOf: bytes[Self.head...])
    }
}
