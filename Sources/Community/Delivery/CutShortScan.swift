import Foundation

/// A TIFF whose directory stands first, as many scanners write it, and whose pixels end half-way: it opens,
/// and cannot be read whole.
struct CutShortScan: Sendable {
    let picture: PhantomPicture

    var bytes: Data {
        let entries: [(tag: UInt16, type: UInt16, value: UInt32)] = [
            (256, 4, UInt32(picture.width)), (257, 4, UInt32(picture.height)), (258, 3, 16), (259, 3, 1),
            (262, 3, 1), (273, 4, 8 + 2 + 10 * 12 + 4), (277, 3, 1), (278, 4, UInt32(picture.height)),
            (279, 4, UInt32(picture.pixels.count * 2)), (284, 3, 1),
        ]
        var data = Data("II".utf8)
        func append<Number: FixedWidthInteger>(_ number: Number) {
            for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
                data.append(UInt8(truncatingIfNeeded: number >> Number(shift)))
            }
        }
        append(UInt16(42))
        append(UInt32(8))
        append(UInt16(entries.count))
        for entry in entries {
            append(entry.tag)
            append(entry.type)
            append(UInt32(1))
            append(entry.value)
        }
        append(UInt32(0))
        var kept = [UInt8]()
        kept.reserveCapacity(picture.pixels.count)
        for sample in picture.pixels.prefix(picture.pixels.count / 2) {
            kept.append(UInt8(truncatingIfNeeded: sample))
            kept.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        return data + kept
    }
}
