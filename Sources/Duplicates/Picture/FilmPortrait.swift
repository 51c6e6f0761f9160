/// All that is taken from a film's pixels to know it again.
package struct FilmPortrait: Sendable {
    package let canonical: CanonicalPicture
    package let hash: FilmHashes
    /// The hashes by which it is looked for among others.
    let queries: FilmQueries

    /// From decoded pixels; one pass over them.
    package init(_ pixels: UnsafeRawBufferPointer, _ layout: PictureLayout) {
        unsafe self.init(GreyPicture(pixels, layout), layout)
    }

    package init(_ picture: GreyPicture, _ layout: PictureLayout) {
        let box = picture.contentBox()
        let size = GreyPicture.size(of: box, longSide: CanonicalPicture.fineSide)
        let small = GreyPicture.size(of: picture.whole, longSide: DensityPicture.side)
        let reduced = picture.resampled(picture.whole, width: small.width, height: small.height)
        canonical = CanonicalPicture(
            picture.resampled(box, width: size.width, height: size.height),
            DensityPicture(reduced, showing: box, of: picture), ScanTraits(layout, picture, box))
        queries = FilmQueries(reduced)
        hash = queries.own
    }
}
