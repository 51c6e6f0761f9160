/// One file of a bag's payload, verified.
package struct PayloadFile: Sendable, Hashable {
    /// From the bag's base folder, and so from its custody: `data/scans/001.tif`.
    package let path: BagPath
    package let bytes: Int
    /// SHA-256 in hexadecimal, whatever the manifests' digests: the ledger's key of a scan.
    package let sha256: String
    /// `QuickDigest` of the same bytes: what the scan is held to from now on.
    package let mark: String

    package init(path: BagPath, bytes: Int, sha256: String, mark: String) {
        self.path = path
        self.bytes = bytes
        self.sha256 = sha256
        self.mark = mark
    }
}
