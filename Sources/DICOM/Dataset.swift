import CDCMTKShim
import FilmModel

/// A DICOM dataset in memory. One owner; used by one thread at a time. `@unchecked Sendable` because it is
/// handed from the thread that builds it to the thread that sends it, never shared by two.
@safe
package final class Dataset: @unchecked Sendable {
    let handle: OpaquePointer

    package init() throws(DICOMError) {
        var pointer: OpaquePointer?
        let status = unsafe fmd_dataset_create(&pointer)
        guard status.isGood, let pointer = unsafe pointer else {
            throw DICOMError(
                .outOfMemory, "there is no memory for a dataset", remedy: "lower `lanes`",
                detail: status.detail)
        }
        unsafe self.handle = pointer
    }

    /// Takes ownership of a dataset that the shim made.
    init(adopting handle: OpaquePointer) { unsafe self.handle = handle }

    /// Reads a DICOM file (PS3.10).
    package convenience init(path: String) throws(DICOMError) {
        var pointer: OpaquePointer?
        let status = unsafe fmd_dataset_load(path, &pointer)
        guard status.isGood, let pointer = unsafe pointer else {
            throw DICOMError(
                .unreadable, "\(path) is no DICOM file that can be read", remedy: "check the path",
                detail: status.detail)
        }
        unsafe self.init(adopting: pointer)
    }

    deinit { unsafe fmd_dataset_destroy(handle) }

    /// The dataset's own level.
    package var root: Item { unsafe Item(handle: fmd_dataset_root(handle), owner: self) }

    /// Makes `pixels` the Pixel Data (7FE0,0010), without a copy.
    package func adopt(_ pixels: consuming PixelStore) throws(DICOMError) {
        try unsafe pixels.give(to: handle)
    }

    /// The same content as a dataset of its own, encoded losslessly.
    package func encoded(as syntax: TransferSyntax) throws(DICOMError) -> Dataset {
        var pointer: OpaquePointer?
        let status = unsafe fmd_dataset_copy(handle, &pointer)
        guard status.isGood, let pointer = unsafe pointer else {
            throw DICOMError(
                .outOfMemory, "there is no memory for a dataset", remedy: "lower `lanes`",
                detail: status.detail)
        }
        let copy = unsafe Dataset(adopting: pointer)
        try copy.encode(as: syntax)
        return copy
    }

    /// Encodes the native Pixel Data, losslessly; the dataset is of that transfer syntax from then on.
    package func encode(as syntax: TransferSyntax) throws(DICOMError) {
        let status = unsafe fmd_dataset_encode(handle, syntax.uid)
        guard status.isGood else {
            throw DICOMError(
                status.isShim(Int(FMD_OUT_OF_MEMORY)) ? .outOfMemory : .internalFault,
                "the pixels can't be encoded as \(syntax.rawValue)",
                remedy: "choose explicit-vr-little-endian, and report this to the maintainers",
                detail: status.detail)
        }
    }

    /// Writes a DICOM file in the dataset's own transfer syntax; its bytes depend on the dataset alone.
    package func save(to path: String) throws(DICOMError) {
        let status = unsafe fmd_dataset_save(
            handle, path, UID.implementationClass, UID.implementationVersionName)
        guard status.isGood else {
            throw DICOMError(
                .unreadable, "\(path) can't be written",
                remedy: "check the folder's permissions and free space",
                detail: status.detail)
        }
    }

    /// The Pixel Data, decoded and in native byte order, for as long as the closure runs.
    package func withPixels<T>(_ body: (UnsafeRawBufferPointer) throws -> T) throws -> T {
        var bytes: UnsafePointer<UInt8>?
        var length = 0
        let status = unsafe fmd_dataset_pixels(handle, &bytes, &length)
        guard status.isGood, let bytes = unsafe bytes else {
            throw DICOMError(
                .unreadable, "the pixel data can't be decoded",
                remedy: "the archive keeps them in a form that this build can't read", detail: status.detail)
        }
        return try unsafe body(UnsafeRawBufferPointer(start: bytes, count: length))
    }
}
