import FilmModel
import PatientIndex

/// How often the matcher is right, for people: a few lines, and a page with the curves.
struct EvaluationPage {
    let evaluation: Evaluation
    let thresholds: Thresholds

    init(_ evaluation: Evaluation, _ thresholds: Thresholds) {
        self.evaluation = evaluation
        self.thresholds = thresholds
    }

    var text: String {
        var lines = [
            "\(evaluation.labels.counted("label")), the person of \(evaluation.present) is in the index",
            "match  \(share(evaluation.matches)), of which \(evaluation.falseMatches) with the wrong person",
            "review \(share(evaluation.reviews))",
            "none   \(share(evaluation.nones))",
        ]
        if evaluation.falseMatches == 0, evaluation.matches > 0 {
            let bound = MatchFile.figure(3.0 / Double(evaluation.matches) * 1e6, 1)
            lines.append("no wrong one in \(evaluation.matches): at most \(bound) in a million (95 %)")
        }
        if let best = evaluation.best {
            lines.append(
                """
                best candidate alone: F1 \(MatchFile.figure(best.f1, 5)) from \(MatchFile.figure(best.threshold, 1)) \
                bits (precision \(MatchFile.figure(best.precision, 5)), recall \
                \(MatchFile.figure(best.recall, 5))); recall \
                \(MatchFile.figure(evaluation.recallAtNoFalsePair, 5)) without a false pair
                """)
        }
        return lines.joined(separator: "\n")
    }

    private func share(_ count: Int) -> String {
        let percent = evaluation.labels == 0 ? 0 : Double(count) * 100 / Double(evaluation.labels)
        return "\(count) (\(MatchFile.figure(percent, 2)) %)"
    }

    /// One file without anything from elsewhere: it opens on a machine without a network.
    var html: String {
        let low = evaluation.points.map(\.threshold).min() ?? 0
        let high = max(evaluation.points.map(\.threshold).max() ?? 1, low + 1)
        func x(_ threshold: Double) -> Double { 60 + (threshold - low) / (high - low) * 700 }
        func line(_ value: (Evaluation.Point) -> Double, _ colour: String) -> String {
            let points = evaluation.points.map {
                "\(MatchFile.figure(x($0.threshold), 1)),\(MatchFile.figure(340 - value($0) * 300, 2))"
            }
            return
                "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\" points=\"\(points.joined(separator: " "))\"/>"
        }
        let ticks = stride(from: (low / 10).rounded(.up) * 10, through: high, by: 10).map { tick in
            "<text x=\"\(MatchFile.figure(x(tick), 1))\" y=\"360\" text-anchor=\"middle\">\(Int(tick))</text>"
        }
        let rows = evaluation.points.map { point in
            let cells = [point.threshold, point.precision, point.recall, point.f1].enumerated().map {
                place, value in
                "<td>\(MatchFile.figure(value, place == 0 ? 1 : 5))</td>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        let shipped = MatchFile.figure(x(min(max(Double(thresholds.match), low), high)), 1)
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Matching: how often it is right</title>
            <style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
            td,th{text-align:right;padding:0 1rem}svg text{font:13px sans-serif}</style></head><body>
            <h1>Matching: how often it is right</h1><pre>\(text)</pre>
            <svg viewBox="0 0 800 400" role="img" aria-label="Precision, recall and F1 by threshold">
            <line x1="60" y1="340" x2="760" y2="340" stroke="black"/><line x1="60" y1="40" x2="60" y2="340" stroke="black"/>
            <text x="50" y="45" text-anchor="end">1</text><text x="50" y="345" text-anchor="end">0</text>
            \(ticks.joined())<text x="410" y="385" text-anchor="middle">threshold, bits</text>
            <line x1="\(shipped)" y1="40" x2="\(shipped)" y2="340" stroke="grey" stroke-dasharray="4"/>
            \(line(\.precision, "#0b6e4f"))\(line(\.recall, "#1d4ed8"))\(line(\.f1, "#b45309"))
            <text x="70" y="30" fill="#0b6e4f">precision</text><text x="160" y="30" fill="#1d4ed8">recall</text>
            <text x="230" y="30" fill="#b45309">F1</text><text x="280" y="30" fill="grey">shipped threshold</text></svg>
            <table><tr><th>threshold</th><th>precision</th><th>recall</th><th>F1</th></tr>\(rows.joined())</table>
            </body></html>
            """
    }
}
