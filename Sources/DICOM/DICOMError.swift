import CDCMTKShim
package import FilmModel

/// What a dataset or an association could not do. `detail` is the library's own text: it may hold patient
/// data, stands in no description, and goes to the debug log alone.
package struct DICOMError: OperatorError, Equatable {
    package enum Code: Sendable, Equatable {
        case outOfMemory
        /// A value is too long or not allowed for its attribute (PS3.5 6.2).
        case attributeRefused(tag: Tag)
        case notFound
        /// No presentation context was accepted that this needs (PS3.8 9.3.3).
        case notAccepted
        /// Nobody answers at the address.
        case unreachable
        /// A-ASSOCIATE-RJ: result, source, reason (PS3.8 9.3.4).
        case rejected(result: Int, source: Int, reason: Int)
        /// The peer did not answer within the limit, or the connection broke.
        case associationLost
        /// TLS came to nothing: a certificate, or the protocol (PS3.15 B).
        case tls(TLSFault)
        case unreadable
        case internalFault
    }

    package let code: Code
    package let message: String
    package let remedy: String
    package let detail: String
    /// With `associationLost`: whether the peer ended the association, so that it was not merely slow.
    package let isBrokenOff: Bool

    package init(
        _ code: Code, _ message: String, remedy: String, detail: String = "", isBrokenOff: Bool = false
    ) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.detail = detail
        self.isBrokenOff = isBrokenOff
    }

    package var exitStatus: ExitStatus {
        switch code {
        case .unreachable, .rejected, .associationLost, .notAccepted: .unreachable
        case .tls(let fault): fault.isOurs ? .wrongConfiguration : .unreachable
        case .attributeRefused, .unreadable, .notFound: .unusableInput
        case .outOfMemory, .internalFault: .ourFault
        }
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// Whether the peer was not reached, or was at a loss for now: nothing is said of who it is. A peer that
    /// answers and refuses what is needed is another matter.
    package var mayPass: Bool {
        switch code {
        case .unreachable, .associationLost: true
        // Rejected transient (PS3.8 9.3.4).
        case .rejected(let result, _, _): result == 2
        default: false
        }
    }

    /// Whether the A-ASSOCIATE-RJ is for now alone: a limit is reached, for one.
    package var isRefusedForNow: Bool {
        if case .rejected(result: 2, _, _) = code { return true }
        return false
    }

    /// Whether the A-ASSOCIATE-RJ says that the called AE title is not known there: another archive.
    package var isOtherIdentity: Bool { code == .rejected(result: 1, source: 1, reason: 7) }
}

extension fmd_status {
    var isGood: Bool { module == 0 && code == 0 }

    /// The library's own text.
    var detail: String {
        unsafe withUnsafeBytes(of: text) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    var isShim: Bool { module == UInt16(FMD_MODULE_SHIM) }

    func isShim(_ code: Int) -> Bool { isShim && Int(self.code) == code }
}
