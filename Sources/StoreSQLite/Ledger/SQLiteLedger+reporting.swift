package import FilmModel
import GRDB
package import MigrationQueue

extension SQLiteLedger: ReportingLedger {
    private enum ReportingSQL {
        static let standing = """
            SELECT batch.name AS batch, batch.trust, flow.state, SUM(flow.films) AS films
            FROM flow JOIN batch ON batch.id = flow.batch
            WHERE flow.day <= :day GROUP BY flow.batch, flow.state ORDER BY flow.batch
            """
        /// Claims in hand: the flow has these films as queued.
        static let claims = """
            SELECT batch.name, COUNT(*)
            FROM lease CROSS JOIN film ON film.id = lease.film CROSS JOIN batch ON batch.id = film.batch
            WHERE kind = 'migrate' AND since <= ? GROUP BY batch.id
            """
        static let flow = """
            SELECT batch.trust, flow.day, flow.state, SUM(flow.films) AS films
            FROM flow JOIN batch ON batch.id = flow.batch
            WHERE flow.state IN ('verified', 'covered', 'again', 'queued', 'in_flight', 'held', 'delivered')
                AND flow.day <= :day
            GROUP BY batch.trust, flow.day, flow.state
            """
        /// After every day that is written as YYYY-MM-DD.
        static let forever = "9999-12-31"
    }

    package func standing(on day: String?) async throws -> [BatchStanding] {
        try await read { db in
            var standings: [BatchStanding] = []
            for row in try db.rows(ReportingSQL.standing, ["day": day ?? ReportingSQL.forever]) {
                let batch: String = row["batch"]
                if standings.last?.batch != batch {
                    standings.append(
                        BatchStanding(
                            batch: batch, trust: try Self.trust(row["trust"]), films: StateCounts()))
                }
                let name: String = row["state"]
                guard let state = FilmState(rawValue: name == "final" ? "rejected" : name) else { continue }
                standings[standings.count - 1].films[state] += row["films"]
            }
            let end = day.flatMap { Timestamp.end(ofLondonDay: $0) }?.milliseconds ?? .max
            let claims = try db.quick(ReportingSQL.claims).all(.int(end)) { ($0.text(), Int($0.int())) }
            let inFlight = Dictionary(uniqueKeysWithValues: claims)
            for index in standings.indices {
                standings[index].films.claim(inFlight[standings[index].batch, default: 0])
            }
            return standings.filter { $0.films.received > 0 }
        }
    }

    package func flow(through day: String?) async throws -> [TrustID: FilmFlow] {
        try await read { db in
            var flows: [TrustID: FilmFlow] = [:]
            for row in try db.rows(ReportingSQL.flow, ["day": day ?? ReportingSQL.forever]) {
                let trust = try Self.trust(row["trust"])
                let films: Int = row["films"]
                let date: String = row["day"]
                let state: String = row["state"]
                let part: WritableKeyPath<FilmFlow, [String: Int]> =
                    switch state {
                    case "verified": \.verified
                    case "covered": \.accounted
                    case "again": \.again
                    default: \.open
                    }
                flows[trust, default: FilmFlow()][keyPath: part][date, default: 0] += films
            }
            return flows
        }
    }
}
