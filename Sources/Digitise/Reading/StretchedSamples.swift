import DICOM

/// Values of fewer bits brought to the full scale of 16: by repeating their own upper bits below, or by multiplication,
/// to the nearest or cut off (ISO/IEC 15948 12.4). In each form the upper bits are the value.
enum StretchedSamples {
    /// Whether all samples of a page of 16 bits are values of `bits` bits, stretched in one way.
    static func fill(_ pixels: borrowing PixelStore, _ header: PageHeader, bits: Int) -> Bool {
        let (spare, full) = (16 - bits, UInt32(1) << UInt32(bits) - 1)
        let scale = FullScale(bits: bits, isInverted: false)
        var (areRepeated, areNearest, areCut) = (true, true, true)
        unsafe pixels.withBytes { bytes in
            unsafe bytes[..<header.pixelBytes].withMemoryRebound(to: UInt16.self) { samples in
                for index in samples.indices where areRepeated || areNearest || areCut {
                    let sample = unsafe samples[index]
                    let value = sample >> UInt16(spare)
                    areRepeated =
                        areRepeated && sample == value << UInt16(spare) | value >> UInt16(bits - spare)
                    areNearest = areNearest && sample == scale.value(value)
                    areCut = areCut && UInt32(sample) == UInt32(value) * 65_535 / full
                }
            }
        }
        return areRepeated || areNearest || areCut
    }
}
