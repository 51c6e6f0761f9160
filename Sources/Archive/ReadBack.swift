/// What an archive gave back.
package enum ReadBack: Sendable, Hashable {
    /// The same pixels, the same identity, once.
    case equal
    /// The archive has no such instance.
    case absent
    /// Something differs: which attribute (by tag), or the pixels. Holds no value.
    case differs(String)
    /// The archive's fault: not reached, silent.
    case unavailable(String)
}
