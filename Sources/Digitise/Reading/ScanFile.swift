import DICOM
import FilmModel

/// An open scan of any format that is taken, by what its first bytes say it is.
enum ScanFile {
    case tiff(TIFFHandle)
    case png(PNGHandle)
    case jpeg(JPEGHandle)

    /// Opens the file that lies in `bytes`, which must outlive it.
    init(_ bytes: UnsafeRawBufferPointer, limits: ScanLimits) throws(DigitiseError) {
        if unsafe bytes.starts(with: PNGHandle.signature) {
            self = .png(try unsafe PNGHandle(bytes, limits: limits))
        } else if unsafe bytes.starts(with: JPEGHandle.signature) {
            self = .jpeg(try unsafe JPEGHandle(bytes, limits: limits))
        } else if let stranger = unsafe ForeignFormat.name(bytes) {
            throw DigitiseError(.notAnImage, "the file is \(stranger); TIFF, PNG and JPEG are taken")
        } else {
            self = .tiff(try unsafe TIFFHandle(bytes, limits: limits))
        }
    }

    /// How many films the file has, at most one more than the limit.
    func pageCount(upTo limit: Int) throws(DigitiseError) -> Int {
        guard case .tiff(let handle) = self else { return 1 }
        return try handle.pages(upTo: limit).count
    }

    /// Goes to a page, from 1; nil means the only one, so a file of several is refused.
    func select(page: Int?, limits: ScanLimits) throws(DigitiseError) {
        guard page.map({ (1...limits.pages).contains($0) }) ?? true else { throw DigitiseError(.pageMissing) }
        let pages: [Int]
        if case .tiff(let handle) = self { pages = try handle.pages(upTo: page ?? 1) } else { pages = [0] }
        guard let page = page ?? (pages.count == 1 ? 1 : nil), page <= pages.count else {
            throw DigitiseError(.pageMissing)
        }
        if case .tiff(let handle) = self { try handle.select(pages[page - 1]) }
    }

    /// What the selected page becomes, refused where it can't be taken, before anything is decoded.
    func plan(_ limits: ScanLimits) throws(DigitiseError) -> PagePlan {
        switch self {
        case .tiff(let handle): try handle.plan(limits)
        case .png(let handle): try handle.plan(limits)
        case .jpeg(let handle): try handle.plan(limits)
        }
    }

    /// Decodes the selected page's colours, as they lie in the file.
    func decode(_ layout: SampleLayout, into store: borrowing PixelStore) throws(DigitiseError) {
        switch self {
        case .tiff(let handle): try handle.decode(layout, into: store)
        case .png(let handle): try handle.decode(layout, into: store)
        case .jpeg(let handle): try handle.decode(layout, into: store)
        }
    }
}
