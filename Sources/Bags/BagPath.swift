import Glibc

/// A path inside a bag, relative to its base folder, that is proved to be safe to open and to store: no
/// absolute path, no `.`, `..` or empty segment, no `~`, backslash or control character (RFC 8493, 5.2.1).
///
/// Two paths are equal where their bytes are: `String` would take a composed and a decomposed letter as one.
package struct BagPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Longest path and longest name, in bytes of UTF-8.
    static let longestPath = 1024
    static let longestName = 255
    static let mostSegments = 64

    /// Why a path was not taken; holds nothing of the path.
    struct Unsafe: Error {
        let message: String
        /// What mends this one; nil: what mends any.
        var remedy: String?
    }

    package let text: String

    init(_ text: String) throws(Unsafe) {
        if let message = Self.danger(in: text) { throw Unsafe(message: message) }
        if text.utf8.contains(0x7E),
            text.utf8.split(separator: 0x2F).contains(where: { $0.first == 0x7E })
        {
            throw Self.tilde(in: text)
        }
        self.text = text
    }

    package var description: String { text }

    /// The names from the base folder down; never empty.
    var segments: [String] { text.split(separator: "/").map(String.init) }

    var isPayload: Bool { text.utf8.starts(with: "data/".utf8) }

    /// The path from `data/` on; nil outside the payload.
    var belowData: String? { isPayload ? String(text.dropFirst(5)) : nil }

    /// What file systems that know no case, or only one Unicode form, would store a name under. To be
    /// compared as `String`, whose equality is canonical equivalence (UAX #15).
    static func folded(_ text: String) -> String { text.uppercased().lowercased() }

    /// The path of an entry of this folder.
    func appending(_ name: String) throws(Unsafe) -> BagPath { try BagPath("\(text)/\(name)") }

    package static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.count == right.text.utf8.count && order(left.text, right.text) == 0
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { bytes in unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
        hasher.combine(0xFF as UInt8)
    }

    package static func < (left: Self, right: Self) -> Bool {
        order(left.text, right.text) < 0
    }

    /// Below, at or above 0 as the bytes of `left` come before, equal or follow those of `right`. A manifest
    /// may have a million paths: the sequences' own comparison takes ten times as long.
    private static func order(_ left: String, _ right: String) -> Int {
        var (left, right) = (left, right)
        return left.withUTF8 { first in
            right.withUTF8 { second in
                guard let start = first.baseAddress, let other = second.baseAddress else {
                    return first.count - second.count
                }
                let common = unsafe memcmp(start, other, min(first.count, second.count))
                return common == 0 ? first.count - second.count : Int(common)
            }
        }
    }

    /// A path as a message may show it: on one line, without control characters, not for ever.
    static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(200).map { isForbidden($0) ? "\u{FFFD}" : $0 }
        let short = String(String.UnicodeScalarView(scalars))
        return text.unicodeScalars.count > 200 ? short + "…" : short
    }

    private static func danger(in text: String) -> String? {
        if text.isEmpty { return "the path is empty" }
        if text.utf8.count > longestPath { return "the path is longer than \(longestPath) bytes" }
        // Plain ASCII, which nearly every path is, needs no look into Unicode's tables.
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        if !isPlain, text.unicodeScalars.contains(where: isForbidden) {
            return "the path has a control character"
        }
        if text.utf8.contains(0x5C) { return "the path has a backslash" }
        if text.utf8.first == 0x2F { return "the path is absolute" }
        let segments = text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        if segments.count > mostSegments { return "the path has more than \(mostSegments) folders" }
        for segment in segments {
            if segment.isEmpty || segment.elementsEqual(".".utf8) {
                return "the path has an empty or `.` segment"
            }
            if segment.elementsEqual("..".utf8) { return "the path has a `..` segment" }
            if segment.count > longestName { return "a name in the path is longer than \(longestName) bytes" }
        }
        return nil
    }

    /// A name that a shell takes for a home folder, or the file that Excel keeps beside an open one.
    private static func tilde(in text: String) -> Unsafe {
        guard text.split(separator: "/").last?.hasPrefix("~$") == true else {
            return Unsafe(message: "a name in the path begins with `~`")
        }
        return Unsafe(
            message: "it is the lock file of a file that is open in Excel or Word",
            remedy: "bureau: close the file there, remove the lock file and make the bag again")
    }

    /// Controls, line and paragraph separators, and the marks that turn the direction of text: they make a
    /// report show another name than the one on the disk.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
    }
}
