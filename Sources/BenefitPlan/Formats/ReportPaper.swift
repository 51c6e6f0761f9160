package import Paper

/// The report as PDF: a first page that a board can be given (five questions, the burn-up chart), then each
/// unit's figures.
package struct ReportPaper {
    static let margin = 42.0
    static let width = PaperDocument.width - 2 * margin
    static let bottom = PaperDocument.height - 56
    static let soft: UInt32 = 0x57646E
    static let done: UInt32 = 0x0F6B6B
    static let plan: UInt32 = 0x5F707C
    static let rule: UInt32 = 0xD8DFE3
    /// The forecast's range: `done`, thinned.
    static let range: UInt32 = 0xD9E7E7

    let report: ProgressReport

    package init(_ report: ProgressReport) { self.report = report }

    package func write(to path: String) throws(PaperError) {
        let paper = try PaperDocument(
            path: path, title: "Film migration at \(report.asOf)", created: "\(report.asOf)T00:00:00Z")
        var sheet = PaperSheet(number: 1)
        if let overview = report.overview {
            first(overview, &sheet, on: paper)
            next(&sheet, on: paper)
        }
        for (place, answers) in report.answers.enumerated() {
            if place > 0 { next(&sheet, on: paper) }
            first(answers, &sheet, on: paper)
        }
        if !report.rows.isEmpty {
            if !report.answers.isEmpty { next(&sheet, on: paper) }
            tables(&sheet, on: paper)
        }
        footer(sheet, on: paper)
        try paper.close(path: path)
    }

    /// A place on a page.
    struct PaperSheet {
        var number: Int
        var y = ReportPaper.margin
    }

    func next(_ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        footer(sheet, on: paper)
        paper.nextPage()
        sheet = PaperSheet(number: sheet.number + 1)
    }

    /// Goes on with the next page where so much does not fit on this one.
    func need(_ height: Double, _ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        if sheet.y + height > Self.bottom { next(&sheet, on: paper) }
    }

    private func footer(_ sheet: PaperSheet, on paper: borrowing PaperDocument) {
        let y = PaperDocument.height - 40
        paper.line([(Self.margin, y - 5), (Self.margin + Self.width, y - 5)], colour: Self.rule)
        var text = "As of \(report.asOf.text)"
        if !report.source.text.isEmpty { text += " · " + report.source.text }
        paper.text(
            text, x: Self.margin, y: y, width: Self.width - 40, size: 6.5,
            colour: Self.soft)
        paper.text(
            String(sheet.number), x: Self.margin, y: y, width: Self.width, size: 7, alignment: .right,
            colour: Self.soft)
    }

    @discardableResult
    func heading(
        _ text: String, size: Double, _ sheet: inout PaperSheet, on paper: borrowing PaperDocument
    ) -> Double {
        let height = paper.text(text, x: Self.margin, y: sheet.y, width: Self.width, size: size, bold: true)
        sheet.y += height
        return height
    }

    func paragraph(
        _ text: String, size: Double = 9.5, indent: Double = 0, colour: UInt32 = 0x1C2830,
        _ sheet: inout PaperSheet, on paper: borrowing PaperDocument
    ) {
        let width = Self.width - indent
        need(paper.height(of: text, width: width, size: size), &sheet, on: paper)
        sheet.y += paper.text(
            text, x: Self.margin + indent, y: sheet.y, width: width, size: size, colour: colour)
    }

    /// The page over all Clusters: each answer under its Cluster's name.
    private func first(_ overview: Overview, _ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        heading("Film migration: all Clusters", size: 18, &sheet, on: paper)
        paragraph("As of \(report.asOf.text)", size: 10, colour: Self.soft, &sheet, on: paper)
        // A part is begun only where there is room for a few lines.
        let room = Self.bottom - sheet.y - 30
        // As many sentences, then as large, as one page takes; more than the least goes over several.
        var (most, size) = (2, 7.5)
        search: for sentences in [4, 3, 2] {
            for points in [9.5, 9, 8.5, 8, 7.5] {
                guard height(of: overview, most: sentences, size: points, on: paper) <= room else { continue }
                (most, size) = (sentences, points)
                break search
            }
        }
        for question in overview.questions {
            sheet.y += 9
            need(60, &sheet, on: paper)
            heading(question.question, size: size + 2, &sheet, on: paper)
            for part in question.answers {
                sheet.y += 4
                need(30, &sheet, on: paper)
                heading(part.heading(most: most), size: size, &sheet, on: paper)
                for line in part.whole.prefix(most) {
                    paragraph(line, size: size, indent: 10, &sheet, on: paper)
                    sheet.y += 1.5
                }
            }
        }
    }

    private func height(
        of overview: Overview, most: Int, size: Double, on paper: borrowing PaperDocument
    ) -> Double {
        var height = 0.0
        for question in overview.questions {
            height += 9 + paper.height(of: question.question, width: Self.width, size: size + 2, bold: true)
            for part in question.answers {
                height +=
                    4
                    + paper.height(
                        of: part.heading(most: most), width: Self.width, size: size, bold: true)
                for line in part.whole.prefix(most) {
                    height += 1.5 + paper.height(of: line, width: Self.width - 10, size: size)
                }
            }
        }
        return height
    }

    /// The board's page: five questions and nothing else, and the chart that shows the first.
    private func first(_ answers: Answers, _ sheet: inout PaperSheet, on paper: borrowing PaperDocument) {
        heading("Film migration: \(answers.name)", size: 18, &sheet, on: paper)
        paragraph("As of \(report.asOf.text)", size: 10, colour: Self.soft, &sheet, on: paper)
        for (question, lines) in answers.all {
            sheet.y += 9
            need(34, &sheet, on: paper)
            heading(question, size: 11.5, &sheet, on: paper)
            sheet.y += 1
            for line in lines {
                paragraph(line, &sheet, on: paper)
                sheet.y += 1.5
            }
        }
        if let row = report.rows.first(where: { $0.code == answers.cluster }), !row.months.isEmpty {
            sheet.y += 10
            need(170, &sheet, on: paper)
            chart(row, height: min(300, Self.bottom - sheet.y), &sheet, on: paper)
        }
    }
}
