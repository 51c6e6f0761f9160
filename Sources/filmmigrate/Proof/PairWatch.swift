import Archive
import DICOM
import FilmModel
import MigrationQueue

/// Pairs of archives that could not be compared when a run began, since one of them was away. They are compared off to
/// the side once there is a film to be proved; until then none is: what is read from one archive twice proves nothing.
actor PairWatch {
    private let pairs: ArchivePairs
    private let prover: ArchiveProver
    private let listener: StoreListener?

    private var open: [ArchivePairs.Pair]
    private var isTrying = false
    private var faults: [Carried.Unavailable] = []
    private var failure: (any Error)?

    init(
        _ open: [ArchivePairs.Pair], _ pairs: ArchivePairs, _ prover: ArchiveProver, listener: StoreListener?
    ) {
        self.open = open
        self.pairs = pairs
        self.prover = prover
        self.listener = listener
    }

    /// Whether every two archives are known to be two.
    var isSettled: Bool { open.isEmpty && failure == nil }

    /// Archives that could not be asked since the last call. Throws where two archives turned out to be one, or another
    /// answered than the one that was proved.
    func takeFaults() throws -> [Carried.Unavailable] {
        if let failure { throw failure }
        defer { faults = [] }
        return faults
    }

    /// Begins to compare, unless that is under way.
    func begin() {
        guard !isTrying, !open.isEmpty else { return }
        isTrying = true
        Task { await tryAll() }
    }

    private func tryAll() async {
        defer { isTrying = false }
        for pair in open {
            do {
                guard let fault = try await settle(pair) else {
                    open.removeAll { $0.first.name == pair.first.name && $0.second.name == pair.second.name }
                    continue
                }
                faults.append(fault)
            } catch {
                failure = error
            }
        }
    }

    /// Nil where it is settled, else the archive that can't be asked.
    private func settle(_ pair: ArchivePairs.Pair) async throws -> Carried.Unavailable? {
        var proved: [ProvedArchive] = []
        for (record, answer) in await prover.prove(all: [pair.first, pair.second]) {
            do { proved.append(try answer.get()) } catch let error as DICOMError {
                return Carried.Unavailable(destination: record.name, message: error.message)
            }
        }
        switch try await pairs.compare(pair, proved[0], proved[1], listener: listener) {
        case .distinct, .unclear: return nil
        case .unavailable(let fault): return fault
        }
    }
}
