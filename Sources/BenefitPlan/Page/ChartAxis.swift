/// Turns months and films into places in the chart's drawing.
struct ChartAxis {
    let first: Month
    let last: Month
    /// The height of the drawing in films: a round number.
    let ceiling: Int
    /// Where the drawing begins: behind the widest number of films.
    let left: Double
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
        left = max(72, 22 + Double(PageNumber.films(ceiling).utf8.count) * 7)
    }

    private var width: Double { ChartContent.right - left }
    private var months: Double { Double(first.distance(to: last) + 1) }

    private func horizontal(monthsFromStart: Double) -> String {
        PageNumber.place(left + width * monthsFromStart / months)
    }

    func horizontal(_ day: CalendarDay) -> String {
        let share = Double(day.day) / Double(day.month.days)
        return horizontal(monthsFromStart: Double(first.distance(to: day.month)) + share)
    }

    func vertical(_ films: Int) -> String {
        let height = ChartContent.bottom - ChartContent.top
        return PageNumber.place(ChartContent.bottom - height * Double(films) / Double(ceiling))
    }

    func point(_ point: ForecastShape.Point) -> String { "\(horizontal(point.day)),\(vertical(point.films))" }

    /// The sum at the end of each month; films of months before the first stand at its beginning.
    func line(_ films: FilmSchedule, through last: Month) -> String {
        var sum = films.cumulative(through: first.advanced(by: -1))
        var points = ["\(PageNumber.place(left)),\(vertical(sum))"]
        for month in first...max(first, last) where month <= last {
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
