import CXLSXWriter

/// A spreadsheet document (XLSX) as values; ``write(to:)`` makes the file by libxlsxwriter.
package struct Workbook: Sendable, Hashable {
    package var title: String
    /// Seconds since 1970: stands in the file as its time, so that the same report gives the same file.
    package var created: Int
    package var sheets: [Sheet]
    /// Named ranges: a name, and what it means, such as `=Trusts!$F$2:$F$31`.
    package var names: [(name: String, range: String)] {
        get { namedRanges.map { ($0.name, $0.range) } }
        set { namedRanges = newValue.map { NamedRange(name: $0.name, range: $0.range) } }
    }
    private var namedRanges: [NamedRange] = []

    private struct NamedRange: Sendable, Hashable {
        let name: String
        let range: String
    }

    package init(title: String, created: Int, sheets: [Sheet]) {
        self.title = title
        self.created = created
        self.sheets = sheets
    }

    /// Writes the file; an existing one is replaced.
    package func write(to path: String) throws(WorkbookError) {
        guard let book = unsafe workbook_new(path) else { throw WorkbookError(path: path, code: 1) }
        let styles = unsafe Styles(book)
        var failure: UInt32 = 0
        unsafe setProperties(of: book)
        for sheet in sheets {
            guard let page = unsafe workbook_add_worksheet(book, sheet.name) else {
                failure = max(failure, 1)
                continue
            }
            unsafe SheetWriter(book: book, page: page, styles: styles, title: title).write(sheet)
        }
        for range in namedRanges {
            let answer = unsafe workbook_define_name(book, range.name, range.range)
            failure = max(failure, answer.rawValue)
        }
        // Closing writes the file, and frees the book whether or not that works.
        let answer = unsafe workbook_close(book)
        guard answer == LXW_NO_ERROR, failure == 0 else {
            throw WorkbookError(path: path, code: max(answer.rawValue, failure))
        }
    }

    private func setProperties(of book: UnsafeMutablePointer<lxw_workbook>) {
        // The library copies the texts before it returns.
        unsafe title.withCString { title in
            var properties = unsafe lxw_doc_properties()
            unsafe properties.title = UnsafeMutablePointer(mutating: title)
            unsafe properties.created = time_t(created)
            unsafe _ = workbook_set_properties(book, &properties)
        }
    }
}
