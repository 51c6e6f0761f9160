import FilmModel
import Migration

/// What `doctor` found, all of it.
struct DoctorDocument: Encodable {
    let checks: [Check]

    var faults: [Check] { checks.filter { $0.verdict == .fault } }

    /// The first fault's; a warning ends with 0.
    var status: ExitStatus { faults.first?.status ?? .done }

    private enum Key: String, CodingKey {
        case healthy
        case checks = "findings"
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(faults.isEmpty, forKey: .healthy)
        try values.encode(checks, forKey: .checks)
    }

    var text: String {
        let lines = checks.flatMap { check -> [String] in
            let line = "\(check.verdict.rawValue.uppercased())  \(check.check): \(check.message)"
            return [line] + (check.remedy.map { ["         mend: \($0)"] } ?? [])
        }
        let sum = faults.isEmpty ? "no fault found" : "\(faults.count.counted("fault")) found"
        return (lines + [sum]).joined(separator: "\n")
    }
}
