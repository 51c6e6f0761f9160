import FilmModel

extension Receipt {
    /// The receipt for a person: who, how many, and every film that is not simply on its way.
    var text: String {
        var lines = [
            "Receipt for batch \(batch) of \(bureau), Trust \(trust), stage \(stage.rawValue)",
            "taken in \(takenInAt)", "received \(counts.received) = \(Self.sum(counts))",
        ]
        let remarkable = films.filter { $0.code != nil || $0.mayBeReleased }
        if !remarkable.isEmpty {
            lines.append("")
            var table = TextTable(["film", "image", "page", "outcome", "code", "what"])
            for film in remarkable {
                table.add([
                    film.filmID, film.image, film.page.map(String.init) ?? "", film.outcome.rawValue,
                    film.code ?? "",
                    film.mayBeReleased ? "the paper film may be released" : film.message ?? "",
                ])
            }
            lines.append(table.text)
        }
        for remark in remarks ?? [] { lines.append("remark: \(remark)") }
        return lines.joined(separator: "\n")
    }

    /// `3 queued + 0 in_flight + …`: the identity that every receipt prints.
    static func sum(_ counts: StateCounts) -> String {
        FilmState.allCases.map { "\(counts[$0]) \($0.rawValue)" }.joined(separator: " + ")
    }
}
