/// What of a film's instance depends on things that change over time: the patient's identity by the index, and the
/// Trust's name. Kept with the film once its instance was built, so that it is built again as it was sent.
package struct WrittenPatient: Sendable, Hashable {
    package var identity: PatientIdentity
    /// Institution Name (0008,0080).
    package var institution: String?

    package init(_ identity: PatientIdentity, institution: String?) {
        self.identity = identity
        self.institution = institution
    }

    /// As pairs of texts, in which the ledger keeps it.
    package var fields: [String: String] {
        var fields = [
            "name": identity.name, "id": identity.id, "issuer": identity.issuer,
            "birth_date": identity.birthDate, "sex": identity.sex,
        ]
        fields["institution"] = institution
        for (index, other) in identity.others.enumerated() {
            fields["other_id_\(index)"] = other.id
            fields["other_issuer_\(index)"] = other.issuer
        }
        return fields
    }

    /// Reads what `fields` gives.
    package init(fields: [String: String]) {
        var identity = PatientIdentity(written: [:])
        identity.name = fields["name"] ?? ""
        identity.id = fields["id"] ?? ""
        identity.issuer = fields["issuer"] ?? ""
        identity.birthDate = fields["birth_date"] ?? ""
        identity.sex = fields["sex"] ?? ""
        while let id = fields["other_id_\(identity.others.count)"] {
            let issuer = fields["other_issuer_\(identity.others.count)"] ?? ""
            identity.others.append(PatientIdentifier(id, issuer: issuer))
        }
        self.init(identity, institution: fields["institution"])
    }
}
