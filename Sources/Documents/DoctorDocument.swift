package import FilmModel
package import Migration

/// What `doctor` found, all of it.
package struct DoctorDocument: Encodable {
    package let checks: [Check]

    package init(checks: [Check]) { self.checks = checks }

    package var faults: [Check] { checks.filter { $0.verdict == .fault } }

    /// The first fault's; a warning ends with 0.
    package var status: ExitStatus { faults.first?.status ?? .done }

    private enum Key: String, CodingKey {
        case healthy
        case checks = "findings"
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(faults.isEmpty, forKey: .healthy)
        try values.encode(checks, forKey: .checks)
    }
}
