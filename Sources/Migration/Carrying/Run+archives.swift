import Archive
import DICOM
import FilmModel
import Logging
import MigrationQueue

extension Run {
    /// The archives of a run, the primary first, and what is still to be found out about them.
    struct Archives {
        /// As they were registered when the run began.
        let records: [DestinationRecord]
        let destinations: [Destination]
        let pairs: PairWatch
    }

    /// The archives, each proved to be the one that was proved before, and no two of them one. One that can't be
    /// reached now is left to the breaker; one that answers as somebody else, or refuses what is needed, stops
    /// the run.
    func provenArchives() async throws -> Archives {
        let records = try await stores.ledger.destinations().primaryFirst
        guard records.contains(where: { $0.role == .primary }) else { throw WorkspaceError.noPrimary }
        if records.count == 1 {
            logger.warning("there is no second copy: films are verified against the primary alone")
        }
        let pairs = ArchivePairs(workspace: workspace, ledger: stores.ledger, logger: logger)
        // Two that are known to be one need no call.
        _ = try await pairs.unknown(among: records, trusting: [.same])
        let listener = try workspace.listener(for: records)
        let prover = ArchiveProver(workspace: workspace, ledger: stores.ledger, logger: logger)
        let proved = try await proved(await prover.prove(all: records))
        let destinations = try records.map { record in
            try proved[record.name].map { try workspace.destination($0, listener: listener) }
                ?? workspace.destination(record, identity: record.identity, listener: listener)
        }
        let now = records.map { proved[$0.name]?.record ?? $0 }
        let later = Duration.seconds(workspace.settings.readBackAfterMinutes * 60)
        var open: [PairWatch.Open] = []
        // What was unclear before is asked again: its keeper may have seen to it.
        for pair in try await pairs.unknown(among: now, trusting: [.distinct, .same]) {
            guard let first = proved[pair.first.name], let second = proved[pair.second.name] else {
                open.append(PairWatch.Open(pair: pair))
                continue
            }
            switch try await pairs.compare(pair, first, second, listener: listener) {
            case .distinct: break
            // No film is read back before that time either.
            case .pending where later > .zero:
                open.append(PairWatch.Open(pair: pair, notBefore: .now + later, waits: 1))
            case .unclear(let why), .pending(let why): pairs.warn(pair, why)
            case .unavailable(let fault):
                open.append(PairWatch.Open(pair: pair))
                if !fault.isRefusal { try await answers.failed(fault.destination, fault.message) }
            }
        }
        return Archives(
            records: now, destinations: destinations,
            pairs: PairWatch(open, pairs, prover, later: later, listener: listener))
    }

    private var answers: ArchiveAnswers { ArchiveAnswers(ledger: stores.ledger, logger: logger) }

    /// Those that answered, by name. Every one that did not is told of before an error ends the run.
    private func proved(
        _ answers: [(record: DestinationRecord, answer: Result<ProvedArchive, any Error>)]
    ) async throws -> [String: ProvedArchive] {
        var proved: [String: ProvedArchive] = [:]
        var fault: (any Error)?
        for (record, answer) in answers {
            do { proved[record.name] = try answer.get() } catch let error as DICOMError
                // A refusal by a second copy does not stop the run: it gets nothing, the primary gets its films.
                where error.mayPass || record.role != .primary
            {
                try await self.answers.failed(record.name, error.message)
            } catch {
                fault = fault ?? error
            }
        }
        if let fault { throw fault }
        return proved
    }
}
