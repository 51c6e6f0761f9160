import CDCMTKShim

extension Dataset {
    /// The attributes that say whose picture an instance is, of what, when, and in which form: what a
    /// read-back compares beside the pixels. The instance itself comes first: one that was mistaken for another says
    /// so, not that its patient is another.
    package static let identifying: [Tag] = [
        .sopInstanceUID, .patientName, .patientID, .issuerOfPatientID, .patientBirthDate, .patientSex,
        .studyInstanceUID, .seriesInstanceUID, .sopClassUID, .studyDate, .modality, .imageLaterality,
        .bodyPartExamined, .viewPosition, .rows, .columns, .photometricInterpretation, .bitsAllocated,
        .bitsStored, .highBit, .pixelRepresentation, .samplesPerPixel, .planarConfiguration,
        .numberOfFrames, .rescaleSlope, .rescaleIntercept, .pixelSpacing,
    ]

    /// What says how the picture is to be shown, and sides, dates and sizes that archives write under another keyword
    /// than ours: kept too, and compared where they contradict what was sent.
    package static let presenting: [Tag] = [
        .laterality, .acquisitionDate, .seriesDate, .nominalScannedPixelSpacing, .imagerPixelSpacing,
        .pixelAspectRatio, .presentationLUTShape, .windowCenter, .windowWidth, .lossyImageCompression,
        .frameLaterality, .measurementLaterality,
    ]

    /// What else names a patient: an archive may add the person's own other numbers and names, and nobody else's.
    package static let namingBeside: [Tag] = [
        .otherPatientIDsSequence, .otherPatientIDs, .otherPatientNames, .patientBirthName,
    ]

    /// The patient's own attributes among the identifying ones: an archive that follows the hospital rewrites them.
    package static let naming: Set<Tag> = [
        .patientName, .patientID, .issuerOfPatientID, .patientBirthDate, .patientSex,
    ]

    /// The identifying and presenting attributes by tag; an empty one is left out, since archives write absent and
    /// empty alike. Texts are read by the dataset's character set.
    package func identity() throws(DICOMError) -> [String: String] {
        // A text that is not of its character set is compared as it is, and differs.
        _ = unsafe fmd_dataset_use_utf8(handle)
        var values: [String: String] = [:]
        for tag in Self.identifying + Self.presenting {
            guard let value = try root.string(tag), !value.isEmpty else { continue }
            values[tag.description] = value
        }
        for tag in Self.namingBeside {
            let told = try beside(tag)
            if !told.isEmpty { values[tag.description] = told.joined(separator: "\\") }
        }
        return values
    }

    /// The values of an attribute that names the patient beside Patient's Name and Patient ID; of a sequence, each item's
    /// Patient ID.
    private func beside(_ tag: Tag) throws(DICOMError) -> [String] {
        guard tag == .otherPatientIDsSequence else {
            return (try root.string(tag) ?? "").split(separator: "\\").map(String.init)
        }
        var told: [String] = []
        while let item = root.item(tag, at: told.count) { told.append(try item.string(.patientID) ?? "") }
        return told
    }
}
