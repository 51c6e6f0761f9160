import FilmModel

/// One thing that `doctor` looked at.
struct Finding: Encodable {
    enum Verdict: String, Encodable { case ok, warning, fault }

    /// What was looked at, such as `ledger` or `archive community`.
    let check: String
    let verdict: Verdict
    let message: String
    /// What mends it; nil where there is nothing to mend.
    let mend: String?
    /// How the process ends for this fault.
    let status: ExitStatus

    private enum CodingKeys: String, CodingKey { case check, verdict, message, mend }

    static func ok(_ check: String, _ message: String) -> Finding {
        Finding(check: check, verdict: .ok, message: message, mend: nil, status: .done)
    }
    static func warning(_ check: String, _ message: String, mend: String) -> Finding {
        Finding(check: check, verdict: .warning, message: message, mend: mend, status: .done)
    }
    static func fault(_ check: String, _ message: String, mend: String, _ status: ExitStatus) -> Finding {
        Finding(check: check, verdict: .fault, message: message, mend: mend, status: status)
    }
    static func fault(_ check: String, _ error: any Error) -> Finding {
        guard let error = error as? any OperatorError else {
            return fault(check, "an unexpected fault", mend: "report it to the maintainers", .ourFault)
        }
        return fault(check, error.message, mend: error.remedy, error.exitStatus)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(check, forKey: .check)
        try values.encode(verdict, forKey: .verdict)
        try values.encode(message, forKey: .message)
        try values.encode(mend, forKey: .mend)
    }
}
