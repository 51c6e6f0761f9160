import FilmModel

/// A payload or tag manifest: a digest and a path a line (RFC 8493, 2.1.3 and 2.2.1).
struct BagManifest: Sendable {
    /// What a manifest lists.
    enum Kind: String, Sendable {
        case payload = "manifest-"
        case tags = "tagmanifest-"
    }

    let name: String
    let kind: Kind
    let algorithm: DigestAlgorithm
    /// Digests in hexadecimal, lower case.
    private(set) var digests: [BagPath: String] = [:]
    /// Whether lines leave it open what a name means (`./` before it, `*`, a bare `%`).
    private(set) var isLoose = false
    /// Whether the file begins with a byte-order mark, which is no part of the first digest.
    private(set) var isMarked = false
    /// Whether some of it could not be read: what it would list is not known.
    private(set) var isFaulty = false

    /// The kind and the digest's name, where the file name is a manifest's.
    static func parts(of name: String) -> (kind: Kind, algorithm: String)? {
        for kind in [Kind.payload, .tags] where name.hasPrefix(kind.rawValue) && name.hasSuffix(".txt") {
            return (kind, String(name.dropFirst(kind.rawValue.count).dropLast(4)))
        }
        return nil
    }

    /// Reads the lines. Each that is malformed, unsafe or repeated becomes a fault.
    init(
        _ bytes: [UInt8], name: String, kind: Kind, algorithm: DigestAlgorithm,
        version: BagDeclaration.Version, limits: BagLimits, finder: NameFinder, faults: BagFaultList
    ) {
        self.name = name
        self.kind = kind
        self.algorithm = algorithm
        let before = faults.count
        defer { isFaulty = faults.count > before }
        guard let (text, isMarked) = TagText.read(bytes, of: name, faults: faults) else { return }
        self.isMarked = isMarked
        var lines = TextLines(text)
        while let line = lines.next() {
            guard lines.number <= limits.manifestLines else {
                faults.giveUp(name, "the file has more than \(limits.manifestLines) lines")
                return
            }
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            take(line, number: lines.number, version: version, finder, faults: faults)
        }
        if digests.isEmpty { faults.add(.bagMalformed, name, "the manifest lists no file") }
    }

    private mutating func take(
        _ line: ArraySlice<UInt8>, number: Int, version: BagDeclaration.Version, _ finder: NameFinder,
        faults: BagFaultList
    ) {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        let digest = line.prefix { !isBlank($0) }
        var rest = line.dropFirst(digest.count).drop(while: isBlank)
        guard digest.count == algorithm.hexadecimalLength, digest.allSatisfy(Self.isHexadecimal),
            !rest.isEmpty
        else {
            faults.add(
                .bagMalformed, name,
                "line \(number) is not a \(algorithm.rawValue) digest and a path"
                    + Self.cause(digest, rest, algorithm))
            return
        }
        // `*` is how md5sum and its kin mark binary mode; `./` is what `find` writes.
        if rest.first == 0x2A {
            rest = rest.dropFirst()
            isLoose = true
        }
        if rest.starts(with: [0x2E, 0x2F]) {
            rest = rest.dropFirst(2)
            isLoose = true
        }
        let text = String(decoding: decoded(rest, version: version), as: UTF8.self)
        let path: BagPath
        do { path = try BagPath(text) } catch {
            faults.add(
                .unsafePath, text, "\(error.message) (\(name), line \(number))\(finder.hint(for: text))",
                remedy: error.remedy)
            return
        }
        guard path.isPayload == (kind == .payload) else {
            let place = kind == .payload ? "outside" : "in"
            let hint = kind == .payload ? finder.hint(for: path.text) : ""
            faults.add(
                .bagMalformed, path.text,
                "\(name), line \(number), lists a file \(place) the payload\(hint)")
            return
        }
        if kind == .tags, let parts = Self.parts(of: path.text), parts.kind == .tags {
            faults.add(.bagMalformed, path.text, "\(name), line \(number), lists a tag manifest")
            return
        }
        let value = String(decoding: digest, as: UTF8.self).lowercased()
        if digests.updateValue(value, forKey: path) != nil {
            faults.add(.bagMalformed, path.text, "\(name), line \(number), lists the file again")
        }
    }

    /// Undoes the percent-encoding of CR, LF and, from version 1.0 on, of `%` itself (RFC 8493, 2.1.3). Any
    /// other `%` stands for itself: the completeness check shows where that was not meant.
    private mutating func decoded(_ text: ArraySlice<UInt8>, version: BagDeclaration.Version) -> [UInt8] {
        guard text.contains(0x25) else { return Array(text) }
        var result: [UInt8] = []
        var place = text.startIndex
        while place < text.endIndex {
            let code = text[place...].prefix(3).map { $0 >= 0x61 ? $0 - 0x20 : $0 }
            let byte: UInt8? =
                switch code {
                case [0x25, 0x30, 0x41]: 0x0A
                case [0x25, 0x30, 0x44]: 0x0D
                case [0x25, 0x32, 0x35] where version == .v10: 0x25
                default: nil
                }
            if byte == nil && text[place] == 0x25 && version == .v10 { isLoose = true }
            result.append(byte ?? text[place])
            place += byte == nil ? 1 : 3
        }
        return result
    }

    /// The likely cause of a line that is none.
    private static func cause(
        _ digest: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>, _ algorithm: DigestAlgorithm
    ) -> String {
        let other = DigestAlgorithm.allCases.first { $0.hexadecimalLength == digest.count && $0 != algorithm }
        if let other, digest.allSatisfy(isHexadecimal) { return ": it has a digest of \(other.rawValue)" }
        if rest.isEmpty, let mark = digest.first(where: { [0x3B, 0x2C].contains($0) }) {
            return ": they are separated by a \(mark == 0x3B ? "semicolon" : "comma"), not by spaces"
        }
        return ""
    }

    /// Names the files as the disk does where a name differs by its Unicode form alone and is the only one.
    mutating func adopt(_ spelling: [String: [BagPath]], _ files: [BagPath: FileStatus]) {
        var listed: [String: Int] = [:]
        for path in digests.keys { listed[path.text, default: 0] += 1 }
        for (path, digest) in digests where files[path] == nil && listed[path.text] == 1 {
            guard let found = spelling[path.text], found.count == 1 else { continue }
            digests[path] = nil
            digests[found[0]] = digest
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
