import Documents
import FilmModel
import Migration
import MigrationQueue

/// What an operator looks at through the night: Trusts, batches under way, lanes, workers, archives, and what
/// needs a person. Every count is of films as they stand at one moment, every rate is of what was verified.
struct WatchView {
    let text: String

    /// The most films that a lane is counted up to.
    private static let depthLimit = 1000
    /// The most batches that are shown.
    private static let batchLimit = 12

    /// For a terminal of so many columns; nil where it is none.
    init(_ ledger: any ProofLedger, at now: Timestamp, within columns: Int? = nil) async throws {
        let status = try await StatusDocument(ledger, at: now)
        let trusts = status.watched(within: columns)
        // What needs a person comes first: a page that is too long is cut at its end.
        var parts = [
            "filmmigrate, \(now)", try await Self.needs(ledger, status, within: columns),
            trusts.busy,
        ]
        if let batches = try await Self.batches(ledger, status, at: now, within: columns) {
            parts.append(batches)
        }
        parts.append(try await Self.lanes(ledger))
        parts.append(try await Self.workers(ledger, at: now, within: columns))
        let closed = try await ledger.closed(at: now)
        if !closed.isEmpty {
            let scopes = closed.map { scope in
                switch scope {
                case .all: "everything"
                case .trust(let trust): "Trust \(trust)"
                case .archive(let name): "archive \(name)"
                }
            }
            parts.append(
                "closed by maintenance windows just now: \(scopes.sorted().joined(separator: ", ")); see "
                    + "`filmmigrate window list`")
        }
        parts.append(
            "films/h: the rate since the first film that was verified in the last hour. done by: at that rate; – where "
                + "nothing was verified, so there is none")
        if let idle = trusts.idle { parts.append("nothing under way or held:\n\(idle)") }
        text = parts.joined(separator: "\n\n")
    }

    /// Batches with films under way, and when they would be done if their Trust's films go in order.
    private static func batches(
        _ ledger: any Ledger, _ status: StatusDocument, at now: Timestamp, within columns: Int?
    ) async throws -> String? {
        var table = TextTable(["batch", "Trust", "received", "under way", "held", "verified", "done by"])
        var ahead: [TrustID: Int] = [:]
        var hidden = 0
        for (batch, counts) in try await ledger.batches() where counts.underWay > 0 {
            ahead[batch.trust, default: 0] += counts.underWay
            guard table.count < batchLimit else {
                hidden += 1
                continue
            }
            let rate = status.trusts.first { $0.trust == batch.trust.code }?.filmsPerHour ?? 0
            let eta = rate > 0 ? now.adding(seconds: Double(ahead[batch.trust] ?? 0) / rate * 3600) : nil
            table.add([
                batch.name + (batch.paused ? " (paused)" : ""), batch.trust.code, String(counts.received),
                String(counts.underWay), String(counts[.held]), String(counts[.verified]),
                batch.paused ? "–" : eta?.description ?? "–",
            ])
        }
        guard !table.isEmpty else { return nil }
        let text = table.text(within: columns, dropping: ["received", "Trust", "held", "under way"])
        return text + (hidden > 0 ? "\nand \(hidden.counted("more batch", "more batches"))" : "")
    }

    private static func lanes(_ ledger: any Ledger) async throws -> String {
        let depths = try await ledger.depths(limit: depthLimit)
        var table = TextTable(["waiting to be"] + Lane.allCases.map(\.name))
        for (kind, words) in [(WorkKind.migrate, "carried"), (.verify, "proved")] {
            table.add(
                [words]
                    + Lane.allCases.map { lane in
                        let depth = depths.first { $0.kind == kind && $0.lane == lane }
                        return "\(depth?.films ?? 0)" + (depth?.isAtLeast == true ? "+" : "")
                    })
        }
        return table.text
    }

    private static func workers(
        _ ledger: any Ledger, at now: Timestamp, within columns: Int?
    ) async throws -> String {
        let workers = try await ledger.workers()
        guard !workers.isEmpty else { return "no worker: `filmmigrate run` carries the films" }
        var table = TextTable(["worker", "process", "films", "stands"])
        for record in workers {
            table.add([
                record.worker.machine, String(record.worker.pid), String(record.films),
                record.aliveUntil < now || ThisProcess.isDead(record.worker)
                    ? "dead: its films come back with the next run" : "alive",
            ])
        }
        return table.text(within: columns, dropping: ["process"])
    }

    private static func needs(
        _ ledger: any Ledger, _ status: StatusDocument, within columns: Int?
    ) async throws -> String {
        let groups = try await ledger.failures().filter { $0.standing == .held }
        let full = try await ledger.destinations().filter { $0.refusal != nil }.map {
            "archive \($0.name) is full and refuses to store: have its keeper make room; films then go on by themselves"
        }
        let trouble = status.archiveTrouble + full
        guard !groups.isEmpty else {
            return trouble.isEmpty ? "nothing needs a person" : trouble.joined(separator: "\n")
        }
        var table = TextTable(["films", "held with", "for example", "what helps"])
        for group in groups {
            table.add([String(group.films), group.code.rawValue, group.example, group.code.remedy])
        }
        return (trouble + [table.text(within: columns, dropping: ["for example"])]).joined(separator: "\n")
    }
}
