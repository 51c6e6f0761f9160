import Foundation
import PatientIndex

extension Features {
    private static let head = 41

    /// The record as the database keeps it: numbers of fixed width, low byte first, then the texts.
    func blob(_ pool: [UInt8]) -> Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.head + Int(ends[10]))
        func put(_ value: UInt64, _ count: Int) {
            for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(place * 8))) }
        }
        put(national, 8)
        put(UInt64(birth.number), 4)
        put(UInt64(death.number), 4)
        put(UInt64(nationalKind.rawValue), 1)
        put(UInt64(sex.rawValue), 1)
        put(UInt64(marks.rawValue), 1)
        for index in 0..<11 { put(UInt64(ends[index]), 2) }
        bytes.append(contentsOf: pool[Int(start)..<Int(start) + Int(ends[10])])
        return Data(bytes)
    }

    /// Reads what `blob` has made, where it lies: its texts are those of the same bytes. Nil where the bytes
    /// are of another make.
    init?(_ bytes: Span<UInt8>) {
        guard bytes.count >= Self.head else { return nil }
        func value(_ place: Int, _ count: Int) -> UInt64 {
            var value: UInt64 = 0
            for index in 0..<count { value |= UInt64(bytes[place + index]) << UInt64(index * 8) }
            return value
        }
        self.init()
        national = value(0, 8)
        birth = DayDigits(number: UInt32(value(8, 4)))
        death = DayDigits(number: UInt32(value(12, 4)))
        nationalKind = NationalKind(rawValue: bytes[16]) ?? .none
        sex = SexCode(rawValue: bytes[17]) ?? .none
        marks = Marks(rawValue: bytes[18])
        for index in 0..<11 { ends[index] = UInt16(value(19 + index * 2, 2)) }
        guard bytes.count == Self.head + Int(ends[10]) else { return nil }
        start = UInt32(Self.head)
    }
}
