/// The result of sending one instance to one archive.
package enum SendOutcome: Sendable, Hashable {
    /// Success, or a warning with the archive's remark. The status is the C-STORE's.
    case stored(status: Int, remark: String?)
    /// The archive has the instance already, under the same patient, study and series.
    case found
    /// The archive has the instance under another patient, study or series.
    case misplaced(String)
    /// The archive refuses this instance, and will again; its own words.
    case refused(status: Int, String)
    /// The archive's fault: out of resources, not reached, silent. The film is not to blame.
    case unavailable(String)
    /// An answer that fits neither; tried again a few times.
    case failed(status: Int, String)
}
