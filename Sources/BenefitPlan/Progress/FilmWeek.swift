/// The films of one week.
package struct FilmWeek: Sendable, Hashable, Codable {
    package let monday: CalendarDay
    package let films: Int
}
