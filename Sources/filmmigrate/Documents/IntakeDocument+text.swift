import Bags
import Documents
import FilmModel
import Migration
import MigrationQueue

extension IntakeDocument {
    var text: String {
        switch outcome {
        case .taken(let receipt, let path, let isNew):
            return """
                \(receipt.text)
                \(isNew ? "" : "this bag was taken in before; nothing was changed\n")receipt: \(path)
                next: `filmmigrate run`
                """
        case .refused(let refusal):
            let faults = refusal.faults.prefix(50).map { "  \($0.description)\n    \($0.remedy)" }
            let more = refusal.faults.count + refusal.omitted - faults.count
            return
                (["the bag \(refusal.bag) is refused; nothing of it was taken in"] + faults
                + (more > 0 ? ["  and \(more) more; see them all with --json"] : [])).joined(separator: "\n")
        }
    }
}
