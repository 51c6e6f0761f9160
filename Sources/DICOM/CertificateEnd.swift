import CDCMTKShim
package import FilmModel

extension Association {
    /// Until when the peer's certificate holds; nil where the association is in the clear. Throws where the
    /// association is broken or the certificate can't be read.
    package func certificateEnd() throws(DICOMError) -> Timestamp? {
        let handle = try unsafe open()
        var seconds: Int64 = 0
        let status = unsafe fmd_association_certificate_end(handle, &seconds)
        guard status.isGood else { throw Self.lost(status) }
        return seconds == 0 ? nil : Timestamp(milliseconds: seconds * 1000)
    }
}

extension TLSFiles {
    /// Until when our certificate holds; nil where its file can't be read.
    package func certificateEnd() -> Timestamp? {
        var seconds: Int64 = 0
        guard unsafe fmd_certificate_end(certificate, &seconds).isGood else { return nil }
        return Timestamp(milliseconds: seconds * 1000)
    }
}
