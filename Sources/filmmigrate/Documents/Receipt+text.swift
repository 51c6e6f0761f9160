import FilmModel
import Migration
import MigrationQueue

extension Receipt {
    /// The receipt for a person: who, how many, every film, and what mends what is wrong with some.
    var text: String {
        var lines = [
            "Receipt for batch \(batch) of \(bureau), Trust \(trust), stage \(stage.rawValue)",
            "taken in \(takenInAt)", "received \(counts.received) = \(Self.sum(counts))",
        ]
        if !films.isEmpty {
            var table = TextTable(["row", "film", "image", "page", "outcome", "code", "what", "scan"])
            for film in films {
                table.add([
                    film.row.map(String.init) ?? "", film.filmID, film.image,
                    film.page.map(String.init) ?? "",
                    film.outcome.rawValue, film.code ?? "",
                    film.mayBeReleased ? "the paper film may be released" : film.message ?? "",
                    (film.remarks ?? []).map(\.code).joined(separator: " "),
                ])
            }
            lines += ["", table.text]
        }
        for (code, remedy) in remedies { lines.append("\(code): \(remedy)") }
        if let scanRemarks, !scanRemarks.isEmpty {
            lines.append("remarks on scans: \(ScanRemarks.text(scanRemarks))")
        }
        for remark in (remarks ?? []) + (archiveRemarks ?? []) { lines.append("remark: \(remark)") }
        return lines.joined(separator: "\n")
    }

    /// Each code that occurs with what mends it, once for each remedy.
    private var remedies: [(String, String)] {
        var seen: Set<String> = []
        return films.compactMap { film in
            guard let code = film.code, let remedy = film.remedy, seen.insert(code + remedy).inserted else {
                return nil
            }
            return (code, remedy)
        }
    }

    /// `3 queued + 0 in_flight + …`: the identity that every receipt prints.
    static func sum(_ counts: StateCounts) -> String {
        FilmState.allCases.map { "\(counts[$0]) \($0.rawValue)" }.joined(separator: " + ")
    }
}
