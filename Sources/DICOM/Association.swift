import CDCMTKShim

/// One open association (PS3.8). A blocking handle: it is used on one thread only, its owner's.
@safe
package final class Association {
    private var handle: OpaquePointer?

    /// Calls a peer and negotiates; sends no faster than the pace. Throws `unreachable`, `rejected`, `tls` or
    /// `notAccepted`.
    package init(
        _ peer: Peer, _ contexts: [PresentationContext], pace: SendingPace? = nil
    ) throws(DICOMError) {
        var pointer: OpaquePointer?
        var rejection: UInt32 = 0
        var found = fmd_tls_fault()
        let status = unsafe Self.open(peer, contexts, pace, &rejection, &found, &pointer)
        guard status.isGood, let pointer = unsafe pointer else {
            if let fault = TLSFault(status, found) {
                let place = "\(peer.calledAETitle)@\(peer.host):\(peer.port)"
                throw DICOMError(
                    .tls(fault), fault.message(place), remedy: fault.remedy, detail: status.detail)
            }
            throw Self.failure(status, rejection: rejection, peer: peer)
        }
        unsafe handle = pointer
    }

    deinit { unsafe fmd_association_destroy(handle) }

    /// Breaks the association off at once (A-ABORT).
    package func abort() {
        unsafe fmd_association_abort(handle)
        unsafe handle = nil
    }

    /// Whether the peer took a context for this abstract syntax, in the role asked for.
    package func accepts(_ abstractSyntax: String, asSCP: Bool = false) -> Bool {
        guard let handle = unsafe handle else { return false }
        return unsafe fmd_association_accepts(handle, abstractSyntax, nil, asSCP ? 1 : 0) != 0
    }

    /// Whether the peer takes this abstract syntax from us in this transfer syntax.
    package func accepts(_ abstractSyntax: String, in syntax: TransferSyntax) -> Bool {
        guard let handle = unsafe handle else { return false }
        return unsafe fmd_association_accepts(handle, abstractSyntax, syntax.uid, 0) != 0
    }

    /// Who answered: Implementation Class UID and Version Name (PS3.7 D.3.3.2), joined by a space; over TLS
    /// followed by the fingerprint of its certificate, as `sha256:` and hexadecimal digits.
    package func identity() throws(DICOMError) -> String {
        let handle = try unsafe open()
        var classUID = [CChar](repeating: 0, count: 65)
        var versionName = [CChar](repeating: 0, count: 65)
        let status = unsafe classUID.withUnsafeMutableBufferPointer { uid in
            unsafe versionName.withUnsafeMutableBufferPointer { name in
                guard let uidBase = uid.baseAddress, let nameBase = name.baseAddress else {
                    return fmd_status()
                }
                return unsafe fmd_association_identity(handle, uidBase, uid.count, nameBase, name.count)
            }
        }
        guard status.isGood else { throw Self.lost(status) }
        let name = [classUID, versionName].map(Self.text).joined(separator: " ")
        let fingerprint = try fingerprint()
        return fingerprint.isEmpty ? name : "\(name) sha256:\(fingerprint)"
    }

    /// SHA-256 of the peer's certificate in hexadecimal; empty where the association is in the clear.
    private func fingerprint() throws(DICOMError) -> String {
        let handle = try unsafe open()
        var digits = [CChar](repeating: 0, count: 65)
        let status = unsafe digits.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return fmd_status() }
            return unsafe fmd_association_fingerprint(handle, base, buffer.count)
        }
        guard status.isGood else { throw Self.lost(status) }
        return Self.text(digits)
    }

    /// C-ECHO (PS3.7 9.1.5); the peer's status.
    package func echo() throws(DICOMError) -> Int {
        let handle = try unsafe open()
        var answer: UInt16 = 0
        let status = unsafe fmd_association_echo(handle, &answer)
        guard status.isGood else { throw Self.lost(status) }
        return Int(answer)
    }

    /// C-STORE (PS3.7 9.1.1). Throws a `StoreFailure` that says whether data may have arrived.
    package func store(_ dataset: Dataset) throws(StoreFailure) -> StoreAnswer {
        let pointer: OpaquePointer
        do { unsafe pointer = try open() } catch { throw StoreFailure(error: error, dataSent: false) }
        var answer: UInt16 = 0
        var dataSent: Int32 = 0
        var comment = [CChar](repeating: 0, count: 256)
        let status = unsafe comment.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return fmd_status() }
            return unsafe fmd_association_store(
                pointer, dataset.handle, &answer, &dataSent, base, buffer.count)
        }
        guard status.isGood else {
            throw StoreFailure(error: Self.failure(status), dataSent: dataSent != 0)
        }
        return StoreAnswer(status: Int(answer), comment: Self.text(comment))
    }

    /// C-FIND, Study Root: the datasets of all hits, and the final status.
    package func find(_ query: Dataset) throws(DICOMError) -> (hits: [Dataset], status: Int) {
        let handle = try unsafe open()
        let sink = DatasetSink()
        var answer: UInt16 = 0
        let status = unsafe fmd_association_find(
            handle, query.handle, &answer, Unmanaged.passUnretained(sink).toOpaque(), DatasetSink.take)
        guard status.isGood else { throw Self.failure(status) }
        return (sink.datasets, Int(answer))
    }

    /// C-GET of one instance, Study Root, IMAGE level: what came back, and the final status.
    package func get(
        study: String, series: String, instance: String
    ) throws(DICOMError) -> (objects: [Dataset], status: Int) {
        let handle = try unsafe open()
        let sink = DatasetSink()
        var answer: UInt16 = 0
        let status = unsafe fmd_association_get(
            handle, study, series, instance, &answer, Unmanaged.passUnretained(sink).toOpaque(),
            DatasetSink.take)
        guard status.isGood else { throw Self.failure(status) }
        return (sink.datasets, Int(answer))
    }

    func open() throws(DICOMError) -> OpaquePointer {
        guard let handle = unsafe handle else {
            throw DICOMError(.associationLost, "the association was broken off", remedy: "open it again")
        }
        return unsafe handle
    }

    private static func text(_ buffer: [CChar]) -> String {
        String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
