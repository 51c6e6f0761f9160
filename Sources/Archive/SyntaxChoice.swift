import DICOM
import Synchronization

/// Chooses the transfer syntax film by film. With `auto`, by what a byte of pixels has cost in each: encoding, the
/// line and the archive together, on all lanes as they are. Each is tried first, and one film in 32 tries the dearer
/// one again: only so is it noticed that line or processors have changed.
final class SyntaxChoice: Sendable {
    private struct Costs {
        /// Seconds a byte of native pixels.
        var seconds: [TransferSyntax: Double] = [:]
        var turn = 0
    }

    private let preference: SyntaxPreference
    private let costs = Mutex(Costs())
    private static let tryAgain = 32

    init(_ preference: SyntaxPreference) { self.preference = preference }

    func next() -> TransferSyntax {
        guard case .auto = preference else { return preference.compressed.first ?? .explicit }
        return costs.withLock { costs in
            guard let plain = costs.seconds[.explicit] else { return .explicit }
            guard let packed = costs.seconds[.jpegLS] else { return .jpegLS }
            costs.turn += 1
            let isTrial = costs.turn.isMultiple(of: Self.tryAgain)
            return (packed < plain) != isTrial ? .jpegLS : .explicit
        }
    }

    /// What the last film in a syntax took, from the native dataset to the archive's answer.
    func note(_ syntax: TransferSyntax, seconds: Double, bytes: Int) {
        guard bytes > 0 else { return }
        let cost = seconds / Double(bytes)
        costs.withLock { costs in
            costs.seconds[syntax] = costs.seconds[syntax].map { $0 * 0.8 + cost * 0.2 } ?? cost
        }
    }
}
