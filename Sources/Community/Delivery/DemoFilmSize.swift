/// How large the films of the demonstration are.
package enum DemoFilmSize: Sendable, Hashable {
    /// As bureaus scan: 2000 to 2048 by 2430 to 2500 pixels, film by film.
    case full
    /// About the size given; for tests.
    case about(width: Int, height: Int)

    /// The size of one film; no two sizes are tied to one picture.
    func draw(_ random: inout PhantomRandom) -> (width: Int, height: Int) {
        switch self {
        case .full: (2000 + random.whole(0...12) * 4, 2430 + random.whole(0...14) * 5)
        case .about(let width, let height): (width + random.whole(0...8), height + random.whole(0...8))
        }
    }
}
