import CDCMTKShim

/// A buffer of pixel data, filled in place by the reader of a scan and adopted by a dataset without a copy.
/// One owner: whoever holds the value.
@safe
package struct PixelStore: ~Copyable {
    private let handle: OpaquePointer
    /// Bytes of the buffer: even, padded by one zero byte where the pixels are odd in number (PS3.5 8.1.1).
    package let byteCount: Int

    /// A zeroed buffer for samples of 8 or 16 bits.
    package init(bitsAllocated: Int, pixelBytes: Int) throws(DICOMError) {
        var pointer: OpaquePointer?
        let length = pixelBytes + pixelBytes % 2
        let status = unsafe fmd_pixels_create(UInt16(bitsAllocated), length, &pointer)
        guard status.isGood, let pointer = unsafe pointer else {
            throw DICOMError(
                .outOfMemory, "there is no memory for \(length) bytes of pixels",
                remedy: "lower `lanes` or `decoded_megabytes`", detail: status.detail)
        }
        unsafe self.handle = pointer
        self.byteCount = length
    }

    deinit { unsafe fmd_pixels_destroy(handle) }

    /// Reads the bytes in place.
    package borrowing func withBytes<T, E: Error>(
        _ body: (UnsafeRawBufferPointer) throws(E) -> T
    ) throws(E) -> T {
        try unsafe body(UnsafeRawBufferPointer(start: fmd_pixels_bytes(handle), count: byteCount))
    }

    /// Writes the bytes in place.
    package borrowing func withMutableBytes<T, E: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(E) -> T
    ) throws(E) -> T {
        try unsafe body(UnsafeMutableRawBufferPointer(start: fmd_pixels_bytes(handle), count: byteCount))
    }

    /// Gives the buffer to a dataset, which owns it from then on.
    consuming func give(to dataset: OpaquePointer) throws(DICOMError) {
        let status = unsafe fmd_dataset_adopt_pixels(dataset, handle)
        guard status.isGood else {
            // Not adopted: the buffer is still this value's, and goes with it.
            _ = consume self
            throw DICOMError(
                .internalFault, "the dataset does not take the pixels",
                remedy: "report this to the maintainers",
                detail: status.detail)
        }
        discard self
    }
}
