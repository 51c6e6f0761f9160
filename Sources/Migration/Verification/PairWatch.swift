import Archive
import DICOM
import FilmModel
import MigrationQueue

/// Pairs of archives that could not be compared when a run began: one of them was away, or is slow to have what it took.
/// They are compared off to the side once there is a film to be proved; until then none is: what is read from one archive
/// twice proves nothing.
actor PairWatch {
    private let pairs: ArchivePairs
    private let prover: ArchiveProver
    private let listener: StoreListener?

    /// A pair that is still to be compared.
    struct Open: Sendable {
        let pair: ArchivePairs.Pair
        /// An archive that was slow has its time.
        var notBefore = ContinuousClock.now
        /// How often it has had it. An instance goes each way, and either archive may be slow: after two times the pair
        /// stays unclear.
        var waits = 0
    }

    private var open: [Open]
    private let later: Duration
    private var isTrying = false
    private var faults: [Carried.Unavailable] = []
    private var failure: (any Error)?

    init(
        _ open: [Open], _ pairs: ArchivePairs, _ prover: ArchiveProver, later: Duration,
        listener: StoreListener?
    ) {
        self.open = open
        self.later = later
        self.pairs = pairs
        self.prover = prover
        self.listener = listener
    }

    /// Whether every two archives are known to be two.
    var isSettled: Bool { open.isEmpty && failure == nil }

    /// Whether nothing can be compared for so long.
    func isPending(longerThan seconds: Double) -> Bool {
        !open.isEmpty && open.allSatisfy { $0.notBefore > .now + .seconds(seconds) }
    }

    /// Archives that could not be asked since the last call. Throws where two archives turned out to be one, or another
    /// answered than the one that was proved.
    func takeFaults() throws -> [Carried.Unavailable] {
        if let failure { throw failure }
        defer { faults = [] }
        return faults
    }

    /// Begins to compare, unless that is under way.
    func begin() {
        guard !isTrying, open.contains(where: { $0.notBefore <= .now }) else { return }
        isTrying = true
        Task { await tryAll() }
    }

    private func tryAll() async {
        defer { isTrying = false }
        for each in open where each.notBefore <= .now {
            do {
                let outcome = try await compare(each.pair)
                if case .unavailable(let fault) = outcome {
                    faults.append(fault)
                    continue
                }
                open.removeAll { $0.pair.trial.instances == each.pair.trial.instances }
                switch outcome {
                case .pending where later > .zero && each.waits < 2:
                    open.append(Open(pair: each.pair, notBefore: .now + later, waits: each.waits + 1))
                case .pending(let why), .unclear(let why): pairs.warn(each.pair, why)
                case .distinct, .unavailable: break
                }
            } catch {
                failure = error
            }
        }
    }

    private func compare(_ pair: ArchivePairs.Pair) async throws -> ArchivePairs.Outcome {
        var proved: [ProvedArchive] = []
        for (record, answer) in await prover.prove(all: [pair.first, pair.second]) {
            do { proved.append(try answer.get()) } catch let error as DICOMError {
                return .unavailable(Carried.Unavailable(destination: record.name, message: error.message))
            }
        }
        return try await pairs.compare(pair, proved[0], proved[1], listener: listener)
    }
}
