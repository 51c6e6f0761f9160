import Foundation

/// What two names that people type have in common where they mean one thing: capitals, forms of a letter (full width,
/// ligatures, ß), spaces and what no eye sees make no difference.
package enum SameName {
    package static func key(_ name: String) -> String {
        var plain = ""
        for scalar in name.precomposedStringWithCompatibilityMapping.unicodeScalars {
            if scalar.properties.isWhitespace {
                plain.append(" ")
            } else if !scalar.properties.isDefaultIgnorableCodePoint {
                plain.unicodeScalars.append(scalar)
            }
        }
        // By way of capitals, ß becomes ss.
        return plain.uppercased().lowercased().split(separator: " ").joined(separator: " ")
    }
}
