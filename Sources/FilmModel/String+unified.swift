import Foundation

extension String {
    /// The text as numbers, ids and codes are told apart by: in one form of Unicode (NFC), without what cannot be seen, such
    /// as joiners, marks of direction and soft hyphens.
    package var unified: String {
        // Nearly every value is plain already.
        if utf8.allSatisfy({ $0 < 0x80 }) { return self }
        var seen = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
            seen.append(scalar)
        }
        return String(seen).precomposedStringWithCanonicalMapping
    }
}
