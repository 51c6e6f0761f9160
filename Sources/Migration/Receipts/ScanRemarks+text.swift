import FilmModel
import MigrationQueue

extension ScanRemarks {
    /// What ends a remark's keeping of the paper.
    static let remedy =
        "operator: compare the scan with the film, then `filmmigrate film looked FILM --reason WHY`, or have it scanned again"

    /// How many films have which remark.
    static func counts(_ films: some Sequence<ScanRemarks>) -> [String: Int] {
        var counts: [String: Int] = [:]
        for film in films {
            for code in Set(film.remarks.map(\.code.rawValue)) { counts[code, default: 0] += 1 }
        }
        return counts
    }

    /// `CLIPPED 2, SKEWED 1`; empty where there is none.
    package static func text(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
}
