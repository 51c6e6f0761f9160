import Paper

extension ReportPaper {
    /// The area in which a chart is drawn, and what it shows: months from left to right, films upwards.
    private struct Frame {
        let left: Double
        let right = ReportPaper.margin + ReportPaper.width - 30
        let top: Double
        let bottom: Double
        let axis: ChartAxis

        private var months: Double { Double(axis.first.distance(to: axis.last) + 1) }

        func x(_ months: Double) -> Double { left + (right - left) * months / self.months }

        func x(_ day: CalendarDay) -> Double {
            x(Double(axis.first.distance(to: day.month)) + Double(day.day) / Double(day.month.days))
        }

        func y(_ films: Int) -> Double { bottom - (bottom - top) * Double(films) / Double(axis.ceiling) }

        func point(_ point: ForecastShape.Point) -> (x: Double, y: Double) { (x(point.day), y(point.films)) }
    }

    /// Films planned and verified, added up by month, with the scope, the report's day and the forecast's range.
    /// Lines differ by dash and weight, and each is named beside its sample.
    func chart(
        _ row: ReportRow, height: Double, _ sheet: inout PaperSheet, on paper: borrowing PaperDocument
    ) {
        heading("Films, added up month by month", size: 9.5, &sheet, on: paper)
        let months = row.months
        let last = max(months[months.count - 1].month, report.asOf.month)
        let axis = ChartAxis(
            first: months[0].month, last: ForecastShape.lastMonth(row, after: last),
            most: max(
                row.figures.plannedFilms, row.figures.schedule.total,
                row.verifiedFilms + row.figures.remainingFilms))
        let widest = Double(PageNumber.films(axis.ceiling).utf8.count) * 4.6
        let frame = Frame(
            left: Self.margin + max(46, widest) + 6, top: sheet.y + 14, bottom: sheet.y + height - 42,
            axis: axis)
        grid(frame, scope: row.figures.plannedFilms, on: paper)
        let shape = report.asOf.month >= axis.first ? ForecastShape(row, through: axis.last) : nil
        if let shape {
            let points = [shape.start, shape.p50, shape.p85].map(frame.point)
            paper.area(points, colour: Self.range)
            paper.line([points[0], points[1]], width: 1, dash: 1.5, colour: Self.done)
        }
        var planned = [(x: frame.left, y: frame.y(months[0].plannedFilmsCumulative - months[0].plannedFilms))]
        var verified = [(x: frame.left, y: frame.bottom)]
        for (place, month) in months.enumerated() {
            planned.append((frame.x(Double(place) + 1), frame.y(month.plannedFilmsCumulative)))
            guard let films = month.verifiedFilmsCumulative else { continue }
            let isRunning = month.month == report.asOf.month
            let part = isRunning ? Double(report.asOf.day) / Double(month.month.days) : 1
            verified.append((frame.x(Double(place) + part), frame.y(max(0, films))))
        }
        paper.line(planned, width: 1.2, dash: 5, colour: Self.plan)
        paper.line(verified, width: 2, colour: Self.done)
        if report.asOf.month >= axis.first {
            let day = frame.x(report.asOf)
            paper.line([(day, frame.top), (day, frame.bottom)], width: 0.6, dash: 3)
            paper.text(
                report.asOf.text, x: min(max(day - 50, frame.left), frame.right - 100), y: frame.top - 11,
                width: 100, size: 7.5, alignment: .centre, colour: Self.soft)
        }
        sheet.y = frame.bottom + 18
        key(shape, &sheet, on: paper)
    }

    private func grid(_ frame: Frame, scope: Int, on paper: borrowing PaperDocument) {
        for films in frame.axis.films {
            paper.line(
                [(frame.left, frame.y(films)), (frame.right, frame.y(films))], width: 0.4, colour: Self.rule)
            paper.text(
                PageNumber.films(films), x: Self.margin, y: frame.y(films) - 5,
                width: frame.left - Self.margin - 6, size: 7.5, alignment: .right, colour: Self.soft)
        }
        paper.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], width: 0.8)
        for place in frame.axis.monthPlaces {
            let position = frame.x(Double(place) + 1)
            paper.line([(position, frame.bottom), (position, frame.bottom + 3)], colour: Self.soft)
            paper.text(
                frame.axis.first.advanced(by: place).text, x: position - 28, y: frame.bottom + 4, width: 56,
                size: 7.5, alignment: .centre, colour: Self.soft)
        }
        let height = frame.y(scope)
        paper.line([(frame.left, height), (frame.right, height)], width: 0.8, dash: 1.5, colour: Self.plan)
    }

    private func key(_ shape: ForecastShape?, _ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        var x = Self.margin + 20
        for (name, width, dash, colour) in [
            ("verified", 2.0, 0.0, Self.done), ("planned", 1.2, 5.0, Self.plan),
            ("all films to migrate", 0.8, 1.5, Self.plan),
        ] {
            paper.line([(x, sheet.y + 5), (x + 24, sheet.y + 5)], width: width, dash: dash, colour: colour)
            paper.text(name, x: x + 29, y: sheet.y, width: 90, size: 7.5, colour: Self.soft)
            x += name.count > 10 ? 115 : 80
        }
        if let shape {
            paper.box(x: x, y: sheet.y + 1, width: 24, height: 8, colour: Self.range)
            paper.line([(x, sheet.y + 5), (x + 24, sheet.y + 5)], width: 1, dash: 1.5, colour: Self.done)
            paper.text(shape.label, x: x + 29, y: sheet.y, width: 210, size: 7.5, colour: Self.soft)
        }
        sheet.y += 18
    }
}
