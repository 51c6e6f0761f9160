/// What the label of a film or jacket says about the patient, as read and typed at the bureau. All of it is
/// hearsay until matched; none of it may reach a log.
package struct Label: Sendable, Codable, Hashable {
    package var nhsNumber: String?
    package var hospitalNumber: String?
    package var familyName: String?
    package var givenName: String?
    package var birthDate: String?
    package var sex: String?
    package var postcode: String?
    package var address: String?
    package var town: String?

    package init(
        nhsNumber: String? = nil, hospitalNumber: String? = nil, familyName: String? = nil,
        givenName: String? = nil, birthDate: String? = nil, sex: String? = nil, postcode: String? = nil,
        address: String? = nil, town: String? = nil
    ) {
        self.nhsNumber = nhsNumber
        self.hospitalNumber = hospitalNumber
        self.familyName = familyName
        self.givenName = givenName
        self.birthDate = birthDate
        self.sex = sex
        self.postcode = postcode
        self.address = address
        self.town = town
    }

    /// All that it says.
    package var values: [String] {
        [nhsNumber, hospitalNumber, familyName, givenName, birthDate, sex, postcode, address, town]
            .compactMap(\.self)
    }

    /// The remark on what stands in the NHS number's place; nil where that is a number or nothing.
    package var numberRemark: Reason? {
        switch NumberReading(nhsNumber) {
        case .absent, .number: nil
        case .corrected:
            Reason(.checkDigit, "the NHS number has letters for digits; with digits its check digit holds")
        case .misread: Reason(.checkDigit)
        case .unreadable:
            Reason(.checkDigit, "what stands in the NHS number's place cannot be read as ten digits")
        }
    }

    enum CodingKeys: String, CodingKey {
        case nhsNumber = "nhs_number"
        case hospitalNumber = "hospital_number"
        case familyName = "family_name"
        case givenName = "given_name"
        case birthDate = "birth_date"
        case sex, postcode, address, town
    }
}
