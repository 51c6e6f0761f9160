import DICOM
import FilmModel

extension InstanceBuilder {
    /// Builds one instance of a scan's pages, of the multi-frame class that its pixels ask for. Throws
    /// `attributeRefused` where a value does not fit its attribute.
    package func build(_ stack: FrameStack) throws -> Instance {
        // Type 1C there, and the film was digitised (PS3.3 C.8.6.2).
        guard stack.header.spacing != nil else {
            throw DigitiseError(
                .attributeInvalid,
                "the multi-frame classes need a resolution that can be believed: give pixel_spacing_mm")
        }
        let dataset = try Dataset()
        let root = dataset.root
        let key = FilmOrigin.pageKey(stack.pages)
        try putAll(root) { root throws(DICOMError) in
            try putGeneralImage(
                root, stack.header, sopClass: stack.sopClass, sopInstanceUID: film.sopInstanceUID(pages: key))
            try putDerivation(root, stack.changes)
            try putFrames(root, stack)
            try putLoss(root, stack.header.loss)
        }
        let pixels = try stack.pixels()
        let digest = unsafe pixels.withBytes { unsafe QuickDigest.text(of: $0) }
        try dataset.adopt(pixels)
        return Instance(
            dataset: dataset, sopInstanceUID: film.sopInstanceUID(pages: key),
            seriesInstanceUID: film.seriesInstanceUID, studyInstanceUID: film.studyInstanceUID,
            pixelDigest: digest, identity: try dataset.identity())
    }

    /// PS3.3 C.7.6.3, C.7.6.6, C.8.6.3, C.8.6.4.
    private func putFrames(_ root: Item, _ stack: FrameStack) throws(DICOMError) {
        let header = stack.header
        let isColour = header.photometric == .rgb
        try root.put(.samplesPerPixel, UInt16(header.samplesPerPixel))
        try root.put(.photometricInterpretation, isColour ? "RGB" : "MONOCHROME2")
        try root.put(.rows, UInt16(header.height))
        try root.put(.columns, UInt16(header.width))
        try root.put(.bitsAllocated, UInt16(stack.bitsAllocated))
        let bits = stack.isSingleBit ? 1 : Self.bitsStored(stack.bitsStored, header)
        try root.put(.bitsStored, UInt16(bits))
        try root.put(.highBit, UInt16(bits - 1))
        try root.put(.pixelRepresentation, 0)
        try root.put(.numberOfFrames, String(stack.pages.count))
        if stack.pages.count > 1 {
            try root.put(.frameIncrementPointer, "(0018,2001)")
            try root.put(.pageNumberVector, stack.pages.map(String.init).joined(separator: "\\"))
        }
        if isColour {
            try root.put(.planarConfiguration, 0)
        } else if !stack.isSingleBit {
            try root.put(.presentationLUTShape, "IDENTITY")
            try root.put(.rescaleIntercept, "0")
            try root.put(.rescaleSlope, "1")
            try root.put(.rescaleType, "US")
            if let window = stack.window { try putWindow(root, window) }
        }
        try putSpacing(root, header)
    }
}
