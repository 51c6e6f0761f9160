import Crypto
import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite("Phantom films")
struct PhantomTests {
    private static func film(_ kind: PhantomKind, seed: UInt64) -> PhantomFilm {
        PhantomFilm(kind, seed: seed, width: 128, height: 150, marker: "L", number: "NFS-000001")
    }

    private static func digest(_ picture: PhantomPicture) -> SHA256Digest {
        SHA256.hash(data: picture.pixels.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }

    @Test("the same seed gives the same pixels", arguments: PhantomKind.allCases)
    func deterministic(kind: PhantomKind) {
        #expect(Self.film(kind, seed: 41).draw() == Self.film(kind, seed: 41).draw())
    }

    @Test("no two films are alike")
    func distinct() {
        var digests: Set<SHA256Digest> = []
        for kind in PhantomKind.allCases {
            for seed in 1...3 { digests.insert(Self.digest(Self.film(kind, seed: UInt64(seed)).draw())) }
        }
        #expect(digests.count == PhantomKind.allCases.count * 3)
    }

    @Test("a film has the size asked for, 12 bits, and both dark and light", arguments: PhantomKind.allCases)
    func range(kind: PhantomKind) {
        let picture = PhantomFilm(kind, seed: 5, width: 131, height: 157).draw()
        #expect(picture.width == 131 && picture.height == 157 && picture.pixels.count == 131 * 157)
        let low = picture.pixels.min() ?? 0
        let high = picture.pixels.max() ?? 0
        #expect(low < 800 && high > 2600 && high <= 4095)
    }

    @Test("a second scan is brighter, moved, and not the same")
    func rescan() {
        let picture = Self.film(.chest, seed: 8).draw()
        let again = picture.rescan(seed: 3)
        func mean(_ picture: PhantomPicture) -> Int {
            picture.pixels.reduce(0) { $0 + Int($1) } / picture.pixels.count
        }
        #expect(again.width == picture.width && again.height == picture.height)
        #expect(mean(again) > mean(picture) + 50)
        #expect(again != picture)
        #expect(again == picture.rescan(seed: 3))
    }

    @Test("the film number is written on the film")
    func number() {
        var film = Self.film(.hand, seed: 2)
        let first = film.draw()
        film.number = "NFS-000002"
        #expect(film.draw() != first)
    }
}
