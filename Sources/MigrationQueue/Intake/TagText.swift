import FilmModel

/// The check that every tag file passes before it is read: UTF-8, without a byte-order mark.
enum TagText {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Whether the bytes may be read as text; a fault says why not.
    static func accepts(_ bytes: [UInt8], of name: String, faults: BagFaultList) -> Bool {
        if bytes.starts(with: byteOrderMark) || bytes.starts(with: [0xFE, 0xFF])
            || bytes.starts(with: [0xFF, 0xFE])
        {
            faults.add(.badEncoding, name, "the file begins with a byte-order mark")
            return false
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            faults.add(.badEncoding, name, "the file is not UTF-8")
            return false
        }
        return true
    }
}
