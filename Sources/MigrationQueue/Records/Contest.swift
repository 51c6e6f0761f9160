package import FilmModel

/// A film that waits for a person because of another one: whichever of the two is in the wrong, the other's paper film
/// may be needed to tell.
package struct Contest: Sendable, Hashable {
    /// The film on hold.
    package var held: FilmID
    /// How commands name it.
    package var reference: String
    package var code: ReasonCode
    /// The film that it is compared with; where that is a duplicate, the one that it stands for.
    package var other: FilmID

    package init(held: FilmID, reference: String, code: ReasonCode, other: FilmID) {
        (self.held, self.reference, self.code, self.other) = (held, reference, code, other)
    }
}

extension ReasonCode {
    /// Whether the film is compared with another one, whose row, person or scan may be the wrong one as well.
    package var isOfTwo: Bool { isOfLikeness || [.identityConflict, .duplicateRowDiffers].contains(self) }
}
