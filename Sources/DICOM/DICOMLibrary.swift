import CDCMTKShim

/// What DCMTK keeps for the whole process. Started once, from `main`, before anything else of this module.
package enum DICOMLibrary {
    /// Keeps the memory of one film for the next, for a process that carries many: fresh pages, each cleared by
    /// the kernel, cost as much as copying the pixels.
    package static func keepFreedMemory() { fmd_library_keep_memory() }

    /// Sets the connect limit and the sockets' limits, TCP_NODELAY, the decoders, and silences the library's
    /// own log. Throws where the dictionary is missing: without it no attribute has its VR.
    package static func start(connectSeconds: UInt32 = 10, socketSeconds: UInt32 = 60) throws(DICOMError) {
        let status = fmd_library_start(connectSeconds, socketSeconds)
        guard status.isGood, hasDictionary else {
            throw DICOMError(
                .internalFault, "DCMTK's data dictionary can't be loaded",
                remedy: "`apt-get install libdcmtk17`, and unset DCMDICTPATH", detail: status.detail)
        }
    }

    /// The version of the library that is linked at run time, such as `3.6.7`.
    package static var version: String { unsafe String(cString: fmd_library_version()) }

    package static var hasDictionary: Bool { fmd_library_has_dictionary() != 0 }
}
