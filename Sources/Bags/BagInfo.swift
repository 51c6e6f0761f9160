import FilmModel

/// `bag-info.txt`: labels and values, in their order; values may be folded and labels repeated
/// (RFC 8493, 2.2.2).
struct BagInfo: Sendable {
    static let fileName = "bag-info.txt"
    static let bureauLabel = "Source-Organization"
    static let numberLabel = "External-Identifier"
    static let trustLabel = "Filmmigrate-Trust"
    static let oxumLabel = "Payload-Oxum"
    static let longestValue = 200
    /// Institution Name (0008,0080) of the digitiser's site is an LO: 64 characters (PS3.5 6.2).
    static let longestBureau = 64

    private(set) var elements: [(label: String, value: String)] = []
    /// Whether the file begins with a byte-order mark, which is no part of the first label.
    private(set) var isMarked = false

    /// Reads the elements; lines of no such form become faults. Nil where the file is no text.
    init?(_ bytes: [UInt8], version: BagDeclaration.Version, faults: BagFaultList) {
        guard let (text, isMarked) = TagText.read(bytes, of: Self.fileName, faults: faults) else {
            return nil
        }
        self.isMarked = isMarked
        var lines = TextLines(text)
        while let line = lines.next() {
            let text = String(decoding: line, as: UTF8.self)
            guard let first = line.first, !text.trimmed.isEmpty else { continue }
            if first == 0x20 || first == 0x09 {
                guard let last = elements.indices.last else {
                    faults.add(.bagMalformed, Self.fileName, "line \(lines.number) continues no element")
                    continue
                }
                elements[last].value = "\(elements[last].value) \(text.trimmed)".trimmed
            } else if let element = Self.element(text, version: version) {
                elements.append(element)
            } else {
                faults.add(
                    .bagMalformed, Self.fileName,
                    "line \(lines.number) is not of the form `Label: value`\(Self.cause(text))")
            }
        }
    }

    /// All values of a label, whose case does not matter.
    func values(_ label: String) -> [String] {
        let wanted = label.lowercased()
        return elements.filter { $0.label.lowercased() == wanted }.map(\.value)
    }

    /// Where the file has nearly the label: other marks between the words, or `s` for `z`.
    private func hint(for label: String) -> String {
        func plain(_ text: String) -> [UInt8] {
            text.lowercased().utf8.filter(\.isASCIIAlphanumeric).map { $0 == 0x7A ? 0x73 : $0 }
        }
        let near = elements.first { plain($0.label) == plain(label) && !$0.value.isEmpty }
        return near.map { "; the file has \(BagPath.shown($0.label))" } ?? ""
    }

    /// The one value of an element that the contract requires; nil, with a fault, where there is none, where
    /// two differ, or where it cannot stand in a receipt.
    func required(_ label: String, longest: Int = longestValue, faults: BagFaultList) -> String? {
        let found = Set(values(label).filter { !$0.isEmpty })
        guard let value = found.first else {
            faults.add(.bagMalformed, Self.fileName, "\(label) is missing or empty\(hint(for: label))")
            return nil
        }
        guard found.count == 1 else {
            faults.add(.bagMalformed, Self.fileName, "\(label) has \(found.count) different values")
            return nil
        }
        guard value.unicodeScalars.count <= longest,
            !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            faults.add(
                .bagMalformed, Self.fileName,
                "\(label) is longer than \(longest) characters or has a control character")
            return nil
        }
        return value
    }

    /// What a line that is no element lacks, where that is plain.
    private static func cause(_ line: String) -> String {
        guard let colon = line.unicodeScalars.firstIndex(of: ":") else { return ": it has no colon" }
        let label = String(line.unicodeScalars[..<colon])
        guard !label.trimmed.isEmpty else { return ": it has no label" }
        return label == label.trimmed ? ": no space follows the colon" : ": a space stands before the colon"
    }

    /// RFC 8493, 2.2.2: version 1.0 allows no space before the colon and demands one after it.
    private static func element(_ line: String, version: BagDeclaration.Version) -> (String, String)? {
        guard let colon = line.unicodeScalars.firstIndex(of: ":") else { return nil }
        let label = String(line.unicodeScalars[..<colon])
        let rest = line.unicodeScalars[colon...].dropFirst()
        if version == .v10 {
            guard label == label.trimmed, rest.first.map({ $0 == " " || $0 == "\t" }) ?? true else {
                return nil
            }
        }
        guard let name = label.nonEmpty else { return nil }
        return (name, String(rest).trimmed)
    }
}
