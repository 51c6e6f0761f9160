import Foundation
import PatientIndex

/// Blocking keys as the database keeps them: a key lies in one of 262,144 buckets, and a bucket is one row,
/// whose entries stand in ascending order, eight bytes each, low byte first. An entry is 36 bits of the key,
/// of which the first 18 are its bucket, and the person's row: there is room for 268 million.
enum KeyBucket {
    private static let rowBits: UInt64 = 28
    private static let bucketBits: UInt64 = 18

    /// A key under which nobody is filed yet: its entry for row 0.
    @inline(__always)
    private static func head(_ key: UInt64) -> UInt64 {
        (key &* 0x9E37_79B9_7F4A_7C15) & ~((1 << rowBits) - 1)
    }

    @inline(__always)
    static func number(of entry: UInt64) -> Int { Int(entry >> (64 - bucketBits)) }

    static func number(ofKey key: UInt64) -> Int { number(of: head(key)) }

    @inline(__always)
    static func entry(_ key: UInt64, _ row: UInt32) -> UInt64 { head(key) | UInt64(row) }

    /// The rows that are filed under a key, in ascending order.
    static func rows(filedUnder key: UInt64, in data: Data) -> [UInt32] {
        let count = data.count / 8
        return unsafe data.withUnsafeBytes { bytes in
            func entry(_ place: Int) -> UInt64 {
                unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
            }
            let least = head(key)
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                if entry(middle) < least { low = middle + 1 } else { high = middle }
            }
            var rows: [UInt32] = []
            while low < count, entry(low) >> rowBits == least >> rowBits {
                rows.append(UInt32(truncatingIfNeeded: entry(low) - least))
                low += 1
            }
            return rows
        }
    }

    static func entries(_ data: Data) -> [UInt64] {
        unsafe data.withUnsafeBytes { bytes in
            (0..<data.count / 8).map {
                unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
            }
        }
    }

    static func data(_ entries: [UInt64]) -> Data {
        unsafe entries.map(\.littleEndian).withUnsafeBytes { unsafe Data($0) }
    }
}
