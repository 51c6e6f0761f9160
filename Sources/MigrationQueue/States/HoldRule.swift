package import FilmModel

/// What a person can decide about a film on hold.
package enum HoldDecision: String, CaseIterable, Sendable {
    /// It goes on as it is; nobody is named.
    case accept
    /// An operator lets it go on, whatever it was held for.
    case release
    /// It is this person's.
    case acceptAs = "accept --person"
    /// No patient in the index matches it.
    case none
    /// It can't be used.
    case reject
    /// Everything about it is decided anew.
    case retry
}

/// What each decision comes to on a film that is held: the one table that every command, and later every page, asks.
/// A decision moves the film on, or is refused with the decision that does; none leads to the same hold again by
/// itself.
package enum HoldRule {
    /// What is known of a film on hold.
    package struct Hold: Sendable, Hashable {
        package var code: ReasonCode
        /// Whether an archive has the film, or may have it.
        package var isSent: Bool
        /// Whether a reviewer has said that it is another person's than the archive has, which is not put right yet.
        package var isCorrected: Bool
        /// Whether it was held for its identity before that, and nobody has said that it is whose the archive says.
        package var isInDoubt: Bool

        package init(
            _ code: ReasonCode, isSent: Bool, isCorrected: Bool = false, isInDoubt: Bool = false
        ) {
            self.isInDoubt = isInDoubt
            self.code = code
            self.isSent = isSent
            self.isCorrected = isCorrected
        }
    }

    /// What becomes of the film.
    package enum Answer: Sendable, Hashable {
        /// It goes on: to the archive, or, where an archive has it, to be read back again.
        case goesOn
        /// It goes on where it is the person's whom the archive names; else the correction is noted, until the archive
        /// is put right.
        case goesOnOrIsCorrected
        /// It waits for the next index, and in no list of decisions.
        case waitsForIndex
        case isRejected
        /// This decision is not enough; that one is.
        case refused(HoldDecision)
    }

    package static func answer(_ decision: HoldDecision, _ hold: Hold) -> Answer {
        switch decision {
        case .release:
            if hold.isCorrected { return .refused(hold.isInDoubt ? .acceptAs : .accept) }
            return hold.code.isOfIdentity ? .refused(.acceptAs) : .goesOn
        case .accept:
            // While a correction stands, to name nobody says that it was wrong.
            if hold.isCorrected { return hold.isInDoubt ? .refused(.acceptAs) : .goesOn }
            return hold.code.isOfIdentity ? .refused(.acceptAs) : .goesOn
        case .acceptAs: return hold.isSent ? .goesOnOrIsCorrected : .goesOn
        case .none:
            if hold.isSent { return .refused(hold.code.isOfIdentity || hold.isInDoubt ? .acceptAs : .accept) }
            return hold.code.isOfIdentity ? .waitsForIndex : .refused(.accept)
        case .reject: return .isRejected
        case .retry:
            if hold.isCorrected { return .refused(hold.isInDoubt ? .acceptAs : .accept) }
            // Of an archived film nothing is decided anew: it would be verified with the doubt unanswered.
            return hold.isSent && hold.code.isOfIdentity ? .refused(.acceptAs) : .goesOn
        }
    }
}

extension ReasonCode {
    /// Whether the film waits because nobody knows whose it is.
    package var isOfIdentity: Bool {
        switch self {
        case .patientAmbiguous, .patientNotFound, .birthDateConflict, .labelUnreadable, .borderReferral,
            .identityConflict,
            .patientIDShared, .notInIndex:
            true
        default: false
        }
    }

    /// Whether the film waits because its label alone does not tell whose it is.
    package var isOfLabel: Bool {
        [.patientAmbiguous, .patientNotFound, .birthDateConflict, .labelUnreadable].contains(self)
    }

    /// Whether the film waits because it looks like another one of the same person, but may be a film of its own.
    package var isOfLikeness: Bool { [.duplicateSuspected, .betterScan].contains(self) }
}
