import Synchronization

/// Which archives have said lately as whom they have which examinations: films of one that come one after the other ask
/// once.
final class AskedStudies: Sendable {
    private struct Question: Hashable {
        let study: String
        let archive: String
    }

    private let answered = Mutex<[Question: ContinuousClock.Instant]>([:])

    /// How long an answer is believed.
    private static let span = Duration.seconds(10)

    func isAnswered(_ study: String, by archive: String, at now: ContinuousClock.Instant = .now) -> Bool {
        answered.withLock { known in
            known[Question(study: study, archive: archive)].map { now - $0 < Self.span } ?? false
        }
    }

    func note(_ study: String, by archive: String, at now: ContinuousClock.Instant = .now) {
        answered.withLock { known in
            if known.count >= 1024 { known = known.filter { now - $0.value < Self.span } }
            known[Question(study: study, archive: archive)] = now
        }
    }
}
