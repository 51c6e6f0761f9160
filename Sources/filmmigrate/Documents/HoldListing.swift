import Documents
import FilmModel
import Migration
import MigrationQueue

/// `review list`: films on hold, written page by page.
struct HoldListing {
    let list: HoldList
    let ledger: any Ledger

    /// Reads the list; what is broken of a film is told of beside.
    private func pages(_ body: ([HoldRecord]) throws -> Void) async throws {
        try await list(ledger) { holds in
            for hold in holds where hold.isBroken {
                Output.message(
                    "filmmigrate: what the ledger keeps of the match or the instance of film \(hold.film.reference) "
                        + "(#\(hold.film.id)) can't be read: it is listed without\n  run `filmmigrate doctor`; "
                        + "restore the latest backup")
            }
            try body(holds)
        }
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
