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

    /// The identifying attributes by tag; an empty one is left out, since archives write absent and empty
    /// alike.
    package func identity() throws(DICOMError) -> [String: String] {
        var values: [String: String] = [:]
        for tag in Self.identifying {
            guard let value = try root.string(tag), !value.isEmpty else { continue }
            values[tag.description] = value
        }
        return values
    }
}
