import CXLSXWriter

/// Writes one sheet's cells. Book and page are the caller's.
@safe
struct SheetWriter {
    let book: UnsafeMutablePointer<lxw_workbook>
    let page: UnsafeMutablePointer<lxw_worksheet>
    let styles: Styles

    init(
        book: UnsafeMutablePointer<lxw_workbook>, page: UnsafeMutablePointer<lxw_worksheet>, styles: Styles
    ) {
        unsafe self.book = book
        unsafe self.page = page
        self.styles = styles
    }

    func write(_ sheet: Sheet) {
        let columns = max(sheet.header.count, sheet.rows.map(\.count).max() ?? 0)
        for column in 0..<columns {
            let width = column < sheet.widths.count ? sheet.widths[column] : sheet.widths.last ?? 18
            unsafe _ = worksheet_set_column(page, UInt16(column), UInt16(column), width, nil)
        }
        for (column, title) in sheet.header.enumerated() {
            unsafe _ = worksheet_write_string(page, 0, UInt16(column), title, styles.header)
        }
        for (row, cells) in sheet.rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                write(cell, row: UInt32(row + 1), column: UInt16(column), wraps: sheet.wraps)
            }
        }
        unsafe worksheet_freeze_panes(page, 1, UInt16(sheet.frozenColumns))
        unsafe worksheet_set_landscape(page)
        unsafe worksheet_set_paper(page, 9)
        unsafe worksheet_fit_to_pages(page, 1, 0)
        unsafe _ = worksheet_repeat_rows(page, 0, 0)
        for (number, chart) in sheet.charts.enumerated() { insert(chart, number, of: sheet, columns) }
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
        unsafe _ = worksheet_insert_chart(page, UInt32(1 + number * 16), UInt16(columns + 1), drawing)
    }
}
