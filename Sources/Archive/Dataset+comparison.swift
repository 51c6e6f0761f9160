import DICOM
import FilmModel

extension Dataset {
    /// Compares what an archive gave back with what it was sent: identity first, then decoded pixels. `original`
    /// makes the pixels that were sent, where they are still to be had, to say which of them differ; `aliases` are
    /// asked for where the archive names the patient otherwise.
    func compared(
        with expected: Expected, aliases: () -> PatientAliases?, original: () -> [UInt8]?
    ) throws -> ReadBack {
        let found = try identity()
        let comparison = IdentityComparison(
            found: found, sent: expected.identity, others: expected.others)
        if let tag = comparison.contradiction() { return .differs("attribute \(tag) differs") }
        let renamed = comparison.renamed()
        if !renamed.isEmpty, let tag = aliases().map({ comparison.unknown(to: $0) }) ?? renamed.first {
            return .differs("attribute \(tag) \(ReadBack.anotherPatient)")
        }
        let answer = try comparedPixels(with: expected, original: original)
        guard answer == .equal, !renamed.isEmpty else { return answer }
        return .followed(renamed, as: PatientIdentity(written: found))
    }

    private func comparedPixels(with expected: Expected, original: () -> [UInt8]?) throws -> ReadBack {
        let length = try pixelBytes()
        let rowBytes = try length / max(1, number(.rows))
        return try unsafe withPixels { bytes -> ReadBack in
            guard length > 0, bytes.count >= length else {
                return .differs("the pixels end at byte \(bytes.count) of \(length)")
            }
            let pixels = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<length])
            guard unsafe !QuickDigest.isDigest(expected.pixelDigest, of: pixels) else { return .equal }
            guard let original = original(), original.count == length else {
                return .differs("the pixels differ")
            }
            return .differs(unsafe Self.difference(pixels, original, rowBytes: rowBytes))
        }
    }

    /// Bytes of the native pixels, by the attributes; 0 where one of them is missing.
    func pixelBytes() throws(DICOMError) -> Int {
        try number(.rows) * number(.columns) * number(.samplesPerPixel) * number(.bitsAllocated) / 8
    }

    private func number(_ tag: Tag) throws(DICOMError) -> Int { Int(try root.string(tag) ?? "") ?? 0 }

    /// Which bytes of the Pixel Data differ, in words.
    private static func difference(
        _ found: UnsafeRawBufferPointer, _ sent: [UInt8], rowBytes: Int
    ) -> String {
        var first: Int?
        var count = 0
        for index in sent.indices where unsafe found[index] != sent[index] {
            first = first ?? index
            count += 1
        }
        guard let first else { return "the pixels differ" }
        return
            "the pixels differ from byte \(first) on (row \(first / rowBytes)), in \(count) of \(sent.count)"
    }
}
