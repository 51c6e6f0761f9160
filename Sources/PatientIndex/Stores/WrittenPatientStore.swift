package import FilmModel

/// Whom instances name: which person each Patient ID was written for, and with which identity each study began. Both are
/// kept for ever and before anything is sent, so that in no archive one Patient ID is two persons, nor one study two
/// patients.
package protocol WrittenPatientStore: Sendable {
    /// Claims a person's identity for a study. A study that has begun as this person's goes on under the Patient ID
    /// with which it began, newer numbers beside it. One that begins takes the person's first number that is nobody
    /// else's; where that is not the best one, only if a reviewer has decided so (`passesShared`). `takesOver`: the
    /// study was begun as another person's and nothing of it was ever sent.
    func claim(
        _ study: String, for person: Person, passesShared: Bool, takesOver: Bool, at moment: Timestamp
    ) async throws -> IdentityClaim
    /// What an archive is to name the patient of a study that is to be this person's by its keeper's hand. Claims nothing.
    func wanted(_ study: String, for person: Person) async throws -> PatientIdentity
    /// Notes that a study is a person's now, under an identity that archives have by their keepers' hand.
    func restate(_ study: String, as person: PersonID, _ identity: PatientIdentity, at moment: Timestamp)
        async throws
    /// Whose a Patient ID was written as; nil where it never was.
    func person(writtenUnder identifier: PatientIdentifier) async throws -> PersonID?
    /// Whether a number under which a person was written is another person's by now.
    func isPassedOn(_ identifier: PatientIdentifier, from person: PersonID) async throws -> Bool

    // MARK: Archives that follow the hospital

    /// Notes as whom an archive has a study by a read-back: nil where that is the Patient ID that was sent. The number is
    /// nobody else's as long as the archive has it so.
    func note(
        _ study: String, in archive: String, as identity: PatientIdentity?, of person: PersonID,
        at moment: Timestamp
    ) async throws
    /// As whom an archive that has followed the hospital has a study, as far as is known; nil where it is as was sent.
    func followed(_ study: String, in archive: String) async throws -> PatientIdentity?
    /// What an instance of a study is to name its patient in an archive that has followed the hospital: nil where that is
    /// what it names everywhere.
    func claim(_ study: String, in archive: String, for person: Person) async throws -> IdentityClaim?
    /// Studies that archives have under a number that is another person's by now, and of which that was not told yet.
    func followingsPassedOn() async throws -> [FollowedStudy]
    /// Films of these studies were held for it.
    func close(_ followings: [FollowedStudy]) async throws
}

extension WrittenPatientStore {
    /// ``claim(_:for:passesShared:takesOver:at:)``, now.
    package func claim(
        _ study: String, for person: Person, passesShared: Bool = false, takesOver: Bool = false
    ) async throws -> IdentityClaim {
        try await claim(study, for: person, passesShared: passesShared, takesOver: takesOver, at: .now())
    }

    /// ``restate(_:as:_:at:)``, now.
    package func restate(_ study: String, as person: PersonID, _ identity: PatientIdentity) async throws {
        try await restate(study, as: person, identity, at: .now())
    }

    /// ``note(_:in:as:of:at:)``, now.
    package func note(
        _ study: String, in archive: String, as identity: PatientIdentity?, of person: PersonID
    ) async throws {
        try await note(study, in: archive, as: identity, of: person, at: .now())
    }
}
