import FilmModel
import Migration
import MigrationQueue

/// `review list`: films on hold, written page by page, so that memory does not grow with the list.
struct HoldList {
    private static let page = 1000

    let ledger: any Ledger
    let query: HoldQuery
    let limit: Int

    /// Reads the list, a page at a time.
    private func pages(_ body: ([HoldRecord]) throws -> Void) async throws {
        var rest = limit
        var place: HoldPlace?
        repeat {
            let page = try await ledger.holds(query, after: place, limit: min(Self.page, rest))
            for hold in page.holds where hold.isBroken {
                Output.message(
                    "filmmigrate: what the ledger keeps of the match or the instance of film \(hold.film.reference) "
                        + "(#\(hold.film.id)) can't be read: it is listed without\n  run `filmmigrate doctor`; "
                        + "restore the latest backup")
            }
            try body(page.holds)
            rest -= page.holds.count
            place = page.next
        } while place != nil && rest > 0
    }

    /// One JSON document, as `JSONDocument` has it.
    func writeJSON() async throws {
        var isFirst = true
        Output.part("{\n  \"films\" : [\n")
        try await pages { holds in
            var text = ""
            for hold in holds {
                text += isFirst ? "" : ",\n"
                isFirst = false
                text += try JSONDocument.text(HoldDocument(hold)).split(separator: "\n").map { "    " + $0 }
                    .joined(separator: "\n")
            }
            Output.part(text)
        }
        Output.part("\n  ]\n}\n")
    }

    /// A table; each thousand rows are as wide as they need.
    func writeText() async throws {
        var isFirst = true
        try await pages { holds in
            guard !holds.isEmpty else { return }
            var table = TextTable(["#", "film", "Trust", "since", "clinic", "code", "what"])
            for hold in holds {
                table.add([
                    "#\(hold.film.id)", hold.film.reference, hold.film.trust.code, hold.since.description,
                    hold.film.description.urgentBy?.description ?? "", hold.reason.code.rawValue,
                    hold.reason.message,
                ])
            }
            let text = table.text
            Output.result(isFirst ? text : String(text.drop { $0 != "\n" }.dropFirst()))
            isFirst = false
        }
        Output.result(
            isFirst ? "no film waits for a decision" : "\nnext: `filmmigrate review show FILM`")
    }
}
