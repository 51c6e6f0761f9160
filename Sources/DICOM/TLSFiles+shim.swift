import CDCMTKShim

extension TLSFiles {
    /// Lends the files' names to the shim for one call.
    func withFiles(_ body: (UnsafePointer<fmd_tls>) -> fmd_status) -> fmd_status {
        unsafe certificate.withCString { certificate in
            unsafe key.withCString { key in
                unsafe trusted.withCString { trusted in
                    var files = unsafe fmd_tls(
                        certificate_file: certificate, key_file: key, trusted_file: trusted,
                        extended: extended ? 1 : 0)
                    return unsafe withUnsafePointer(to: &files) { unsafe body($0) }
                }
            }
        }
    }
}
