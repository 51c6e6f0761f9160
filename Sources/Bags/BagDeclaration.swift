import FilmModel

/// `bagit.txt`: exactly two lines, UTF-8, without a byte-order mark (RFC 8493, 2.1.1).
struct BagDeclaration: Sendable, Hashable {
    static let fileName = "bagit.txt"

    /// The versions that are taken; the older one is what bagit-python writes.
    enum Version: String, Sendable {
        case v097 = "0.97"
        case v10 = "1.0"
    }

    let version: Version

    /// Nil, with faults, for anything but the two lines.
    init?(_ bytes: [UInt8], faults: BagFaultList) {
        guard let (text, isMarked) = TagText.read(bytes, of: Self.fileName, faults: faults) else {
            return nil
        }
        guard !isMarked else {
            faults.add(
                .badEncoding, Self.fileName,
                "line 1: the file begins with a byte-order mark, which BagIt forbids here",
                remedy: "bureau: save bagit.txt as UTF-8 without a mark (in an editor, not 'UTF-8 with BOM')")
            return nil
        }
        let lines = TextLines(text).map { String(decoding: $0, as: UTF8.self) }
        guard lines.count == 2 else {
            faults.add(
                .bagMalformed, Self.fileName, "the file has \(lines.count.counted("line")) instead of two")
            return nil
        }
        var version: Version?
        if let text = Self.value("BagIt-Version", of: lines[0]) {
            version = Version(rawValue: text)
            if version == nil {
                faults.add(.bagMalformed, Self.fileName, "BagIt-Version is neither 1.0 nor 0.97")
            }
        } else {
            faults.add(.bagMalformed, Self.fileName, "line 1 is not `BagIt-Version: M.N`")
        }
        switch Self.value("Tag-File-Character-Encoding", of: lines[1]) {
        case .some(let encoding) where encoding.uppercased() == "UTF-8": break
        case .some:
            faults.add(.badEncoding, Self.fileName, "Tag-File-Character-Encoding is not UTF-8")
            version = nil
        case nil:
            faults.add(.bagMalformed, Self.fileName, "line 2 is not `Tag-File-Character-Encoding: UTF-8`")
            version = nil
        }
        guard let version else { return nil }
        self.version = version
    }

    private static func value(_ label: String, of line: String) -> String? {
        guard line.utf8.starts(with: "\(label): ".utf8) else { return nil }
        return String(line.dropFirst(label.count + 2))
    }
}
