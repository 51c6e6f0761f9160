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
            if !gate.name.blocks, !gate.passed { line += " [blocks nothing]" }
            if let blocker = gate.blockedBy { line += " [blocked by \(blocker.rawValue)]" }
            lines.append(line)
            for detail in gate.details { lines.append("            \(detail.code): \(detail.text)") }
        }
        lines += warnings.map { "    warning: \($0)" }
        let judged = gates.filter(\.name.blocks)
        let failed = judged.filter { $0.status == .failed }.count
        let open = judged.filter { $0.status == .open }.count
        lines.append("")
        lines.append(
            passed
                ? "the plan passes all gates"
                : "the plan does not pass: \(GateJudge.count(failed, "gate fails", "gates fail")), "
                    + "\(GateJudge.count(open, "is", "are")) open")
        let aside = gates.filter { !$0.name.blocks && !$0.passed }.count
        if aside > 0 {
            lines.append(
                "beside it, \(GateJudge.count(aside, "gate that blocks nothing does", "gates that block nothing do")) "
                    + "not pass")
        }
        return lines.joined(separator: "\n")
    }
}
