package import FilmModel
package import MigrationQueue

/// One film in a list.
package struct FilmLine: Encodable {
    package let film: String
    package let filmID: String
    package let image: String
    package let page: Int?
    package let state: FilmState
    package let code: String?
    package let message: String?
    /// What was remarked on its scan, by code.
    package let remarks: [String]
    package let looked: Bool

    package init(_ record: FilmRecord, _ scan: ScanRemarks?) {
        remarks = scan?.remarks.map(\.code.rawValue) ?? []
        looked = scan?.look != nil
        film = record.reference
        filmID = record.description.filmID
        image = record.description.image
        page = record.description.page
        state = record.state
        code = record.reason?.code.rawValue
        message = record.reason?.message
    }

    enum CodingKeys: String, CodingKey {
        case film, image, page, state, code, message, remarks, looked
        case filmID = "film_id"
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(film, forKey: .film)
        try values.encode(filmID, forKey: .filmID)
        try values.encode(image, forKey: .image)
        try values.encode(page, forKey: .page)
        try values.encode(state, forKey: .state)
        try values.encode(code, forKey: .code)
        try values.encode(message, forKey: .message)
        try values.encode(remarks, forKey: .remarks)
        try values.encode(looked, forKey: .looked)
    }
}
