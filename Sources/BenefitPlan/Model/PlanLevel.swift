/// The three levels of the plan, from the top.
package enum PlanLevel: String, CaseIterable, Sendable, Codable, Hashable {
    case cluster, sha, trust

    /// The word as a person reads it.
    package var text: String {
        switch self {
        case .cluster: "Cluster"
        case .sha: "SHA"
        case .trust: "Trust"
        }
    }
}
