/// The check as lines for a terminal.
extension PlanCheck {
    package var text: String {
        var lines: [String] = []
        for gate in gates {
            // A Trust without local capital has nothing to be judged there.
            if gate.isUnasked { continue }
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
        let aside = gates.filter { !$0.name.blocks && !$0.passed }.count
        lines.append(
            passed
                ? "the plan passes \(aside > 0 ? "all gates that can block another" : "all gates")" + atNought
                : "the plan does not pass: \(GateJudge.count(failed, "gate fails", "gates fail")), "
                    + "\(GateJudge.count(open, "is", "are")) open")
        if aside > 0 {
            lines.append(
                "beside it, \(GateJudge.count(aside, "gate that blocks nothing does", "gates that block nothing do")) "
                    + "not pass")
        }
        return lines.joined(separator: "\n")
    }

    /// The gates that pass by a nought, named in the sentence that says that all pass.
    private var atNought: String {
        let names = gates.filter { $0.nought != nil }.map { "\($0.name.rawValue) of \($0.code)" }
        guard !names.isEmpty else { return "" }
        return ", \(names.joined(separator: ", ")) at nought: what is stated there binds nobody"
    }
}
