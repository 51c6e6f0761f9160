import Archive
import DICOM
package import FilmModel
package import Logging
import MigrationQueue

/// `archive test`: proves archives, and that each is another than all others that are registered.
package struct ArchiveTrial: Sendable {
    let workspace: Workspace
    let ledger: any ProofLedger
    let logger: Logger
    /// All archives, the primary first.
    let records: [DestinationRecord]
    /// Those that are tested.
    let names: Set<String>
    let acceptsIdentity: Bool
    /// Whether each is tried by a test instance of its own.
    let stores: Bool

    /// Finds the archives. `stores`: each that is named is tried by a test instance of its own.
    package init(
        of names: [String], in workspace: Workspace, _ opened: Stores, actor: Actor, logger: Logger,
        acceptsIdentity: Bool, stores: Bool
    ) async throws {
        try actor.require(.operator)
        let records = try await opened.ledger.destinations().primaryFirst
        for name in names where !records.contains(where: { $0.name == name }) {
            throw WorkspaceError.notFound(
                "there is no archive of the name \(name)", remedy: "see `filmmigrate archive list`")
        }
        self.workspace = workspace
        ledger = opened.ledger
        self.logger = logger
        self.records = records
        self.names = Set(names)
        self.acceptsIdentity = acceptsIdentity
        self.stores = stores
    }

    /// The result: a document for each archive that passed, an error for whatever did not.
    package struct Results: Sendable {
        package var documents: [ArchiveProofDocument] = []
        package var errors: [any OperatorError] = []
    }

    private var pairs: ArchivePairs { ArchivePairs(workspace: workspace, ledger: ledger) }
    /// What needs no trial any more.
    private var trusted: Set<ArchivePair.Verdict> { stores || acceptsIdentity ? [] : [.distinct] }

    package func callAsFunction() async throws -> Results {
        let prover = ArchiveProver(workspace: workspace, ledger: ledger, logger: logger)
        let called = try await needed()
        var results = Results()
        var proved: [String: ProvedArchive] = [:]
        var silent: [String: String] = [:]
        for (record, answer) in await prover.prove(all: called, accepting: acceptsIdentity ? names : []) {
            do { proved[record.name] = try answer.get() } catch let error as any OperatorError {
                silent[record.name] = error.message
                if names.contains(record.name) { results.errors.append(named(error, record.name)) }
            }
        }
        let others = try await compare(proved, silent, &results)
        for record in records where names.contains(record.name) {
            guard let archive = proved[record.name] else { continue }
            var document = ArchiveProofDocument(record.name, archive.proof, others[record.name] ?? [])
            do {
                if stores { document.testInstance = try await prover.tryOut(archive) }
                results.documents.append(document)
            } catch let error as any OperatorError {
                results.errors.append(named(error, record.name))
            }
        }
        return results
    }

    /// With several archives each error says whose it is.
    private func named(_ error: any OperatorError, _ name: String) -> any OperatorError {
        guard names.count > 1 else { return error }
        return WorkspaceError(
            message: "archive \(name): \(error.message)", remedy: error.remedy, exitStatus: error.exitStatus)
    }

    /// The archives to call: those that are tested, and those that they have to be told from.
    private func needed() async throws -> [DestinationRecord] {
        let open = try await pairs.unknown(among: records, trusting: trusted).filter { $0.isOf(names) }
        return records.filter { record in
            names.contains(record.name) || open.contains { $0.isOf([record.name]) }
        }
    }

    /// Tells the tested archives from the others; for each its others.
    private func compare(
        _ proved: [String: ProvedArchive], _ silent: [String: String], _ results: inout Results
    ) async throws -> [String: [ArchiveProofDocument.Other]] {
        let now = records.map { proved[$0.name]?.record ?? $0 }
        let open = try await pairs.unknown(among: now, trusting: trusted)
        let needsListener = proved.values.contains(where: \.proof.givesByMoveOnly)
        let listener = try needsListener && !open.isEmpty ? workspace.listener(for: records) : nil
        var others: [String: [ArchiveProofDocument.Other]] = [:]
        for (place, first) in now.enumerated() {
            for second in now.dropFirst(place + 1) where !names.isDisjoint(with: [first.name, second.name]) {
                var other = ArchiveProofDocument.Other.known
                if let pair = open.first(where: { $0.isOf([first.name]) && $0.isOf([second.name]) }) {
                    do {
                        other = try await outcome(pair, proved, silent, listener)
                    } catch let error as SameArchiveError {
                        results.errors.append(error)
                        other = .same
                    }
                }
                others[first.name, default: []].append(other.named(second.name))
                others[second.name, default: []].append(other.named(first.name))
            }
        }
        return others
    }

    private func outcome(
        _ pair: ArchivePairs.Pair, _ proved: [String: ProvedArchive], _ silent: [String: String],
        _ listener: StoreListener?
    ) async throws -> ArchiveProofDocument.Other {
        guard let first = proved[pair.first.name], let second = proved[pair.second.name] else {
            return .unproved(silent[pair.first.name] ?? silent[pair.second.name] ?? "it was not called")
        }
        return switch try await pairs.compare(pair, first, second, listener: listener) {
        case .distinct: .proved(storedIn: pair.second.name)
        case .unclear(let why), .pending(let why): .unproved(why)
        case .unavailable(let fault): .unproved(fault.message)
        }
    }
}
