/// The gates of a plan, in the programme's order. Several may stand at one of its ten steps.
package enum GateName: String, CaseIterable, Sendable, Codable, Hashable {
    case teams
    case trustNeeds = "trust_needs"
    case communities
    case shoppingList = "shopping_list"
    case shaRollUp = "sha_roll_up"
    case contractorDays = "contractor_days"
    case outlineSchedule = "outline_schedule"
    case volumeCommitment = "volume_commitment"
    case clusterRollUp = "cluster_roll_up"
    case affordability
    case localAffordability = "local_affordability"
    case cashFlow = "cash_flow"
    case signOff = "sign_off"

    /// The step of the programme's order (seed 2.3.1) at which the gate stands, 1 to 10.
    package var step: Int {
        switch self {
        case .teams: 1
        case .trustNeeds, .communities: 2
        case .shoppingList: 3
        case .shaRollUp: 4
        case .contractorDays: 5
        case .outlineSchedule: 6
        case .volumeCommitment, .clusterRollUp: 7
        case .affordability, .localAffordability: 8
        case .cashFlow: 9
        case .signOff: 10
        }
    }

    /// Whether a failure blocks later gates. Two conditions stand apart: mending them changes no figure of a
    /// later gate, and local spending is "not required for the Cluster-wide PACS affordability analysis".
    var blocks: Bool { self != .communities && self != .localAffordability }

    /// As a person reads it.
    package var title: String {
        switch self {
        case .teams: "Teams in place"
        case .trustNeeds: "Trusts covered"
        case .communities: "Communities larger than one Trust"
        case .shoppingList: "Shopping list and benefits"
        case .shaRollUp: "SHA roll-up, clinically validated"
        case .contractorDays: "Contractor days"
        case .outlineSchedule: "Outline schedule in three years"
        case .volumeCommitment: "Volume commitments"
        case .clusterRollUp: "Cluster roll-up, clinically validated"
        case .affordability: "Affordability"
        case .localAffordability: "Local capital"
        case .cashFlow: "Cash-flow"
        case .signOff: "Sign-off"
        }
    }
}
