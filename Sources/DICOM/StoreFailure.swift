/// A C-STORE without an answer.
package struct StoreFailure: Error {
    package let error: DICOMError
    /// Whether the first byte of the data set may have left: then the archive may have it, and is asked first.
    package let dataSent: Bool
}
