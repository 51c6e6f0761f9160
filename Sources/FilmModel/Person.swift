/// A person of the master patient index, as the instance's patient module needs it.
package struct Person: Sendable, Hashable {
    package var id: PersonID
    package var nhsNumber: String?
    package var localID: String?
    /// The Trust (ODS code) that issued `localID`.
    package var localIDIssuer: String?
    package var familyName: String?
    package var givenName: String?
    package var middleNames: String?
    package var previousFamilyName: String?
    package var birthDate: PartialDate?
    package var deathDate: PartialDate?
    package var sex: Sex?
    package var address: String?
    package var town: String?
    package var postcode: String?

    package init(id: PersonID) { self.id = id }
}
