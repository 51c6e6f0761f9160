import DICOM

/// DICOM's tag: Swift Testing has a `Tag` of its own.
typealias Attribute = Tag
