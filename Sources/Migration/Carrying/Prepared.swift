import Archive
import DICOM

/// An instance ready to be sent, and what must come back.
struct Prepared {
    let dataset: Dataset
    let expected: Expected
}
