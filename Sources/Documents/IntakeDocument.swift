import Bags
package import FilmModel
package import Migration
import MigrationQueue

/// What `intake` answers for one bag: its receipt, or everything that is wrong with it.
package struct IntakeDocument: Encodable {
    package let outcome: IntakeDesk.Outcome
    package let bag: String

    package init(_ bag: String, _ outcome: IntakeDesk.Outcome) {
        self.bag = bag
        self.outcome = outcome
    }

    package var status: ExitStatus {
        switch outcome {
        case .taken(let receipt, _, _): receipt.counts[.rejected] > 0 ? .doneWithExceptions : .done
        case .refused: .unusableInput
        }
    }

    private enum Key: String, CodingKey {
        case bag, refused, batch, bureau, trust, stage, faults, omitted, counts, films
    }
    private enum FaultKey: String, CodingKey { case code, path, message, remedy }

    package func encode(to encoder: any Encoder) throws {
        switch outcome {
        case .taken(let receipt, _, _): try receipt.encode(to: encoder)
        case .refused(let refusal):
            var values = encoder.container(keyedBy: Key.self)
            try values.encode(refusal.bag, forKey: .bag)
            try values.encode(true, forKey: .refused)
            try values.encode(refusal.number, forKey: .batch)
            try values.encode(refusal.bureau, forKey: .bureau)
            try values.encode(refusal.trust, forKey: .trust)
            try values.encode(Receipt.Stage.intake, forKey: .stage)
            try values.encode(StateCounts(), forKey: .counts)
            try values.encode([String](), forKey: .films)
            try values.encode(refusal.omitted, forKey: .omitted)
            var faults = values.nestedUnkeyedContainer(forKey: .faults)
            for fault in refusal.faults {
                var part = faults.nestedContainer(keyedBy: FaultKey.self)
                try part.encode(fault.code, forKey: .code)
                try part.encode(fault.path, forKey: .path)
                try part.encode(fault.message, forKey: .message)
                try part.encode(fault.remedy, forKey: .remedy)
            }
        }
    }
}
