package import FilmModel

/// What an instance of a study may name its patient.
package enum IdentityClaim: Sendable, Hashable {
    /// Nobody else's, and the study's from its first film on.
    case identity(PatientIdentity)
    /// The person's number is, or once was, another person's too.
    case shared(issuer: String)
    /// The study has begun under a number that is another person's by now.
    case passedOn(issuer: String)
    /// The study has begun as another person's.
    case another(PersonID)
}
