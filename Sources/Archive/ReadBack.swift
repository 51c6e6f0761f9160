package import DICOM
package import FilmModel

/// What an archive gave back.
package enum ReadBack: Sendable, Hashable {
    /// The same pixels, the same identity, once.
    case equal
    /// The same, but the archive names the patient otherwise, in these attributes, and by the index the person has or
    /// had that name and number: the archive follows the hospital.
    case followed([Tag], as: PatientIdentity)
    /// The archive has no such instance.
    case absent
    /// Something differs: which attribute (by tag), or the pixels. Holds no value.
    case differs(String)
    /// The archive has the instance and fails to give it, while it answers: by the status that it gave.
    case failed(status: Int)
    /// The archive's fault: not reached, silent.
    case unavailable(String)

    /// How an answer ends that names somebody whom the film's person never was.
    package static let anotherPatient = "names another patient than was sent"

    /// Whether the archive has what was sent.
    var isGood: Bool {
        switch self {
        case .equal, .followed: true
        default: false
        }
    }
}
