import DICOM
import FilmModel

extension InstanceBuilder {
    /// PS3.3 C.12.1: who contributed, and what the identity was before it was matched (IHE IRWF.b).
    func putProvenance(_ root: Item) throws(DICOMError) {
        let description = film.description
        let scanned = ScanMoment(description.scannedAt)
        try root.append(.contributingEquipmentSequence) { item throws(DICOMError) in
            try item.append(.purposeOfReferenceCodeSequence) { code throws(DICOMError) in
                try Self.putCode(code, "FILMD", "Film Digitizer")
            }
            try item.put(text: description.scannerManufacturer ?? "Unknown", .manufacturer)
            try item.put(text: film.bureau, .institutionName)
            if let model = description.scannerModel { try item.put(text: model, .manufacturerModelName) }
            if let serial = description.scannerSerial { try item.put(text: serial, .deviceSerialNumber) }
            if let scanned { try item.put(.contributionDateTime, scanned.dateTime) }
        }
        try root.append(.contributingEquipmentSequence) { item throws(DICOMError) in
            try item.append(.purposeOfReferenceCodeSequence) { code throws(DICOMError) in
                try Self.putCode(code, "109103", "Modifying Equipment")
            }
            try item.put(.manufacturer, "filmmigrate")
            try item.put(.softwareVersions, UID.implementationVersionName)
            if let taken = film.takenInAt { try item.put(.contributionDateTime, taken.dicom.dateTime) }
            try item.put(text: contribution, .contributionDescription)
        }
        // The moment is type 1. Only `convert` knows none, and there nothing is replaced.
        if let previous = replaced, let moment = decidedAt ?? film.takenInAt {
            try putOriginal(root, previous, moment)
        }
    }

    /// Batch, row, jacket, page, conversion profile and the source's digest. ST holds 1,024 characters, and
    /// every part of this is bounded at intake.
    private var contribution: String {
        let description = film.description
        let parts = [
            "batch \(film.batchNumber)", "film \(description.filmID)", "row \(film.row)",
            description.jacketID.map { "jacket \($0)" }, description.examID.map { "exam \($0)" },
            "page \(description.page ?? 1)", "profile \(FilmOrigin.conversionProfile)",
            "source sha256 \(film.sourceDigest)",
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// Original Attributes (0400,0561): what the bureau delivered, where the index says otherwise.
    private func putOriginal(
        _ root: Item, _ previous: PatientIdentity, _ moment: Timestamp
    ) throws(DICOMError) {
        try root.append(.originalAttributesSequence) { item throws(DICOMError) in
            try item.append(.modifiedAttributesSequence) { values throws(DICOMError) in
                try values.put(.patientName, previous.name)
                try values.put(text: previous.id, .patientID)
                if !previous.id.isEmpty { try values.put(text: previous.issuer, .issuerOfPatientID) }
                try values.put(.patientBirthDate, previous.birthDate)
                try values.put(.patientSex, previous.sex)
                try Self.putOtherID(of: previous, into: values)
            }
            try item.put(.attributeModificationDateTime, moment.dicom.dateTime)
            try item.put(.modifyingSystem, "filmmigrate")
            let source = "\(film.bureau), batch \(film.batchNumber)"
            try item.put(
                text: source.unicodeScalars.count <= 64 ? source : film.bureau, .sourceOfPreviousValues)
            try item.put(.reasonForTheAttributeModification, "COERCE")
        }
    }
}
