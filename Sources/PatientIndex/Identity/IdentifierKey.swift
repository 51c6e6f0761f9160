package import FilmModel

/// The key under which a person is filed by a number that may be written as the Patient ID, in the buckets of the
/// blocking keys. Such a key is never taken out again: a number that was once a person's is found as theirs.
package enum IdentifierKey {
    /// What divides these keys from all of `BlockingKeys`.
    private static let kind: UInt8 = 200

    package static func of(_ identifier: PatientIdentifier) -> UInt64 {
        var hash = Hash()
        hash.add(kind)
        for byte in identifier.key.utf8 { hash.add(byte) }
        return hash.finished >> 8 | UInt64(kind) << 56
    }
}
