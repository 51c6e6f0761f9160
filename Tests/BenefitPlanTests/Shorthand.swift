import Testing

@testable import BenefitPlan
@testable import FilmModel

/// A value that a test's own text must give.
func trust(_ code: String) throws -> TrustID { try #require(TrustID(code)) }
func month(_ text: String) throws -> Month { try #require(Month(text)) }
func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

/// Progress from codes and months as text.
func progress(_ asOf: String, _ verified: [String: [String: Int]] = [:]) throws -> Progress {
    var films: [TrustID: [Month: Int]] = [:]
    for (code, months) in verified {
        for (text, count) in months { films[try trust(code), default: [:]][try month(text)] = count }
    }
    return Progress(asOf: try day(asOf), verified: films)
}

extension ProgressReport {
    func row(_ code: String) throws -> ReportRow { try #require(rows.first { $0.code == code }) }
}
