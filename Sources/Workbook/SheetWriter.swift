import CXLSXWriter

/// Writes one sheet's cells. Book and page are the caller's.
@safe
struct SheetWriter {
    let book: UnsafeMutablePointer<lxw_workbook>
    let page: UnsafeMutablePointer<lxw_worksheet>
    let styles: Styles
    /// The book's title: it stands at the foot of every printed page.
    let title: String

    init(
        book: UnsafeMutablePointer<lxw_workbook>, page: UnsafeMutablePointer<lxw_worksheet>, styles: Styles,
        title: String
    ) {
        unsafe self.book = book
        unsafe self.page = page
        self.styles = styles
        self.title = title
    }

    func write(_ sheet: Sheet) {
        let columns = max(sheet.header.count, sheet.rows.map(\.count).max() ?? 0)
        for column in 0..<columns {
            unsafe _ = worksheet_set_column(
                page, UInt16(column), UInt16(column), sheet.width(of: column), nil)
        }
        for (column, title) in sheet.header.enumerated() {
            unsafe _ = worksheet_write_string(page, 0, UInt16(column), title, styles.header)
        }
        setHeight(ofRow: 0, lines: sheet.lines(of: sheet.header))
        for (row, cells) in sheet.rows.enumerated() {
            if sheet.wraps {
                let texts = cells.map { if case .text(let text) = $0 { text } else { "" } }
                setHeight(ofRow: row + 1, lines: sheet.lines(of: texts))
            }
            for (column, cell) in cells.enumerated() {
                write(cell, row: UInt32(row + 1), column: UInt16(column), wraps: sheet.wraps)
            }
        }
        unsafe worksheet_freeze_panes(page, 1, UInt16(sheet.frozenColumns))
        setUpPrinting(of: sheet, columns)
        for (number, chart) in sheet.charts.enumerated() { insert(chart, number, of: sheet, columns) }
    }

    private func setHeight(ofRow row: Int, lines: Int) {
        // A row of Excel's is at most 409 points high.
        if lines > 1 { unsafe _ = worksheet_set_row(page, UInt32(row), min(409, 15 * Double(lines)), nil) }
    }

    /// A4 across, as many pages wide as keep the figures legible, the header row and the frozen columns on each.
    private func setUpPrinting(of sheet: Sheet, _ columns: Int) {
        unsafe worksheet_set_landscape(page)
        unsafe worksheet_set_paper(page, 9)
        unsafe worksheet_set_margins(page, 0.4, 0.4, 0.5, 0.7)
        unsafe worksheet_fit_to_pages(page, UInt16(sheet.pagesWide(columns: columns)), 0)
        unsafe _ = worksheet_repeat_rows(page, 0, 0)
        if sheet.frozenColumns > 0 {
            unsafe _ = worksheet_repeat_columns(page, 0, UInt16(sheet.frozenColumns - 1))
        }
        // An ampersand begins a field there.
        let title = title.prefix(100).replacing("&", with: "&&")
        unsafe _ = worksheet_set_footer(page, "&L\(title)&C&A&RPage &P of &N")
    }

    private func write(_ cell: Cell, row: UInt32, column: UInt16, wraps: Bool) {
        switch cell {
        case .empty: break
        case .text(let text):
            unsafe _ = worksheet_write_string(page, row, column, text, wraps ? styles.wrapped : nil)
        case .number(let value, let style):
            unsafe _ = worksheet_write_number(page, row, column, value, styles[style])
        case .formula(let formula, let result?, let style):
            unsafe _ = worksheet_write_formula_num(page, row, column, formula, styles[style], result)
        case .formula(let formula, nil, let style):
            unsafe _ = worksheet_write_formula_str(page, row, column, formula, styles[style], "")
        }
    }

    private func insert(_ chart: Sheet.Chart, _ number: Int, of sheet: Sheet, _ columns: Int) {
        guard let drawing = unsafe workbook_add_chart(book, UInt8(LXW_CHART_LINE.rawValue)) else { return }
        func range(_ column: Int) -> String {
            let letters = Sheet.letters(column)
            return
                "=\(sheet.name)!$\(letters)$\(chart.rows.lowerBound + 2):$\(letters)$\(chart.rows.upperBound + 1)"
        }
        // Each line has a dash of its own, so that no reader depends on colours.
        let dashes = [LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_ROUND_DOT]
        let colours: [UInt32] = [0x0F6B6B, 0x7D8D99, 0xB35900]
        for (place, column) in chart.columns.enumerated() {
            guard let series = unsafe chart_add_series(drawing, range(0), range(column)) else { continue }
            unsafe chart_series_set_name(series, sheet.header[column])
            var line = lxw_chart_line()
            line.color = colours[place % colours.count]
            line.width = 2
            line.dash_type = UInt8(dashes[place % dashes.count].rawValue)
            unsafe chart_series_set_line(series, &line)
        }
        unsafe chart_title_set_name(drawing, chart.title)
        // Without a format of its own an axis shows days as numbers.
        unsafe chart_axis_set_num_format(drawing.pointee.x_axis, Cell.NumberStyle.month.format)
        unsafe chart_axis_set_num_format(drawing.pointee.y_axis, Cell.NumberStyle.count.format)
        unsafe chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
        unsafe _ = worksheet_insert_chart(page, UInt32(1 + number * 16), UInt16(columns + 1), drawing)
    }
}
