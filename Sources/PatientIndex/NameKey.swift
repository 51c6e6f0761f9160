import Foundation

/// A name in the form that is compared: upper case, without diacritics, letters alone.
enum NameKey {
    /// `O'Neill-Ström` is `ONEILLSTROM`; nil where no letter is left.
    static func of(_ name: String?) -> String? {
        guard let name else { return nil }
        let key = name.decomposedStringWithCanonicalMapping.uppercased().unicodeScalars.filter { scalar in
            scalar.properties.isAlphabetic
        }
        return key.isEmpty ? nil : String(String.UnicodeScalarView(key))
    }
}
