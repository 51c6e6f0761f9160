import FilmModel

/// What `doctor` found, all of it.
struct DoctorDocument: Encodable {
    let findings: [Finding]

    var faults: [Finding] { findings.filter { $0.verdict == .fault } }

    /// The first fault's; a warning ends with 0.
    var status: ExitStatus { faults.first?.status ?? .done }

    private enum Key: String, CodingKey { case healthy, findings }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(faults.isEmpty, forKey: .healthy)
        try values.encode(findings, forKey: .findings)
    }

    var text: String {
        let lines = findings.flatMap { finding -> [String] in
            let line = "\(finding.verdict.rawValue.uppercased())  \(finding.check): \(finding.message)"
            return [line] + (finding.mend.map { ["         mend: \($0)"] } ?? [])
        }
        let sum = faults.isEmpty ? "no fault found" : "\(faults.count.counted("fault")) found"
        return (lines + [sum]).joined(separator: "\n")
    }
}
