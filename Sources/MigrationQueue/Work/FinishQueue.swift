import FilmModel

/// Gathers results and commits them as groups: every few milliseconds or at 256 results, whichever is
/// first. A result's caller goes on once its group is durable.
package actor FinishQueue {
    private struct Waiting {
        let finish: Finish
        let done: CheckedContinuation<Bool, any Error>
    }

    private let ledger: any Ledger
    private var waiting: [Waiting] = []
    private var isCommitting = false
    static let groupLimit = 256

    package init(ledger: any Ledger) { self.ledger = ledger }

    /// Commits a result with its group. False where the lease was no longer the worker's: dropped.
    package func commit(_ finish: Finish) async throws -> Bool {
        try await withCheckedThrowingContinuation { done in
            waiting.append(Waiting(finish: finish, done: done))
            if !isCommitting {
                isCommitting = true
                Task { await self.drain() }
            }
        }
    }

    /// While one group is being made durable the next one gathers: the commit itself is the delay.
    private func drain() async {
        while !waiting.isEmpty {
            let group = Array(waiting.prefix(Self.groupLimit))
            waiting.removeFirst(group.count)
            do {
                let dropped = Set(try await ledger.finish(group.map(\.finish), at: .now()))
                for entry in group {
                    entry.done.resume(returning: !dropped.contains(entry.finish.lease.film.id))
                }
            } catch {
                await commitOneByOne(group)
            }
        }
        isCommitting = false
    }

    /// A group that fails is tried result by result, so that one film's fault stays its own.
    private func commitOneByOne(_ group: [Waiting]) async {
        for entry in group {
            do {
                let dropped = try await ledger.finish([entry.finish], at: .now())
                entry.done.resume(returning: dropped.isEmpty)
            } catch {
                entry.done.resume(throwing: error)
            }
        }
    }
}
