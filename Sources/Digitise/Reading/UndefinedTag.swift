import FilmModel

/// Why libtiff does not open a file: it refuses some tags whose value TIFF 6.0 does not define, without saying which. The
/// first directory is looked at by itself then.
enum UndefinedTag {
    /// Tags of one or more numbers of 16 bits, what they are called, and the values that they may have.
    private static let known: [Int: (name: String, values: ClosedRange<Int>)] = [
        284: ("planar configuration", 1...2), 339: ("sample format", 1...6),
    ]

    /// The fault of the first directory; nil where nothing of this kind is found.
    static func fault(_ bytes: UnsafeRawBufferPointer) -> DigitiseError? {
        guard bytes.count > 8 else { return nil }
        let isLittle = unsafe bytes[0] == 0x49 && bytes[1] == 0x49
        func number(_ place: Int, _ size: Int) -> Int? {
            guard place >= 0, place + size <= bytes.count else { return nil }
            return (0..<size).reduce(0) { sum, index in
                let byte = unsafe Int(bytes[place + (isLittle ? size - 1 - index : index)])
                return sum << 8 | byte
            }
        }
        // Classic TIFF alone: a directory's offset at byte 4, entries of twelve bytes.
        guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2) else {
            return nil
        }
        for index in 0..<count {
            let entry = directory + 2 + index * 12
            guard let tag = number(entry, 2), let (name, values) = known[tag], number(entry + 2, 2) == 3,
                let length = number(entry + 4, 4), length > 0
            else { continue }
            let place = length > 2 ? number(entry + 8, 4) : entry + 8
            guard let value = place.flatMap({ number($0, 2) }), !values.contains(value) else { continue }
            return DigitiseError(.pixelFormat, "the \(name) is \(value), which TIFF does not define")
        }
        return nil
    }
}
