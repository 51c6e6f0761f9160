/// Well-known UIDs (PS3.6 Annex A) and the program's own constants.
package enum UID {
    package static let verification = "1.2.840.10008.1.1"
    package static let secondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7"
    package static let multiFrameSingleBitSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.1"
    package static let multiFrameGrayscaleByteSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.2"
    package static let multiFrameGrayscaleWordSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.3"
    package static let multiFrameTrueColorSecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7.4"
    package static let studyRootFind = "1.2.840.10008.5.1.4.1.2.2.1"
    package static let studyRootGet = "1.2.840.10008.5.1.4.1.2.2.3"
    package static let studyRootMove = "1.2.840.10008.5.1.4.1.2.2.2"
    package static let storageCommitmentPushModel = "1.2.840.10008.1.20.1"
    package static let explicitVRLittleEndian = "1.2.840.10008.1.2.1"
    package static let implicitVRLittleEndian = "1.2.840.10008.1.2"
    /// Implementation Class UID (PS3.7 D.3.3.2): one constant of the program, never derived.
    package static let implementationClass = "2.25.230318519087254431929841037163325414912"
    /// Implementation Version Name, at most 16 characters.
    package static let implementationVersionName = "FILMMIGRATE_1"

    /// A UID that nobody else has, from a random UUID (PS3.5 B.2, RFC 9562 version 4). Never for a film: its UIDs
    /// are derived.
    package static func random() -> String {
        var bits = UInt128.random(in: .min ... .max)
        bits &= ~(0xF << 76 | 0x3 << 62)
        bits |= 0x4 << 76 | 0x2 << 62
        return "2.25.\(bits)"
    }
}
