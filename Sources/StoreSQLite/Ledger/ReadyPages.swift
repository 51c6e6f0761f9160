import FilmModel
import MigrationQueue

/// What a claim has read of one Trust's ready films and not yet taken, lane by lane.
struct ReadyPages {
    /// Films that one visit of a Trust takes, usually (`FairShare.turn`); more are read where it goes on.
    private static let size = FairShare.turn

    private let trust: String
    private let kind: WorkKind
    private var lanes = [Page](repeating: Page(), count: Lane.allCases.count)

    private struct Page {
        var rows: ArraySlice<Place> = []
        var last: (day: Int64, film: Int64) = (-1, 0)
        var isDone = false
        var size = ReadyPages.size
    }

    init(_ trust: String, _ kind: WorkKind) {
        self.trust = trust
        self.kind = kind
    }

    /// Takes the lane's next film in claim order; nil where there is none.
    mutating func next(_ lane: Lane, _ change: Change) throws -> Place? {
        var page = lanes[Int(lane.rawValue)]
        defer { lanes[Int(lane.rawValue)] = page }
        while page.rows.isEmpty, !page.isDone {
            let rows = try change[.nextReady].all(
                .text(trust), .text(kind.rawValue), .int(lane.rawValue), .int(page.last.day),
                .int(page.last.film), .int(page.size)
            ) { row in
                var place = Place(
                    trust: trust, kind: kind, lane: lane, dueDay: row.int(), film: row.int(),
                    cost: Int(row.int()))
                place.attempt = Int(row.int())
                place.rescues = Int(row.int())
                place.rescuedAt = row.maybeInt()
                return place
            }
            page.isDone = rows.count < page.size
            page.size = min(page.size * 2, 64)
            if let last = rows.last { page.last = (last.dueDay, last.film) }
            page.rows = ArraySlice(rows)
            guard kind == .migrate, let last = rows.last else { continue }
            // Films of a batch that is being cancelled are passed over, however many there are.
            if let end = change.endOfCancelled(last.film) { page.last.film = end }
            page.rows = ArraySlice(rows.filter { change.endOfCancelled($0.film) == nil })
        }
        return page.rows.popFirst()
    }
}
