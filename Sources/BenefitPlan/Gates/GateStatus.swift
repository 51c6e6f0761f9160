/// What a gate's own comparison came to.
package enum GateStatus: String, Sendable, Codable, Hashable {
    case passed
    /// What is stated breaks the rule.
    case failed
    /// What the gate needs is not stated yet: a name, a month, a signature. The plan does not pass with it, but
    /// no later comparison is wrong by it.
    case open
}
