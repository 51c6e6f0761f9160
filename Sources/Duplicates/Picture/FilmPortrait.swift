/// All that is taken from a film's pixels to know it again.
package struct FilmPortrait: Sendable {
    package let canonical: CanonicalPicture
    package let hash: FilmHash
    /// The hashes by which it is looked for among others.
    let queries: [FilmHash]

    /// From decoded pixels; one pass over them.
    package init(_ pixels: UnsafeRawBufferPointer, _ layout: PictureLayout) {
        unsafe self.init(GreyPicture(pixels, layout), layout)
    }

    package init(_ picture: GreyPicture, _ layout: PictureLayout) {
        let box = picture.contentBox()
        let size = GreyPicture.size(of: box, longSide: CanonicalPicture.fineSide)
        let content = picture.resampled(box, width: size.width, height: size.height)
        canonical = CanonicalPicture(content, ScanTraits(layout, picture, box))
        queries = FilmHash.queries(of: FilmHash.square(of: content))
        hash = queries[0]
    }
}
