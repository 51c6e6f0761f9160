/// What a scan may ask of us, checked against its header before a byte is decoded.
package struct ScanLimits: Sendable, Hashable {
    /// Most bytes of decoded pixels of one film.
    package var decodedBytes: Int
    /// Most bytes that libtiff may allocate at once.
    package var singleAllocation: Int
    /// Most pages of one file.
    package var pages: Int

    package init(decodedBytes: Int = 512 << 20, singleAllocation: Int = 256 << 20, pages: Int = 4096) {
        self.decodedBytes = decodedBytes
        self.singleAllocation = singleAllocation
        self.pages = pages
    }
}
