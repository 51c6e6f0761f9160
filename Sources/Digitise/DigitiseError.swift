package import FilmModel

/// Why a scan cannot become an instance. It ends in the film's reason code, never in a stopped batch.
package struct DigitiseError: OperatorError, Equatable {
    package let reason: Reason
    /// libtiff's own text, for the debug log.
    package let detail: String

    /// The remedy, where it is not that of the code's other causes.
    private let ownRemedy: String?

    package init(
        _ code: ReasonCode, _ message: String? = nil, remedy: String? = nil, detail: String = ""
    ) {
        reason = Reason(code, message)
        ownRemedy = remedy
        self.detail = detail
    }

    package var message: String { reason.message }
    package var remedy: String { ownRemedy ?? reason.code.remedy }
    package var exitStatus: ExitStatus { .unusableInput }

    package static func == (left: Self, right: Self) -> Bool { left.reason.code == right.reason.code }
}
