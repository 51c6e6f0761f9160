import Documents
import FilmModel
import Migration

extension DoctorDocument {
    var text: String {
        let lines = checks.flatMap { check -> [String] in
            let line = "\(check.verdict.rawValue.uppercased())  \(check.check): \(check.message)"
            return [line] + (check.remedy.map { ["         mend: \($0)"] } ?? [])
        }
        let sum = faults.isEmpty ? "no fault found" : "\(faults.count.counted("fault")) found"
        return (lines + [sum]).joined(separator: "\n")
    }
}
