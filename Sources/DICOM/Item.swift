import CDCMTKShim
import FilmModel

/// A level of a dataset: the dataset itself or an item of a sequence. Borrowed: it keeps its dataset alive.
@safe
package struct Item {
    private let handle: OpaquePointer
    private let owner: Dataset

    init(handle: OpaquePointer, owner: Dataset) {
        unsafe self.handle = handle
        self.owner = owner
    }

    /// Writes one attribute; several values are divided by `\`. An empty string writes it with no value
    /// (type 2). Throws where the value is too long or not allowed for the attribute's VR.
    package func put(_ tag: Tag, _ value: String) throws(DICOMError) {
        // C would end the value at a NUL: that is a cut.
        guard !value.utf8.contains(0) else { throw Self.refusal(of: tag) }
        try check(unsafe fmd_item_put_string(handle, tag.group, tag.element, value), tag)
    }

    /// Writes one free text: the delimiter `\` and control characters are data here, not DICOM's
    /// (PS3.5 6.1.2.3), so they are written as `/` and spaces.
    package func put(text: String, _ tag: Tag) throws(DICOMError) {
        try put(tag, text.dicomText)
    }

    /// Writes one US attribute.
    package func put(_ tag: Tag, _ value: UInt16) throws(DICOMError) {
        try check(unsafe fmd_item_put_uint16(handle, tag.group, tag.element, value), tag)
    }

    /// Appends an item to a sequence and fills it.
    package func append(_ tag: Tag, _ fill: (Item) throws(DICOMError) -> Void) throws(DICOMError) {
        var item: OpaquePointer?
        try check(unsafe fmd_item_add_item(handle, tag.group, tag.element, &item), tag)
        guard let item = unsafe item else { return }
        try fill(unsafe Item(handle: item, owner: owner))
    }

    /// Reads one attribute: nil where it is absent, an empty string where it has no value.
    package func string(_ tag: Tag) throws(DICOMError) -> String? {
        var needed = 0
        var buffer = [CChar](repeating: 0, count: 256)
        for _ in 0..<2 {
            let status = unsafe buffer.withUnsafeMutableBufferPointer { span in
                unsafe fmd_item_get_string(
                    handle, tag.group, tag.element, span.baseAddress, span.count, &needed)
            }
            if status.isShim(Int(FMD_NOT_FOUND)) { return nil }
            if status.isGood, needed <= buffer.count {
                return String(
                    decoding: buffer.prefix(max(0, needed - 1)).map(UInt8.init(bitPattern:)), as: UTF8.self)
            }
            guard needed > buffer.count else { try check(status, tag); return nil }
            buffer = [CChar](repeating: 0, count: needed)
        }
        return nil
    }

    /// Lends one item of a sequence, or nil where there is none.
    package func item(_ tag: Tag, at index: Int = 0) -> Item? {
        var item: OpaquePointer?
        let status = unsafe fmd_item_get_item(handle, tag.group, tag.element, UInt32(index), &item)
        guard status.isGood, let item = unsafe item else { return nil }
        return unsafe Item(handle: item, owner: owner)
    }

    private func check(_ status: fmd_status, _ tag: Tag) throws(DICOMError) {
        guard !status.isGood else { return }
        if status.isShim(Int(FMD_OUT_OF_MEMORY)) {
            throw DICOMError(
                .outOfMemory, "there is no memory for a dataset", remedy: "lower `lanes`",
                detail: status.detail)
        }
        throw Self.refusal(of: tag, detail: status.detail)
    }

    private static func refusal(of tag: Tag, detail: String = "") -> DICOMError {
        DICOMError(
            .attributeRefused(tag: tag), "a value is too long or not allowed in \(tag)",
            remedy: "correct the value in films.csv or in the index", detail: detail)
    }
}
