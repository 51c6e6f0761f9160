/// One row of `films.csv`: which page of which scan, what was examined, and by what it was digitised.
package struct FilmDescription: Sendable, Codable, Hashable {
    /// The bureau's own number, unique in the batch.
    package var filmID: String
    /// Path of the scan, relative to `data/`.
    package var image: String
    /// Which page of the scan, from 1; nil where the scan has one page.
    package var page: Int?
    package var jacketID: String?
    package var examID: String?
    package var examDate: PartialDate?
    package var modality: String?
    package var bodyPart: String?
    package var laterality: Laterality?
    package var viewPosition: String?
    package var label: Label
    /// The clinic date (`YYYY-MM-DD`) by which the film must be in the archive.
    package var urgentBy: PartialDate?
    package var bitsStored: Int?
    /// Row and column spacing on the film, in millimetres.
    package var pixelSpacing: PixelSpacing?
    package var scannerManufacturer: String?
    package var scannerModel: String?
    package var scannerSerial: String?
    /// When the film was scanned, as the manifest has it (RFC 3339 or `YYYY-MM-DD`).
    package var scannedAt: String?

    package init(filmID: String, image: String, page: Int? = nil, label: Label = Label()) {
        self.filmID = filmID
        self.image = image
        self.page = page
        self.label = label
    }

    enum CodingKeys: String, CodingKey {
        case filmID = "film_id"
        case image, page
        case jacketID = "jacket_id"
        case examID = "exam_id"
        case examDate = "exam_date"
        case modality
        case bodyPart = "body_part"
        case laterality
        case viewPosition = "view_position"
        case label
        case urgentBy = "urgent_by"
        case bitsStored = "bits_stored"
        case pixelSpacing = "pixel_spacing_mm"
        case scannerManufacturer = "scanner_manufacturer"
        case scannerModel = "scanner_model"
        case scannerSerial = "scanner_serial"
        case scannedAt = "scanned_at"
    }
}
