import DICOM
package import FilmModel

/// Makes the instance of a film. The same origin, patient and scan give the same bytes: every date and time
/// comes from the film, the scan or the ledger, never from the clock.
package struct InstanceBuilder {
    private let origin: FilmOrigin
    private let patient: PatientIdentity
    /// What the bureau's label said, where it is another identity, and when the match was decided.
    private let previous: PatientIdentity?
    private let matchedAt: Timestamp?

    /// `delivered` is what the label said: kept inside the instance where the patient's identity differs.
    package init(
        _ origin: FilmOrigin, patient: PatientIdentity, delivered: PatientIdentity?, matchedAt: Timestamp?
    ) {
        self.origin = origin
        self.patient = patient
        self.previous = delivered == patient ? nil : delivered
        self.matchedAt = matchedAt
    }

    /// Builds the dataset and moves the scan's pixels into it. Throws `attributeRefused` where a value does
    /// not fit its attribute.
    package func build(_ scan: consuming Scan) throws -> Instance {
        let dataset = try Dataset()
        let root = dataset.root
        let header = scan.header
        let findings = scan.findings
        try putAll(root) { root throws(DICOMError) in try putImage(root, header, findings) }
        try dataset.adopt(scan.pixels)
        return Instance(
            dataset: dataset, sopInstanceUID: origin.sopInstanceUID,
            seriesInstanceUID: origin.seriesInstanceUID, studyInstanceUID: origin.studyInstanceUID,
            pixelDigest: findings.pixelDigest, identity: try dataset.identity())
    }

    /// All but the pixels; `putImage` writes the modules that depend on their form.
    func putAll(_ root: Item, _ putImage: (Item) throws(DICOMError) -> Void) throws(DICOMError) {
        try root.put(.specificCharacterSet, "ISO_IR 192")
        try putPatient(root)
        try putStudyAndSeries(root)
        try putEquipment(root)
        try putImage(root)
        try putProvenance(root)
    }

    /// PS3.3 C.7.1.1.
    private func putPatient(_ root: Item) throws(DICOMError) {
        try root.put(.patientName, patient.name)
        try root.put(text: patient.id, .patientID)
        try root.put(.patientBirthDate, patient.birthDate)
        try root.put(.patientSex, patient.sex)
        guard !patient.id.isEmpty else { return }
        try root.put(text: patient.issuer, .issuerOfPatientID)
        try root.put(.typeOfPatientID, "TEXT")
        if patient.issuer == NationalNumber.Kind.nhs.rawValue {
            try root.append(.issuerOfPatientIDQualifiersSequence) { item throws(DICOMError) in
                try item.put(.universalEntityID, "2.16.840.1.113883.2.1.4.1")
                try item.put(.universalEntityIDType, "ISO")
                try item.put(.identifierTypeCode, "NH")
            }
        }
        try Self.putOtherID(of: patient, into: root)
    }

    /// Other Patient IDs Sequence (0010,1002): further numbers of the same person.
    static func putOtherID(of patient: PatientIdentity, into level: Item) throws(DICOMError) {
        for other in patient.others {
            try level.append(.otherPatientIDsSequence) { item throws(DICOMError) in
                try item.put(text: other.id, .patientID)
                try item.put(text: other.issuer, .issuerOfPatientID)
                try item.put(.typeOfPatientID, "TEXT")
            }
        }
    }

    /// PS3.3 C.7.2.1, C.7.3.1. A partial examination date leaves Study Date empty and stands in the text.
    private func putStudyAndSeries(_ root: Item) throws(DICOMError) {
        let film = origin.description
        try root.put(.studyInstanceUID, origin.studyInstanceUID)
        try root.put(.seriesInstanceUID, origin.seriesInstanceUID)
        try root.put(.studyDate, film.examDate?.dicomDate ?? "")
        try root.put(.studyTime, "")
        try root.put(.referringPhysicianName, "")
        try root.put(.accessionNumber, "")
        // SH holds 16 characters; a longer number stands whole in the provenance, never cut.
        try root.put(text: film.examID.flatMap { $0.unicodeScalars.count <= 16 ? $0 : nil } ?? "", .studyID)
        let partial = film.examDate.flatMap { $0.isComplete ? nil : ", examined \($0)" } ?? ""
        try root.put(text: "Digitised film" + partial, .studyDescription)
        try root.put(.modality, origin.modality)
        try root.put(.seriesNumber, String(Self.seriesNumber(origin.modality)))
        try root.put(text: "Digitised film " + origin.modality, .seriesDescription)
        if let part = film.bodyPart { try root.put(text: part, .bodyPartExamined) }
        // Unknown side of a part that may be one of a pair: Laterality is present and empty (type 2C).
        if film.laterality == nil, !Self.unpaired.contains(film.bodyPart ?? "") {
            try root.put(.laterality, "")
        }
        try root.append(.performedProtocolCodeSequence) { item throws(DICOMError) in
            try Self.putCode(item, "110020", "Sheet Film Digitized")
        }
    }

    /// PS3.3 C.7.5.1 (what exposed the film) and C.8.6.1 (what digitised it).
    private func putEquipment(_ root: Item) throws(DICOMError) {
        let film = origin.description
        try root.put(.conversionType, "DF")
        try root.put(.manufacturer, "")
        if let institution = origin.institution { try root.put(text: institution, .institutionName) }
        if let serial = film.scannerSerial { try root.put(text: serial, .secondaryCaptureDeviceID) }
        if let maker = film.scannerManufacturer {
            try root.put(text: maker, .secondaryCaptureDeviceManufacturer)
        }
        if let model = film.scannerModel {
            try root.put(text: model, .secondaryCaptureDeviceManufacturerModelName)
        }
        guard let scanned = ScanMoment(film.scannedAt) else { return }
        try root.put(.dateOfSecondaryCapture, scanned.date)
        if let time = scanned.time { try root.put(.timeOfSecondaryCapture, time) }
        if scanned.isUTC { try root.put(.timezoneOffsetFromUTC, "+0000") }
    }

    /// Code sequence items of PS3.16's DCM terms.
    static func putCode(_ item: Item, _ value: String, _ meaning: String) throws(DICOMError) {
        try item.put(.codeValue, value)
        try item.put(.codingSchemeDesignator, "DCM")
        try item.put(.codeMeaning, meaning)
    }

    /// Series Number (0020,0011): fixed per modality.
    private static func seriesNumber(_ modality: String) -> Int {
        let order = ["RG", "DX", "CR", "MG", "CT", "MR", "US", "RF", "XA", "NM", "PX", "IO", "OT"]
        return (order.firstIndex(of: modality) ?? order.count) + 1
    }

    /// Body parts of which there is one, so that no laterality is needed (PS3.16 Annex L).
    private static let unpaired: Set<String> = [
        "ABDOMEN", "CHEST", "CSPINE", "CTSPINE", "HEAD", "JAW", "LSPINE", "LSSPINE", "NECK", "PELVIS",
        "SACRUM", "SKULL", "SSPINE", "STERNUM", "TLSPINE", "TSPINE", "WHOLEBODY",
    ]

    var film: FilmOrigin { origin }
    var replaced: PatientIdentity? { previous }
    var decidedAt: Timestamp? { matchedAt }
}
