import Foundation

@testable import PatientIndex

/// A TIFF of one page put together field by field, for what no sane writer writes.
struct RawTIFF {
    /// A directory entry: its type (TIFF 6.0 section 2) and its values.
    struct Field {
        var type: UInt16
        var values: [UInt32]
    }

    var fields: [UInt16: Field] = [:]
    var pixels: [UInt8]

    /// One uncompressed strip of grey.
    init(width: Int, height: Int, bits: Int = 8, pixels: [UInt8]) {
        self.pixels = pixels
        set(256, width)
        set(257, height)
        set(258, bits)
        set(259, 1)
        set(262, 1)
        set(277, 1)
        set(278, height)
    }

    /// One uncompressed strip of RGB.
    static func colour(width: Int, height: Int, samples: [UInt8]) -> RawTIFF {
        var tiff = RawTIFF(width: width, height: height, pixels: samples)
        tiff.fields[258] = Field(type: 3, values: [8, 8, 8])
        tiff.set(262, 2)
        tiff.set(277, 3)
        return tiff
    }

    /// The same with a change.
    func with(_ change: (inout RawTIFF) -> Void) -> RawTIFF {
        var tiff = self
        change(&tiff)
        return tiff
    }

    /// Sets a LONG.
    mutating func set(_ tag: UInt16, _ value: Int) {
        fields[tag] = Field(type: 4, values: [UInt32(truncatingIfNeeded: value)])
    }

    /// The file, little-endian: header, pixels, long values, directory.
    var data: Data { file(behind: nil) }

    /// A file with a further page behind its only one.
    static func joined(_ first: Data, _ second: RawTIFF) -> Data {
        second.file(behind: first)
    }

    /// The file, or what comes behind another one, whose last directory then leads to it.
    private func file(behind earlier: Data?) -> Data {
        var bytes: [UInt8] = earlier.map(Array.init) ?? (Array("II".utf8) + [42, 0, 0, 0, 0, 0])
        let start = bytes.count
        func little(_ value: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
        }
        var fields = fields
        if fields[273] == nil { fields[273] = Field(type: 4, values: [UInt32(start)]) }
        if fields[279] == nil { fields[279] = Field(type: 4, values: [UInt32(pixels.count)]) }
        bytes += pixels
        if !bytes.count.isMultiple(of: 2) { bytes.append(0) }
        var directory = little(UInt32(fields.count), 2)
        for (tag, field) in fields.sorted(by: { $0.key < $1.key }) {
            let size = field.type == 3 ? 2 : 4
            let values = field.values.flatMap { little($0, size) }
            directory += little(UInt32(tag), 2) + little(UInt32(field.type), 2)
            // A RATIONAL is two values.
            directory += little(UInt32(field.values.count / (field.type == 5 ? 2 : 1)), 4)
            if values.count <= 4 {
                directory += values + [UInt8](repeating: 0, count: 4 - values.count)
            } else {
                directory += little(UInt32(bytes.count), 4)
                bytes += values
            }
        }
        // The link to this directory: in the header, or the last four bytes of the one before.
        let link = earlier == nil ? 4 : start - 4
        bytes.replaceSubrange(link..<link + 4, with: little(UInt32(bytes.count), 4))
        return Data(bytes + directory + little(0, 4))
    }
}
