import Paper

extension ReportPaper {
    /// Films planned and verified, added up by month, with the scope and the report's day. Lines differ by
    /// dash and weight, and each is named beside its sample.
    func chart(
        _ row: ReportRow, height: Double, _ sheet: inout PaperSheet, on paper: borrowing PaperDocument
    ) {
        heading("Films, added up month by month", size: 9.5, &sheet, on: paper)
        let top = sheet.y + 14
        let bottom = sheet.y + height - 42
        let left = Self.margin + 52
        let right = Self.margin + Self.width - 6
        let months = row.months
        let first = months[0].month
        let last = max(months[months.count - 1].month, report.asOf.month)
        let count = Double(first.distance(to: last) + 1)
        let axis = ChartAxis(
            first: first, last: last,
            most: max(row.figures.plannedFilms, row.figures.schedule.total, row.verifiedFilms))
        func x(_ months: Double) -> Double { left + (right - left) * months / count }
        func y(_ films: Int) -> Double { bottom - (bottom - top) * Double(films) / Double(axis.ceiling) }
        for films in axis.films {
            paper.line([(left, y(films)), (right, y(films))], width: 0.4, colour: Self.rule)
            paper.text(
                PageNumber.films(films), x: Self.margin, y: y(films) - 5, width: 46, size: 7.5,
                alignment: .right, colour: Self.soft)
        }
        paper.line([(left, bottom), (right, bottom)], width: 0.8)
        for place in axis.monthPlaces {
            let position = x(Double(place) + 1)
            paper.line([(position, bottom), (position, bottom + 3)], colour: Self.soft)
            paper.text(
                first.advanced(by: place).text, x: position - 28, y: bottom + 4, width: 56, size: 7.5,
                alignment: .centre, colour: Self.soft)
        }
        let scope = y(row.figures.plannedFilms)
        paper.line([(left, scope), (right, scope)], width: 0.8, dash: 1.5, colour: Self.plan)
        var planned: [(x: Double, y: Double)] = [(left, bottom)]
        var verified: [(x: Double, y: Double)] = [(left, bottom)]
        for (place, month) in months.enumerated() {
            planned.append((x(Double(place) + 1), y(month.plannedFilmsCumulative)))
            guard let films = month.verifiedFilmsCumulative else { continue }
            let isRunning = month.month == report.asOf.month
            let part = isRunning ? Double(report.asOf.day) / Double(month.month.days) : 1
            verified.append((x(Double(place) + part), y(max(0, films))))
        }
        paper.line(planned, width: 1.2, dash: 5, colour: Self.plan)
        paper.line(verified, width: 2, colour: Self.done)
        if report.asOf.month >= first {
            let share = Double(report.asOf.day) / Double(report.asOf.month.days)
            let day = x(Double(first.distance(to: report.asOf.month)) + share)
            paper.line([(day, top), (day, bottom)], width: 0.6, dash: 3)
            paper.text(
                report.asOf.text, x: min(max(day - 50, left), right - 100), y: top - 11, width: 100,
                size: 7.5,
                alignment: .centre, colour: Self.soft)
        }
        sheet.y = bottom + 18
        key(&sheet, on: paper)
    }

    private func key(_ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        var x = Self.margin + 52
        for (name, width, dash, colour) in [
            ("verified", 2.0, 0.0, Self.done), ("planned", 1.2, 5.0, Self.plan),
            ("all films to migrate", 0.8, 1.5, Self.plan),
        ] {
            paper.line([(x, sheet.y + 5), (x + 24, sheet.y + 5)], width: width, dash: dash, colour: colour)
            paper.text(name, x: x + 29, y: sheet.y, width: 100, size: 7.5, colour: Self.soft)
            x += 130
        }
        sheet.y += 18
    }
}
