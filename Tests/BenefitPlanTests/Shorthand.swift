import Testing

@testable import BenefitPlan
@testable import FilmModel

/// A value that a test's own text must give.
func trust(_ code: String) throws -> TrustID { try #require(TrustID(code)) }
func month(_ text: String) throws -> Month { try #require(Month(text)) }
func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

/// Progress from codes and days as text.
func progress(_ asOf: String, _ verified: [String: [String: Int]] = [:]) throws -> Progress {
    var films: [TrustID: [CalendarDay: Int]] = [:]
    for (code, days) in verified {
        for (text, count) in days {
            // A month alone means its first day.
            let date = text.utf8.count == 7 ? text + "-01" : text
            films[try trust(code), default: [:]][try day(date)] = count
        }
    }
    return Progress(asOf: try day(asOf), verified: films)
}

extension ProgressReport {
    func row(_ code: String) throws -> ReportRow { try #require(rows.first { $0.code == code }) }
}
