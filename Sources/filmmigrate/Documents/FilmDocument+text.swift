import Documents
import FilmModel
import Migration
import MigrationQueue

extension FilmDocument {
    var text: String {
        var lines = [
            "film \(film.reference) (#\(film.id)), Trust \(film.trust), bureau \(film.bureau)",
            "image \(film.description.image)" + (film.description.page.map { ", page \($0)" } ?? ""),
            "state \(film.state.rawValue)",
        ]
        if let reason {
            lines += ["reason \(reason.code.rawValue): \(reason.message)", "remedy \(reason.code.remedy)"]
        }
        if let match = film.facts.match {
            lines.append(
                "match \(match.decision.rawValue) \(match.person?.text ?? "nobody"): \(match.reasons.joined(separator: "; "))"
            )
        }
        if let duplicateOf { lines.append("duplicate of \(duplicateOf)") }
        lines += scan.remarks.map { "remark \($0.code.rawValue): \($0.message)" }
        if let look = scan.look {
            lines.append(PrintableText.line("looked at by \(look.actor), \(look.at): \(look.cause)"))
        }
        if film.state == .verified, let first = keepingPaper.first {
            lines.append("the paper film is kept until somebody has looked (\(first.code.rawValue))")
            lines.append("next: `filmmigrate film looked \(film.reference) --reason WHY`")
        }
        if film.state == .verified, let contest { lines.append(contest.message) }
        if !stillIn.isEmpty { lines.append(film.toldStillIn(stillIn)) }
        if let uid = film.facts.sopInstanceUID { lines.append("SOP Instance UID \(uid)") }
        var table = TextTable(["at", "event", "cause", "actor"])
        for entry in history {
            table.add([entry.at.description, entry.event, entry.cause ?? "", entry.actor])
        }
        return (lines + ["", table.text]).joined(separator: "\n")
    }
}
