import CDCMTKShim

extension Association {
    /// C-MOVE of one instance, Study Root, IMAGE level, to an AE title of ours (PS3.4 C.4.2); the final status.
    package func move(
        study: String, series: String, instance: String, to destination: String
    ) throws(DICOMError) -> Int {
        let handle = try unsafe open()
        var answer: UInt16 = 0
        let status = unsafe fmd_association_move(handle, study, series, instance, destination, &answer)
        guard status.isGood else { throw Self.failure(status) }
        return Int(answer)
    }

    /// N-ACTION, Request Storage Commitment (PS3.4 J.3.2): Transaction UID and references; the status.
    package func requestCommitment(_ information: Dataset) throws(DICOMError) -> Int {
        let handle = try unsafe open()
        var answer: UInt16 = 0
        let status = unsafe fmd_association_commit(handle, information.handle, &answer)
        guard status.isGood else { throw Self.failure(status) }
        return Int(answer)
    }

    /// An N-EVENT-REPORT on this association (PS3.4 J.3.3); nil where none comes within `seconds`.
    package func report(within seconds: Int) throws(DICOMError) -> Dataset? {
        let handle = try unsafe open()
        var event: UInt16 = 0
        var report: OpaquePointer?
        let status = unsafe fmd_association_report(handle, UInt32(clamping: seconds), &event, &report)
        if status.isShim(Int(FMD_NOT_FOUND)) { return nil }
        guard status.isGood, let report = unsafe report else { throw Self.failure(status) }
        return unsafe Dataset(adopting: report)
    }
}
