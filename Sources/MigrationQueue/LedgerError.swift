package import FilmModel

/// What the ledger could not do.
package struct LedgerError: OperatorError, Equatable {
    package enum Code: Sendable {
        case missing, otherVersion, unreachable, notDurable, unknownFilm, unknownBatch, ambiguous,
            unknownTrust
        case conflict, refused, broken, unwritable
    }

    package let code: Code
    package let message: String
    package let remedy: String

    package init(_ code: Code, _ message: String, remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    package var exitStatus: ExitStatus {
        switch code {
        case .missing, .otherVersion, .notDurable: .wrongConfiguration
        case .unreachable: .unreachable
        case .unknownFilm, .unknownBatch, .ambiguous, .unknownTrust, .conflict, .refused: .unusableInput
        case .broken: .ourFault
        case .unwritable: .inputOutput
        }
    }

    /// What intake found in a delivery stays so, however often it is tried.
    package static func notRetryable(_ code: ReasonCode) -> Self {
        Self(.refused, "films with \(code.rawValue) can't be tried again", remedy: code.remedy)
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
