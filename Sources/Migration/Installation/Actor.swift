package import FilmModel

/// Who asks for something, and what they may do. Every use-case that changes something checks it, whatever the face is.
package struct Actor: Sendable {
    package enum Role: String, CaseIterable, Sendable {
        /// May do everything that any of the others may.
        case administrator
        /// Steers the work: holds, retries, pauses, registers.
        case `operator`
        /// Decides whose a film is.
        case reviewer
        /// Delivers batches.
        case bureau
        /// Keeps the plan.
        case finance
        /// Looks, and changes nothing.
        case auditor
    }

    /// As it stands in the history.
    package let name: String
    package let roles: Set<Role>
    /// The Trusts that it may act for; nil for all.
    package let trusts: Set<TrustID>?

    package init(name: String, roles: Set<Role>, trusts: Set<TrustID>? = nil) {
        self.name = name
        self.roles = roles
        self.trusts = trusts
    }

    /// Who calls the command line has the workspace's files: an administrator.
    package static func commandLine(_ name: String) -> Actor { Actor(name: name, roles: [.administrator]) }

    /// Refuses who has none of the roles, or may not act for the Trust; what concerns all of them, without one, needs
    /// somebody who may act for all.
    package func require(_ wanted: Role..., trust: TrustID? = nil) throws(WorkspaceError) {
        guard roles.contains(.administrator) || !roles.isDisjoint(with: wanted) else {
            throw .notAllowed(
                "\(name) may not do this",
                remedy: "ask for the role \(wanted.map(\.rawValue).joined(separator: " or "))")
        }
        guard let trusts else { return }
        guard let trust else {
            throw .notAllowed(
                "\(name) may not do this for all Trusts", remedy: "ask somebody who may act for all of them")
        }
        guard trusts.contains(trust) else {
            throw .notAllowed(
                "\(name) may not act for Trust \(trust)", remedy: "ask somebody who may act for that Trust")
        }
    }
}
