import Archive
import DICOM
import FilmModel
import Logging
import MigrationQueue

/// The archives to read verified films from again, each proved to be the one that was proved before.
package struct ReadableArchives: Sendable {
    private let workspace: Workspace
    private let ledger: any ProofLedger
    private let logger: Logger

    /// An archive that is not to be read from.
    package struct Failure: Sendable {
        package let archive: String
        package let error: any Error
    }

    enum Answer {
        case all([Destination])
        /// Some do not answer, or are not what they were: nothing is read.
        case failed([Failure])
    }

    init(_ workspace: Workspace, _ stores: Stores, logger: Logger) {
        self.workspace = workspace
        ledger = stores.ledger
        self.logger = logger
    }

    /// The archive of this name, or all that are not paused.
    func callAsFunction(named name: String?) async throws -> Answer {
        let records = try await records(name)
        let prover = ArchiveProver(workspace: workspace, ledger: ledger, logger: logger)
        let answers = await prover.prove(all: records)
        let failed = answers.compactMap { answer -> Failure? in
            guard case .failure(let error) = answer.answer else { return nil }
            return Failure(archive: answer.record.name, error: error)
        }
        guard failed.isEmpty else { return .failed(failed) }
        let proved = try answers.map { try $0.answer.get() }
        let needsListener = proved.contains(where: \.proof.givesByMoveOnly)
        let listener = try needsListener ? workspace.listener(for: records) : nil
        let pairs = ArchivePairs(workspace: workspace, ledger: ledger, logger: logger)
        for pair in try await pairs.unknown(among: proved.map(\.record), trusting: [.distinct, .same]) {
            guard let first = proved.first(where: { $0.record.name == pair.first.name }),
                let second = proved.first(where: { $0.record.name == pair.second.name })
            else { continue }
            switch try await pairs.compare(pair, first, second, listener: listener) {
            case .distinct: break
            case .unclear(let why), .pending(let why): pairs.warn(pair, why)
            case .unavailable(let fault):
                throw DICOMError(
                    .associationLost, fault.message, remedy: "verify again when the archive answers")
            }
        }
        return .all(try proved.map { try workspace.destination($0, listener: listener) })
    }

    /// One that is paused is used no more, unless it is named.
    private func records(_ name: String?) async throws -> [DestinationRecord] {
        let all = try await ledger.destinations()
        let records = all.filter { name == nil ? !$0.paused : $0.name == name }
        guard records.isEmpty else { return records }
        if name == nil, !all.isEmpty {
            throw WorkspaceError.usage(
                "every archive is paused",
                remedy: "`filmmigrate archive resume NAME`, or name one with --archive")
        }
        throw name == nil
            ? WorkspaceError.noPrimary
            : WorkspaceError.notFound(
                "there is no archive of that name", remedy: "see `filmmigrate archive list`")
    }
}
