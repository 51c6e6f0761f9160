extension String {
    /// The text without white space and control characters at either end.
    package var trimmed: String {
        // Nearly every cell begins and ends with a printed character of ASCII: no table need be asked.
        if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first),
            (0x21...0x7E).contains(last)
        {
            return self
        }
        let scalars = unicodeScalars
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F
                || scalar.value == 0xFEFF
        }
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The trimmed text, or nil where nothing is left: an empty cell is an absent value.
    package var nonEmpty: String? {
        let text = trimmed
        return text.isEmpty ? nil : text
    }
}

extension String {
    /// The text as a value of LO, SH, ST or the like: no delimiter of DICOM can cut it, and it has no control
    /// characters (PS3.5 6.1.3). A backslash, which divides values, becomes `/`.
    package var dicomText: String {
        guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F || $0 == 0x5C }) else { return self }
        return String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    if scalar == "\\" { return "/" }
                    return scalar.properties.generalCategory == .control ? " " : scalar
                }))
    }
}

extension UInt8 {
    package var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    package var isASCIIAlphanumeric: Bool {
        isASCIIDigit || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
