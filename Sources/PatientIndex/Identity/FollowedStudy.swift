package import FilmModel

/// A study as an archive has it that has given it another Patient ID of the same person.
package struct FollowedStudy: Sendable, Hashable {
    package let study: String
    package let archive: String
    package let person: PersonID

    package init(study: String, archive: String, person: PersonID) {
        self.study = study
        self.archive = archive
        self.person = person
    }
}
