/// A drawn film as a scanner would give it: 12-bit grey, 0 the darkest, row by row from the top left.
package struct PhantomPicture: Sendable, Hashable {
    /// The largest sample.
    static let white = 4095

    let width: Int
    let height: Int
    var pixels: [UInt16]
}
