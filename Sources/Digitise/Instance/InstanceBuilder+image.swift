import DICOM
import FilmModel
import Foundation

extension InstanceBuilder {
    /// PS3.3 C.7.6.1, C.7.6.3, C.8.6.2, C.12.1.
    func putImage(_ root: Item, _ header: PageHeader, _ findings: PixelFindings) throws(DICOMError) {
        try putGeneralImage(
            root, header, sopClass: UID.secondaryCaptureImageStorage, sopInstanceUID: film.sopInstanceUID)
        try putDerivation(root, findings.shift > 0 ? [Self.shiftDescription(findings.shift)] : [])
        try putPixelDescription(root, header, findings)
        try putSpacing(root, header)
        try putLoss(root, header.loss)
    }

    /// What does not depend on how the pixels are stored.
    func putGeneralImage(
        _ root: Item, _ header: PageHeader, sopClass: String, sopInstanceUID: String
    ) throws(DICOMError) {
        let description = film.description
        try root.put(.sopClassUID, sopClass)
        try root.put(.sopInstanceUID, sopInstanceUID)
        if let created = film.takenInAt?.dicom {
            try root.put(.instanceCreationDate, created.date)
            try root.put(.instanceCreationTime, created.time)
        }
        try root.put(.instanceNumber, String(film.row))
        try root.put(.patientOrientation, "")
        if let side = description.laterality { try root.put(.imageLaterality, side.rawValue) }
        if let view = description.viewPosition { try root.put(text: view, .viewPosition) }
        if let examined = description.examDate?.dicomDate { try root.put(.acquisitionDate, examined) }
        if let scanned = ScanMoment(description.scannedAt) {
            try root.put(.contentDate, scanned.date)
            try root.put(.contentTime, scanned.time ?? "")
        }
        try root.put(.burnedInAnnotation, "YES")
    }

    /// Image Type (0008,0008): derived where stored values are not the scan's, and then how (0008,2111).
    func putDerivation(_ root: Item, _ changes: [String]) throws(DICOMError) {
        guard !changes.isEmpty else { return try root.put(.imageType, "ORIGINAL\\PRIMARY") }
        try root.put(.imageType, "DERIVED\\PRIMARY")
        try root.put(.derivationDescription, changes.joined(separator: "; "))
    }

    static func shiftDescription(_ bits: Int) -> String {
        "Stored values moved down by \(bits) bits: the scan holds \(16 - bits) bits in the upper ones of 16"
    }

    func putLoss(_ root: Item, _ loss: LossHistory) throws(DICOMError) {
        switch loss {
        case .none: try root.put(.lossyImageCompression, "00")
        case .lossy(let ratio, let method):
            try root.put(.lossyImageCompression, "01")
            try root.put(.lossyImageCompressionRatio, Self.decimal(ratio, places: 2))
            if let method { try root.put(.lossyImageCompressionMethod, method) }
        // Absent is "not known" (type 3).
        case .unknown: return
        }
    }

    private func putPixelDescription(
        _ root: Item, _ header: PageHeader, _ findings: PixelFindings
    ) throws(DICOMError) {
        try root.put(.samplesPerPixel, UInt16(header.samplesPerPixel))
        try root.put(.photometricInterpretation, header.photometric.rawValue)
        try root.put(.rows, UInt16(header.height))
        try root.put(.columns, UInt16(header.width))
        try root.put(.bitsAllocated, UInt16(header.bitsAllocated))
        let bits = Self.bitsStored(findings.bitsStored, header)
        try root.put(.bitsStored, UInt16(bits))
        try root.put(.highBit, UInt16(bits - 1))
        try root.put(.pixelRepresentation, 0)
        guard header.photometric != .rgb else { return try root.put(.planarConfiguration, 0) }
        if let window = findings.window { try putWindow(root, window) }
        try root.put(.presentationLUTShape, header.photometric == .monochrome1 ? "INVERSE" : "IDENTITY")
    }

    /// Bits Stored (0028,0101) of values that take so many bits. Grey of fewer than 8 is told as 8, and its window
    /// says the range: the same picture, and readers by GDCM refuse 8 bits allocated with fewer stored. Colour
    /// has no window, and keeps its own.
    static func bitsStored(_ bits: Int, _ header: PageHeader) -> Int {
        header.photometric == .rgb ? bits : max(8, bits)
    }

    /// Window Center and Width (C.11.2.1.2) that map these values to the whole of a screen's range.
    func putWindow(_ root: Item, _ values: ClosedRange<Int>) throws(DICOMError) {
        let width = values.count
        try root.put(.windowCenter, Self.decimal(Double(values.lowerBound) + Double(width) / 2))
        try root.put(.windowWidth, String(width))
    }

    /// The spacing in the film plane that can be believed; no claim of calibration (PS3.3 10.7.1.3).
    func putSpacing(_ root: Item, _ header: PageHeader) throws(DICOMError) {
        guard let spacing = header.spacing else { return }
        let value = "\(Self.decimal(spacing.row))\\\(Self.decimal(spacing.column))"
        try root.put(.nominalScannedPixelSpacing, value)
        try root.put(.pixelSpacing, value)
    }

    /// A DS of at most 16 characters (PS3.5 6.2), without trailing zeros.
    static func decimal(_ value: Double, places: Int = 8) -> String {
        // By C, whose decimal point is a point as long as nobody sets another locale: Foundation's formatter
        // reads the files of a locale first.
        var text = unsafe withVaList([places, value]) { arguments in
            unsafe String(unsafeUninitializedCapacity: 400) { buffer in
                let count = unsafe buffer.withMemoryRebound(to: CChar.self) {
                    unsafe vsnprintf($0.baseAddress, $0.count, "%.*f", arguments)
                }
                return max(0, min(Int(count), buffer.count - 1))
            }
        }
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
