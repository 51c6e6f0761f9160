/// The two kinds of work: `migrate` takes a film from `queued` to `delivered`, `verify` from `delivered` to
/// `verified`. A verify lease leaves the film `delivered`, because the archive's answer stays true while it
/// is being proved (docs/decisions/0002-verify-lease.md).
package enum WorkKind: String, Sendable, CaseIterable {
    case migrate, verify
}
