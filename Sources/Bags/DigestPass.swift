import Dispatch
import FilmModel
import Synchronization

/// Reads files once each, on a few threads: every digest that a manifest asks for, SHA-256 always, and the
/// copy for custody come from the same bytes.
struct DigestPass: Sendable {
    /// A file to be read, as it was found on the disk.
    struct Job: Sendable {
        let path: BagPath
        let status: FileStatus
        /// Whether the bytes are wanted too.
        let keepsBytes: Bool
    }

    /// What a file came to.
    struct Outcome: Sendable {
        var file: PayloadFile?
        var bytes: [UInt8]?
        var faults: [BagFault] = []
    }

    static let bufferBytes = 1 << 20

    let root: Descriptor
    let manifests: [BagManifest]
    let custody: BagCustody?
    let threads: Int
    /// Called for each file that is opened; for tests.
    let opened: @Sendable (BagPath) -> Void

    /// The outcomes, in the jobs' order. Throws where custody fails; a file that cannot be read is a fault.
    func run(_ jobs: [Job]) throws -> [Outcome] {
        struct State {
            var next = 0
            var outcomes: [Outcome]
            var failure: (any Error)?
        }
        let state = Mutex(State(outcomes: Array(repeating: Outcome(), count: jobs.count)))
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, jobs.count))) { _ in
            var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
            while true {
                let index = state.withLock { state -> Int? in
                    guard state.failure == nil, state.next < jobs.count else { return nil }
                    defer { state.next += 1 }
                    return state.next
                }
                guard let index else { return }
                do {
                    let outcome = try read(jobs[index], buffer: &buffer)
                    state.withLock { $0.outcomes[index] = outcome }
                } catch { state.withLock { $0.failure = $0.failure ?? error } }
            }
        }
        let end = state.withLock { $0 }
        if let failure = end.failure { throw failure }
        return end.outcomes
    }

    private func read(_ job: Job, buffer: inout [UInt8]) throws -> Outcome {
        let file: Descriptor
        do {
            let place = try root.parent(of: job.path)
            file = try place.folder.file(place.name)
            opened(job.path)
        } catch {
            if error.isLink {
                return fault(job, .unsafePath, "it became a symbolic link while the bag was read")
            }
            if error.isGone { return fault(job, .bagIncomplete, "it vanished while the bag was read") }
            throw BagAccessError.unreachable(job.path.text, error)
        }
        guard try isUnchanged(file, job) else { return changed(job) }
        let copy = try copyTarget(of: file, job)
        let wanted = manifests.filter { $0.digests[job.path] != nil }
        var digest = MultiDigest(Set(wanted.map(\.algorithm)).union([.sha256]))
        var mark = QuickDigest()
        var bytes: [UInt8] = []
        var total = 0
        while true {
            let count: Int
            do { count = try file.read(into: &buffer) } catch {
                throw BagAccessError.unreachable(job.path.text, error)
            }
            guard count > 0 else { break }
            total += count
            guard total <= job.status.bytes else { return changed(job) }
            digest.update(buffer[..<count])
            mark.update(buffer[..<count])
            if job.keepsBytes { bytes += buffer[..<count] }
            do { try copy?.write(buffer[..<count]) } catch { throw failed(error) }
        }
        guard total == job.status.bytes, try isUnchanged(file, job) else { return changed(job) }
        // A linked file may still be on its way to the disk: whoever wrote it need not have waited.
        if custody != nil { do { try (copy ?? file).synchronise() } catch { throw failed(error) } }
        let found = digest.finalise()
        let seen = mark.text
        var outcome = Outcome()
        for manifest in wanted where found[manifest.algorithm] != manifest.digests[job.path] {
            outcome.faults.append(
                BagFault(
                    .checksumMismatch, job.path.text, "the file's digest is not that of \(manifest.name)"))
        }
        outcome.file = found[.sha256].map {
            PayloadFile(path: job.path, bytes: total, sha256: $0, mark: seen)
        }
        outcome.bytes = job.keepsBytes ? bytes : nil
        return outcome
    }

    /// Where the bytes go as they are read; nil where there is no custody or the file could be linked.
    private func copyTarget(of file: Descriptor, _ job: Job) throws -> Descriptor? {
        guard let custody else { return nil }
        do {
            if !job.keepsBytes {
                let isLinked = try custody.link(file, owner: job.status.owner, as: job.path)
                if isLinked { return nil }
            }
            return try custody.newFile(job.path)
        } catch { throw failed(error) }
    }

    private func isUnchanged(_ file: Descriptor, _ job: Job) throws -> Bool {
        do { return try file.status() == job.status } catch {
            throw BagAccessError.unreachable(job.path.text, error)
        }
    }

    private func changed(_ job: Job) -> Outcome {
        fault(job, .checksumMismatch, "the file changed while the bag was read")
    }

    private func fault(_ job: Job, _ code: ReasonCode, _ message: String) -> Outcome {
        Outcome(faults: [BagFault(code, job.path.text, message)])
    }

    private func failed(_ cause: SystemCallError) -> BagAccessError {
        .custodyFailed(custody?.path ?? "custody", cause)
    }
}
