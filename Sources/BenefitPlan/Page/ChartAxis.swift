/// Turns months and films into places in the chart's drawing.
struct ChartAxis {
    let first: Month
    let last: Month
    /// The height of the drawing in films: a round number.
    let ceiling: Int
    private let step: Int

    init(first: Month, last: Month, most: Int) {
        self.first = first
        self.last = last
        var step = 1
        // 1, 2, 5, 10, 20, 50 …: at most five lines.
        var factors = [2, 5, 10]
        var power = 1
        while step * 5 < most {
            if factors.isEmpty {
                factors = [2, 5, 10]
                power *= 10
            }
            step = power * factors.removeFirst()
        }
        self.step = step
        ceiling = max(1, (most + step - 1) / step) * step
    }

    private var width: Double { ChartContent.right - ChartContent.left }
    private var months: Double { Double(first.distance(to: last) + 1) }

    /// The beginning: no month gone by, no film.
    var origin: String { "\(PageNumber.place(ChartContent.left)),\(vertical(0))" }

    private func horizontal(monthsFromStart: Double) -> String {
        PageNumber.place(ChartContent.left + width * monthsFromStart / months)
    }

    func horizontal(_ day: CalendarDay) -> String {
        let share = Double(day.day) / Double(day.month.days)
        return horizontal(monthsFromStart: Double(first.distance(to: day.month)) + share)
    }

    func vertical(_ films: Int) -> String {
        let height = ChartContent.bottom - ChartContent.top
        return PageNumber.place(ChartContent.bottom - height * Double(films) / Double(ceiling))
    }

    /// The sum at the end of each month, from the origin.
    func line(_ films: FilmSchedule, through last: Month) -> String {
        var sum = 0
        var points = [origin]
        for month in first...last {
            sum += films[month]
            points.append("\(horizontal(CalendarDay(endOf: month))),\(vertical(sum))")
        }
        return points.joined(separator: " ")
    }

    /// Months whose ends are marked, counted from the first: as many as have room.
    var monthPlaces: [Int] {
        let count = first.distance(to: last) + 1
        let every = [1, 2, 3, 6, 12, 24, 60, 120].first { count / $0 <= 9 } ?? 240
        return Array(stride(from: every - 1, to: count, by: every))
    }

    /// Films at which a line is drawn.
    var films: [Int] { Array(stride(from: 0, through: ceiling, by: step)) }

    /// Month ends, as many as have room.
    var monthTicks: [ChartContent.Tick] {
        monthPlaces.map { place in
            let month = first.advanced(by: place)
            return ChartContent.Tick(place: horizontal(CalendarDay(endOf: month)), label: month.text)
        }
    }

    var filmTicks: [ChartContent.Tick] {
        films.map {
            ChartContent.Tick(place: vertical($0), label: PageNumber.films($0))
        }
    }
}
