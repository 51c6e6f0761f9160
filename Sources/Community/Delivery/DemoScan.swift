import Digitise
import Foundation

/// One scan file of a bag: what is on its pages and how it is written.
struct DemoScan: Sendable {
    /// How the file comes about.
    enum Content: Sendable {
        case pages([PhantomFilm])
        /// Drawn, then scanned a second time.
        case rescan(PhantomFilm, seed: UInt64)
        /// The same bytes as another scan of the bag.
        case copy(of: String)
        /// A file whose second half was lost on the way.
        case cutShort(PhantomFilm)
    }

    /// Below `data/`.
    let path: String
    let content: Content
    let encoding: DemoEncoding
    /// In millimetres.
    let spacing: Double

    /// Writes the file below the folder given.
    func write(below folder: String) throws {
        let target = folder + "/" + path
        switch content {
        case .pages(let films):
            let pages = films.map { encoding.page(of: $0.draw(), spacing: spacing) }
            try TIFFWriter.write(
                pages, to: target, container: encoding.container, byteOrder: encoding.byteOrder)
        case .rescan(let film, let seed):
            let page = encoding.page(of: film.draw().rescan(seed: seed), spacing: spacing)
            try TIFFWriter.write(
                [page], to: target, container: encoding.container, byteOrder: encoding.byteOrder)
        case .copy(let other):
            try FileManager.default.copyItem(atPath: folder + "/" + other, toPath: target)
        case .cutShort(let film):
            let picture = film.draw()
            try CutShortScan(picture: picture).bytes.write(to: URL(filePath: target))
        }
    }

    /// Whether the file can only be written after the others.
    var isCopy: Bool {
        if case .copy = content { return true }
        return false
    }
}
