/// Why a Trust with films left has no date.
extension Forecast {
    enum Lack: Hashable, CaseIterable {
        case tooLittleHistory
        /// Weeks enough, and no film in them.
        case nothingDone
        /// There are draws, and half of them end beyond twenty years.
        case tooFar

        /// `RXA has too little history`: the Trusts of each reason together.
        static func reasons(_ forecasts: [(code: String, forecast: Forecast)]) -> [String] {
            allCases.compactMap { lack in
                let codes = forecasts.filter { $0.forecast.lack == lack }.map(\.code)
                return codes.isEmpty
                    ? nil : "\(GateJudge.list(codes)) \(lack.text(isOne: codes.count == 1))"
            }
        }

        private func text(isOne: Bool) -> String {
            switch self {
            case .tooLittleHistory: "\(isOne ? "has" : "have") too little history"
            case .nothingDone: "did no film in the measured weeks"
            case .tooFar: "would end more than twenty years away at the measured pace"
            }
        }
    }

    /// Nil where there is a date.
    var lack: Lack? {
        if p50Day != nil { return nil }
        if probabilityWithinPlan != nil { return .tooFar }
        return weeks < Bootstrap.leastWeeks ? .tooLittleHistory : .nothingDone
    }
}
