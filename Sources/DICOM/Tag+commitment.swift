/// Attributes of storage commitment (PS3.4 J.3).
extension Tag {
    package static let transactionUID = Tag(0x0008, 0x1195)
    package static let referencedSOPSequence = Tag(0x0008, 0x1199)
    package static let failedSOPSequence = Tag(0x0008, 0x1198)
    package static let referencedSOPClassUID = Tag(0x0008, 0x1150)
    package static let referencedSOPInstanceUID = Tag(0x0008, 0x1155)
    package static let failureReason = Tag(0x0008, 0x1197)
}
