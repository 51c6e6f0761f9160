/// A map of details in four bits a value: two values a byte, the first in the low half.
package struct PackedMap: Sendable, Hashable {
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]

    package init(_ map: DetailMap) {
        width = map.width
        height = map.height
        let count = map.values.count
        let scale = 1 / DetailMap.step
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: (count + 1) / 2) { bytes, filled in
            unsafe map.values.withUnsafeBufferPointer { values in
                for place in 0..<count / 2 {
                    let low = unsafe Int32(values[2 * place] * scale + 8.5)
                    let high = unsafe Int32(values[2 * place + 1] * scale + 8.5)
                    unsafe bytes[place] = UInt8(truncatingIfNeeded: low | high << 4)
                }
                if count % 2 == 1 {
                    unsafe bytes[count / 2] = UInt8(
                        truncatingIfNeeded: Int32(values[count - 1] * scale + 8.5))
                }
            }
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
