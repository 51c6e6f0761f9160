package import FilmModel

/// Whether the paper film may be released: only of a film that is verified, and then only where no remark on its scan asks
/// for a person's look, and no other film waits for a person because of it.
package enum ReleaseRule {
    /// `keepingPaper`: the remarks that keep the paper. `isContested`: whether another film on hold is compared with it.
    package static func mayBeReleased(_ state: FilmState, keepingPaper: [Reason], isContested: Bool) -> Bool {
        state == .verified && keepingPaper.isEmpty && !isContested
    }
}
