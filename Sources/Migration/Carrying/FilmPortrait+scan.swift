import DICOM
package import Digitise
import Duplicates
import FilmModel

extension FilmPortrait {
    /// What a decoded scan looks like.
    package init(_ scan: borrowing Scan) {
        let header = scan.header
        let layout = PictureLayout(
            width: header.width, height: header.height, samplesPerPixel: header.samplesPerPixel,
            bitsAllocated: header.bitsAllocated, bitsStored: scan.findings.bitsStored,
            isInverted: header.photometric == .monochrome1, spacing: header.spacing)
        self = unsafe scan.pixels.withBytes { unsafe FilmPortrait($0, layout) }
    }
}
