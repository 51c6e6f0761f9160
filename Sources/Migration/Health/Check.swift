package import FilmModel

/// One thing that `doctor` looked at.
package struct Check: Encodable {
    package enum Verdict: String, Encodable { case ok, warning, fault }

    /// What was looked at, such as `ledger` or `archive community`.
    package let check: String
    package let verdict: Verdict
    package let message: String
    /// How to fix it; nil where nothing needs fixing.
    package let remedy: String?
    /// How the process ends for this fault.
    package let status: ExitStatus

    package init(
        check: String, verdict: Verdict, message: String, remedy: String?, status: ExitStatus
    ) {
        self.check = check
        self.verdict = verdict
        self.message = message
        self.remedy = remedy
        self.status = status
    }

    private enum CodingKeys: String, CodingKey {
        case check, verdict, message
        case remedy = "mend"
    }

    static func ok(_ check: String, _ message: String) -> Check {
        Check(check: check, verdict: .ok, message: message, remedy: nil, status: .done)
    }
    static func warning(_ check: String, _ message: String, remedy: String) -> Check {
        Check(check: check, verdict: .warning, message: message, remedy: remedy, status: .done)
    }
    static func fault(_ check: String, _ message: String, remedy: String, _ status: ExitStatus) -> Check {
        Check(check: check, verdict: .fault, message: message, remedy: remedy, status: status)
    }
    static func fault(_ check: String, _ error: any Error) -> Check {
        guard let error = error as? any OperatorError else {
            return fault(check, "an unexpected fault", remedy: "report it to the maintainers", .ourFault)
        }
        return fault(check, error.message, remedy: error.remedy, error.exitStatus)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(check, forKey: .check)
        try values.encode(verdict, forKey: .verdict)
        try values.encode(message, forKey: .message)
        try values.encode(remedy, forKey: .remedy)
    }
}
