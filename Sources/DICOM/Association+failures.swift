import CDCMTKShim
import Glibc

extension Association {
    /// Opens through the shim: every string lives until the call is over.
    static func open(
        _ peer: Peer, _ contexts: [PresentationContext], _ pace: SendingPace?, _ rejection: inout UInt32,
        _ fault: inout fmd_tls_fault, _ pointer: inout OpaquePointer?
    ) -> fmd_status {
        // C strings in one arena: an array of pointers into Swift strings would dangle.
        var arena: [UnsafeMutablePointer<CChar>?] = unsafe []
        defer { unsafe arena.forEach { unsafe free($0) } }
        func copy(_ text: String) -> UnsafePointer<CChar> {
            let pointer = unsafe strdup(text)
            unsafe arena.append(pointer)
            guard let pointer = unsafe pointer else { fatalError("out of memory") }
            return unsafe UnsafePointer(pointer)
        }
        let syntaxes = UnsafeMutablePointer<UnsafePointer<CChar>>.allocate(capacity: max(1, contexts.count))
        defer { unsafe syntaxes.deallocate() }
        let proposals = unsafe contexts.enumerated().map { index, context in
            unsafe (syntaxes + index).initialize(to: copy(context.transferSyntax))
            return unsafe fmd_context(
                abstract_syntax: copy(context.abstractSyntax), transfer_syntaxes: syntaxes + index,
                transfer_syntax_count: 1, role: context.role.rawValue)
        }
        var call = unsafe fmd_peer(
            calling_ae_title: copy(peer.callingAETitle), called_ae_title: copy(peer.calledAETitle),
            host: copy(peer.host), port: UInt16(clamping: peer.port), acse_seconds: peer.acseSeconds,
            dimse_seconds: peer.dimseSeconds, operation_seconds: peer.operationSeconds, max_pdu: peer.maxPDU,
            tls: nil, pace: pace?.handle)
        func open(_ tls: UnsafePointer<fmd_tls>?) -> fmd_status {
            unsafe call.tls = unsafe tls
            return unsafe proposals.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return fmd_status() }
                return unsafe fmd_association_open(
                    &call, base, buffer.count, &rejection, &fault, &pointer)
            }
        }
        guard let files = peer.tls else { return open(nil) }
        return unsafe files.withFiles { unsafe open($0) }
    }

    static func failure(_ status: fmd_status, rejection: UInt32, peer: Peer) -> DICOMError {
        let place = "\(peer.calledAETitle)@\(peer.host):\(peer.port)"
        if rejection != 0 {
            let code = DICOMError.Code.rejected(
                result: Int(rejection >> 16), source: Int(rejection >> 8 & 0xFF),
                reason: Int(rejection & 0xFF))
            let sentence: String
            let remedy: String
            switch code {
            case .rejected(1, 1, 7):
                sentence = "the archive at \(place) says that it is not \(peer.calledAETitle)"
                remedy = "check AE title and port: this may be another archive"
            case .rejected(1, 1, 3):
                sentence = "the archive \(place) does not know the AE title \(peer.callingAETitle)"
                remedy = "have the archive's keeper enter it, or set `calling_ae_title`"
            default:
                sentence =
                    "the archive \(place) refuses the association (\(rejection >> 16 == 1 ? "permanent" : "for now"))"
                remedy = "ask the archive's keeper, or try again later"
            }
            return DICOMError(code, sentence, remedy: remedy, detail: status.detail)
        }
        if status.isShim(Int(FMD_NOT_ACCEPTED)) { return failure(status) }
        return DICOMError(
            .unreachable, "nobody answers as a DICOM archive at \(place)",
            remedy: "check that the archive runs and that host, port and AE title are right",
            detail: status.detail)
    }

    static func failure(_ status: fmd_status) -> DICOMError {
        if status.isShim(Int(FMD_NOT_ACCEPTED)) {
            return DICOMError(
                .notAccepted, "the archive accepts no presentation context for this",
                remedy: "have the archive's keeper allow Secondary Capture storage, C-FIND and C-GET",
                detail: status.detail)
        }
        return lost(status)
    }

    static func lost(_ status: fmd_status) -> DICOMError {
        DICOMError(
            .associationLost, "the archive did not answer in time or broke the connection",
            remedy: "it is tried again; if it stays, see `filmmigrate archive test NAME`",
            detail: status.detail, isBrokenOff: status.isShim(Int(FMD_BROKEN_OFF)))
    }
}
