import FilmModel

/// Where one unit's films are: received, and the seven states that add up to it.
struct StatesContent {
    let stateStyle: String
    let stateLevel: String
    let stateCode: String
    let stateName: String
    let received: String
    /// In the order of INTERFACES' sum.
    let counts: [String]

    /// Nil where the ledger's counts were not given.
    init?(_ row: ReportRow) {
        guard let films = row.figures.films else { return nil }
        stateStyle = row.level.rawValue
        stateLevel = row.level.text
        stateCode = row.code
        stateName = row.name
        received = PageNumber.films(films.received)
        counts = FilmState.allCases.map { PageNumber.films(films[$0]) }
    }
}
