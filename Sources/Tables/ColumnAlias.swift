/// What other systems call the columns that are read: the one table of it, for an index, labels and `films.csv`.
enum ColumnAlias {
    /// The columns that a name means, in letters and digits alone: the first of them that a file may have.
    static func meanings(of plain: String) -> [String] { table[plain] ?? [] }

    private static let table: [String: [String]] = {
        var table: [String: [String]] = [:]
        for (columns, aliases) in names {
            for alias in aliases.split(separator: " ") { table[String(alias), default: []] += columns }
        }
        return table
    }()

    private static let names: [([String], String)] = [
        (["person_id"], "patientid patid mpiid empi empiid masterid masterpatientindex"),
        (
            ["nhs_number"],
            "nhs nhsno nhsnum nhsid nhsnr newnhsno newnhsnumber nationalnumber chi chino chinumber hcno hcnumber"
        ),
        (
            ["local_id", "hospital_number"],
            "mrn mrnnumber hospitalno hospitalnum hospitalid hospno hospnum hospnumber unitno unitnumber pasid pasno "
                + "pasnumber casenoteno casenotenumber localpatientid localid localnumber districtnumber districtno"
        ),
        (["local_id_issuer", "trust"], "issuer trustcode odscode organisationcode orgcode"),
        (["family_name"], "surname lastname sname patientsurname familysurname lname"),
        (["given_name"], "forename forenames firstname firstnames givennames christianname fname forename1"),
        (["middle_names"], "middlename middleinitial secondname secondforename forename2 othernames"),
        (["previous_family_name"], "maidenname previoussurname formersurname birthname previousname"),
        (["birth_date"], "dob dateofbirth birthdate dateborn born birthday patientdob dobirth"),
        (["death_date"], "dod dateofdeath deathdate"),
        (["sex"], "gender sexcode gendercode"),
        (["postcode"], "postalcode pcode postcd zip zipcode"),
        (["address"], "addr address1 addressline1 street streetaddress"),
        (["town"], "city posttown"),
        (["merged_into"], "mergedto mergedwith mergeinto mergetarget"),
        (["exam_date"], "studydate dateofexam examinationdate dateofexamination datetaken filmdate examdt"),
        (["jacket_id"], "jacket jacketno jacketnumber packetno packetnumber"),
        (["exam_id"], "accession accessionno accessionnumber examno examnumber examinationid"),
        (["film_id"], "filmno filmnumber filmnum"),
        (["image"], "imagefile imagename imagepath filename filepath scanfile"),
        (["body_part"], "bodypartexamined"), (["view_position"], "view projection"),
        (["pixel_spacing_mm"], "pixelspacing pixelsize"), (["bits_stored"], "bits bitdepth"),
    ]
}
