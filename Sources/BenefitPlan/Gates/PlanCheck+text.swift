/// The check as lines for a terminal.
extension PlanCheck {
    package var text: String {
        var lines: [String] = []
        for gate in gates {
            // A Trust without local capital has nothing to be judged there.
            if gate.name == .localAffordability, gate.passed, gate.money?.left == .zero { continue }
            let mark =
                switch gate.status {
                case .passed: "pass"
                case .failed: "FAIL"
                case .open: "open"
                }
            var line =
                "\(gate.name.step < 10 ? " " : "")\(gate.name.step)  \(mark)  \(gate.name.title), "
                + "\(gate.level.text) \(gate.code): \(gate.message)"
            if let blocker = gate.blockedBy { line += " [blocked by \(blocker.rawValue)]" }
            lines.append(line)
            for detail in gate.details { lines.append("            \(detail.code): \(detail.text)") }
        }
        lines += warnings.map { "    warning: \($0)" }
        let failed = gates.filter { $0.status == .failed }.count
        let open = gates.filter { $0.status == .open }.count
        lines.append("")
        lines.append(
            passed
                ? "the plan passes all gates"
                : "the plan does not pass: \(GateJudge.count(failed, "gate fails", "gates fail")), "
                    + "\(GateJudge.count(open, "is", "are")) open")
        return lines.joined(separator: "\n")
    }
}
