import CPixels

/// A map of details in four bits a value: two values a byte, the first in the low half.
package struct PackedMap: Sendable, Hashable {
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]

    package init(_ map: DetailMap) {
        width = map.width
        height = map.height
        let count = map.values.count
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: (count + 1) / 2) { bytes, filled in
            if let bytes = bytes.baseAddress { unsafe fmp_pack(map.values, count, 1 / DetailMap.step, bytes) }
            filled = (count + 1) / 2
        }
    }

    /// Nil where the bytes are not as many as the size needs.
    package init?(width: Int, height: Int, bytes: [UInt8]) {
        guard width > 1, height > 1, bytes.count == (width * height + 1) / 2 else { return nil }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    package var unpacked: DetailMap {
        let count = width * height
        var values = [Float](repeating: 0, count: count + 1)
        for (index, byte) in bytes.enumerated() {
            values[2 * index] = Float(Int(byte & 15) - 8) * DetailMap.step
            values[2 * index + 1] = Float(Int(byte >> 4) - 8) * DetailMap.step
        }
        values.removeLast(values.count - count)
        return DetailMap(width: width, height: height, values: values)
    }
}
