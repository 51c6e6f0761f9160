/// What is known of two registered archives: whether they are two.
package struct ArchivePair: Sendable, Hashable {
    /// What a trial found.
    package enum Verdict: String, Sendable, CaseIterable {
        case distinct
        case same
        /// An archive did not take a test instance or give it back.
        case unclear
    }

    /// Their names, in order.
    package let first: String
    package let second: String
    /// Who they were: the addresses and identities at the time of the trial.
    package let firstMark: String
    package let secondMark: String
    package let verdict: Verdict

    /// Nil where one of them was never proved.
    package init?(_ one: DestinationRecord, _ other: DestinationRecord, _ verdict: Verdict) {
        let (first, second) = one.name < other.name ? (one, other) : (other, one)
        guard let firstMark = first.mark, let secondMark = second.mark else { return nil }
        self.init(
            first: first.name, second: second.name, firstMark: firstMark, secondMark: secondMark,
            verdict: verdict)
    }

    /// As a store has it.
    package init(first: String, second: String, firstMark: String, secondMark: String, verdict: Verdict) {
        (self.first, self.second) = (first, second)
        (self.firstMark, self.secondMark) = (firstMark, secondMark)
        self.verdict = verdict
    }

    /// Whether the trial was of these two as they are registered now.
    package func isOf(_ one: DestinationRecord, _ other: DestinationRecord) -> Bool {
        self == ArchivePair(one, other, verdict)
    }
}

extension DestinationRecord {
    /// Address and identity in one; nil until the archive was proved.
    package var mark: String? {
        identity.map { "\(aeTitle)@\(host.lowercased()):\(port)\(tls ? " TLS" : "") \($0)" }
    }
}
