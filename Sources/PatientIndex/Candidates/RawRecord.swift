package import FilmModel

/// What a label or a row of an index says, as it was typed.
package struct RawRecord: Sendable {
    package var nhsNumber: String?
    package var localID: String?
    package var localIDIssuer: String?
    package var familyName: String?
    package var givenName: String?
    package var middleNames: String?
    package var previousFamilyName: String?
    package var birthDate: String?
    package var deathDate: String?
    package var sex: String?
    package var address: String?
    package var town: String?
    package var postcode: String?
    /// Labels only: when the film was taken.
    package var examDate: PartialDate?

    package init() {}

    package init(_ label: Label, trust: TrustID?, examDate: PartialDate?) {
        nhsNumber = label.nhsNumber
        localID = label.hospitalNumber
        localIDIssuer = trust?.code
        familyName = label.familyName
        givenName = label.givenName
        birthDate = label.birthDate
        sex = label.sex
        address = label.address
        town = label.town
        postcode = label.postcode
        self.examDate = examDate
    }

    package init(_ person: Person) {
        nhsNumber = person.nhsNumber
        localID = person.localID
        localIDIssuer = person.localIDIssuer
        familyName = person.familyName
        givenName = person.givenName
        middleNames = person.middleNames
        previousFamilyName = person.previousFamilyName
        birthDate = person.birthDate?.description
        deathDate = person.deathDate?.description
        sex = person.sex?.rawValue
        address = person.address
        town = person.town
        postcode = person.postcode
    }

    /// The form that is compared; its texts are put at the pool's end.
    package func features(into pool: inout [UInt8]) -> Features {
        var features = Features()
        features.start = UInt32(pool.count)
        let number = NumberText.national(nhsNumber, local: localID)
        features.national = number.digits
        features.nationalKind = Features.NationalKind(number)
        features.marks = number.marks
        features.sex = Features.SexCode(sex.flatMap { Sex($0) })
        let birth = DayDigits.reading(birthDate, examination: examDate)
        features.birth = birth.day
        if birth.isUnreadable { features.marks.insert(.hasUnreadableBirth) }
        features.death = DayDigits.birth(deathDate)
        let family = NameText.family(familyName)
        let given = NameText.given(givenName)
        let middle = NameText.given(middleNames)
        let local = local(number, &features.marks)
        let texts: [[UInt8]] = [
            family.joined, family.parts, NameText.family(previousFamilyName).joined, given.joined,
            given.parts,
            middle.parts.isEmpty ? middle.joined : middle.parts, local,
            NumberText.code(localIDIssuer), AddressText.address(address), AddressText.town(town),
            PostcodeText.of(postcode),
        ]
        for (index, text) in texts.enumerated() {
            pool.append(contentsOf: text)
            features.ends[index] = UInt16(pool.count - Int(features.start))
        }
        return features
    }

    /// The hospital number: what stands in its place, unless that only repeats the national number; else what stands
    /// in the national number's place and is none.
    private func local(_ national: NumberText.National, _ marks: inout Features.Marks) -> [UInt8] {
        let number = LocalNumber(localID, issuer: localIDIssuer)
        if number.isUnreadable { marks.insert(.hasUnreadableLocal) }
        let own = number.form
        if own.isEmpty, marks.contains(.hasUnreadableNumber) {
            marks.insert(.isLocalFromNational)
            return NumberText.local(nhsNumber)
        }
        guard national.kind != nil, !national.marks.contains(.isFromLocal), let localID,
            localID.utf8.count(where: \.isDigit) >= 5
        else { return own }
        let repeats = NumberReading(localID).valid.flatMap { UInt64($0.digits) } == national.digits
        return repeats ? [] : own
    }
}

extension RawRecord {
    /// What the record says in a field, for people who compare.
    package func text(of evidence: LabelDecision.FieldEvidence) -> String? {
        switch evidence.key {
        case .national: nhsNumber
        case .local: localID
        case .family: previousFamilyName.map { "\(familyName ?? "") (\($0))" } ?? familyName
        case .given: [givenName, middleNames].compactMap(\.self).joined(separator: " ")
        case .birth: birthDate
        case .sex: sex
        case .postcode: postcode
        case .address: address
        case .town: town
        }
    }
}
