import Foundation
import Paper
import Tables
import Testing
import Workbook

@testable import BenefitPlan
@testable import FilmModel

@Suite("Forms of the report")
struct ReportFormatTests {
    private static let python = OutsideTool("/usr/bin/python3")
    private static let hasOpenpyxl = FileManager.default.fileExists(
        atPath: "/usr/lib/python3/dist-packages/openpyxl")
    private static let office = OutsideTool("/usr/lib/libreoffice/program/soffice.bin")
    private static let pdftotext = OutsideTool("/usr/bin/pdftotext")

    /// A report with Trusts of all kinds; `name` is what a file's text may be.
    private func report(name: String = "=HYPERLINK(\"x\")") throws -> ProgressReport {
        var random = try RandomPlan(seed: 11)
        random.plan.trusts[0].name = name
        return try ProgressReport(
            plan: random.plan, progress: random.progress, source: ReportSource(planVersion: 3))
    }

    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test("CSV has the same figures, and no text that a spreadsheet would compute")
    func csv() throws {
        let report = try report()
        let text = ReportCSV.text(report)
        let table = try CSVTable(Data(text.utf8), name: "report.csv")
        #expect(table.rows.count == report.rows.count)
        for (cells, row) in zip(table.rows, report.rows) {
            for figure in Figure.all {
                let value = figure.value(row).plain
                let expected = value.hasPrefix("=") ? "'" + value : value
                #expect((cells[figure.column] ?? "") == expected, "\(row.code) \(figure.key)")
            }
        }
        #expect(text.contains("\"'=HYPERLINK(\"\"x\"\")\""))
    }

    @Test("CSV begins with the mark by which a spreadsheet knows UTF-8, and a name in any script is whole")
    func byteOrderMark() throws {
        let text = ReportCSV.text(try report(name: "Ysbyty Gwynedd – Tŷ Gwyn"))
        #expect(Data(text.utf8).starts(with: [0xEF, 0xBB, 0xBF]))
        let table = try CSVTable(Data(text.utf8), name: "report.csv")
        #expect(table.columns.first == "as_of")
        #expect(table.rows.contains { $0["name"] == "Ysbyty Gwynedd – Tŷ Gwyn" })
    }

    /// How each sheet prints: orientation, paper, pages wide, titles, footer, and its widest page in characters.
    private static let printing = """
        import openpyxl, sys
        book = openpyxl.load_workbook(sys.argv[1])
        for sheet in book:
            setup = sheet.page_setup
            widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(c + 1)].width
                      for c in range(sheet.max_column)]
            print(sheet.title, setup.orientation, setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage,
                  setup.fitToWidth or 1, setup.fitToHeight or 0, sheet.print_title_rows,
                  sheet.print_title_cols or '-', sheet.oddFooter.right.text.replace(' ', '_'),
                  round(sum(widths) / int(setup.fitToWidth or 1)), sep='|')
        """

    @Test(
        "every sheet prints across A4 with its header row, fitted to a width that can be read",
        .enabled(if: hasOpenpyxl))
    func prints() async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.xlsx").path(percentEncoded: false)
        try ReportWorkbook(report()).workbook.write(to: path)
        let python = try #require(Self.python)
        let sheets = try await python("-c", Self.printing, path).split(separator: "\n")
        #expect(sheets.count >= 9)
        for sheet in sheets {
            let cells = sheet.split(separator: "|").map(String.init)
            #expect(Array(cells[1...3]) == ["landscape", "9", "True"], "\(sheet)")
            #expect(cells[5] == "0", "\(sheet)")
            #expect(cells[6] == "$1:$1", "\(sheet)")
            #expect(cells[8].hasPrefix("Page"), "\(sheet)")
            #expect((Int(cells[9]) ?? .max) <= 235, "\(sheet)")
        }
        // Sheets of more figures than a page has room for go on beside it, with the units' names on each.
        let trusts = try #require(sheets.first { $0.hasPrefix("Trusts|") })
        #expect(trusts.contains("|$A:$C|"))
    }

    @Test(
        "texts that begin like a formula are neutralised, numbers are left alone",
        arguments: ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
    func injection(text: String) {
        let written = CSVText.document([[.text(text), .value("-1.50")]])
        #expect(written.contains("'" + text.prefix(1)))
        #expect(written.hasSuffix(",-1.50\r\n"))
    }

    /// Every cell of a sheet as openpyxl reads it: `Sheet!A1<tab>value`.
    private static let reader = """
        import openpyxl, sys
        book = openpyxl.load_workbook(sys.argv[1], data_only=True)
        for sheet in book:
            assert len(sys.argv) > 2 or sheet.freeze_panes, sheet.title
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value not in (None, ''):
                        print(f'{sheet.title}!{cell.coordinate}\\t{cell.value!r}')
        """

    /// The header of every sheet is frozen, unless another program has written the file.
    private func cells(_ path: String, others: Bool = false) async throws -> [String: String] {
        let python = try #require(Self.python)
        var cells: [String: String] = [:]
        for line in try await python("-c", Self.reader, path, others ? "others" : nil).split(separator: "\n")
        {
            let parts = line.split(separator: "\t", maxSplits: 1)
            if parts.count == 2 { cells[String(parts[0])] = String(parts[1]) }
        }
        return cells
    }

    @Test("where nothing can be forecast, no form says a slip: none is not nothing lost")
    func noSlip() throws {
        let report = try report()
        let unknown = report.rows.filter { $0.figures.outlook.forecastTrusts == 0 }
        #expect(!unknown.isEmpty)
        let table = try CSVTable(Data(ReportCSV.text(report).utf8), name: "report.csv")
        let document = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any])
        let objects = try #require(document["rows"] as? [[String: Any]])
        let slips = Figure.all.filter { $0.key.hasPrefix("slip_") }
        #expect(slips.count == 4)
        for row in unknown {
            let cells = try #require(table.rows.first { $0["code"] == row.code })
            let object = try #require(objects.first { $0["code"] as? String == row.code })
            for figure in slips {
                #expect(figure.value(row) == .none, "\(row.code)")
                #expect((cells[figure.column] ?? "").isEmpty, "\(row.code)")
                #expect(object[figure.key] is NSNull, "\(row.code)")
            }
        }
        // A unit with a forecast below it has the sum of those that have one.
        for row in report.rows where row.figures.outlook.forecastTrusts > 0 {
            #expect(row.figures.outlook.slip50 != nil, "\(row.code)")
        }
    }

    @Test("openpyxl reads the report's figures from the spreadsheet", .enabled(if: hasOpenpyxl))
    func openpyxl() async throws {
        let report = try report()
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.xlsx").path(percentEncoded: false)
        try ReportWorkbook(report).workbook.write(to: path)
        let cells = try await cells(path)
        for (sheet, rows) in [("Cluster", report.clusters), ("SHAs", report.shas), ("Trusts", report.trusts)]
        {
            for (place, row) in rows.enumerated() {
                for (index, figure) in Figure.all.enumerated() {
                    let cell = cells["\(sheet)!\(Sheet.letters(index))\(place + 2)"]
                    let name = "\(sheet) \(row.code) \(figure.key)"
                    switch figure.value(row) {
                    case .count(let count): #expect(cell.flatMap { Int($0) } == count, "\(name)")
                    case .money(let pence):
                        #expect(cell.flatMap { Double($0) } == Double(pence.value) / 100, "\(name)")
                    case .quotient(let value):
                        // libxlsxwriter writes 16 digits.
                        let read = try #require(cell.flatMap { Double($0) }, "\(name)")
                        #expect(abs(read - value) <= 1e-15 * max(1, abs(value)), "\(name)")
                    case .none: #expect(cell == nil, "\(name)")
                    default: #expect(cell != nil, "\(name)")
                    }
                }
            }
        }
        // A text stays a text.
        #expect(cells.values.contains { $0.contains("=HYPERLINK") })
    }

    @Test(
        "LibreOffice's own computation changes no cell (skipped where it is not installed)",
        .enabled(if: office != nil && hasOpenpyxl))
    func recalculation() async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.xlsx").path(percentEncoded: false)
        let bare = folder.appending(path: "bare.xlsx").path(percentEncoded: false)
        try ReportWorkbook(report()).workbook.write(to: path)
        // openpyxl writes the formulas without their results, so that they have to be computed.
        let python = try #require(Self.python)
        _ = try await python(
            "-c", "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])", path, bare)
        let office = try #require(Self.office)
        let out = folder.appending(path: "out").path(percentEncoded: false)
        // The first start only makes the profile, and asks to be started again.
        for _ in 0..<3 where !FileManager.default.fileExists(atPath: out + "/bare.xlsx") {
            _ = try await office(
                "-env:UserInstallation=file://\(folder.path(percentEncoded: false))/profile", "--headless",
                "--convert-to", "xlsx", "--outdir", out, bare)
        }
        let stored = try await cells(path)
        try #require(FileManager.default.fileExists(atPath: out + "/bare.xlsx"))
        let computed = try await cells(out + "/bare.xlsx", others: true)
        #expect(stored.count > 1_000)
        for (place, value) in stored {
            guard let left = Double(value), let right = computed[place].flatMap({ Double($0) }) else {
                #expect(computed[place] == value, "\(place)")
                continue
            }
            #expect(abs(left - right) <= 1e-9 * max(1, abs(left)), "\(place)")
        }
    }

    @Test("the PDF's text has the five questions and every unit's figures", .enabled(if: pdftotext != nil))
    func pdf() async throws {
        let report = try report(
            name: "Ångström & <Söhne> 病院 with a name that goes on over more than one line")
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.pdf").path(percentEncoded: false)
        try ReportPaper(report).write(to: path)
        let pdftotext = try #require(Self.pdftotext)
        let text = try await pdftotext("-layout", path, "-")
        for answers in report.answers {
            for (question, _) in answers.all { #expect(text.contains(question)) }
        }
        for row in report.rows {
            #expect(text.contains(row.figures.planned.cashReleasing.text), "\(row.code)")
            #expect(text.contains(PageNumber.films(row.figures.dueFilms)), "\(row.code)")
        }
        // Without a forecast nobody knows a slip: none is not nothing.
        let unknown = report.rows.filter { $0.figures.outlook.forecastTrusts == 0 }
        #expect(!unknown.isEmpty)
        let lines = text.split(separator: "\n").map(String.init)
        let dates = try #require(lines.firstIndex { $0.contains("When it will be done") })
        #expect(lines[dates...].filter { $0.hasSuffix("–") }.count >= unknown.count)
        let first = try Data(contentsOf: URL(filePath: path))
        try ReportPaper(report).write(to: path)
        #expect(try Data(contentsOf: URL(filePath: path)) == first)
    }

    @Test("a report of one level or unit keeps every figure")
    func limited() throws {
        let report = try report()
        let sha = try #require(report.shas.first { sha in report.trusts.contains { $0.parent == sha.code } })
        let limited = try report.limited(level: nil, code: sha.code)
        #expect(limited.clusters.isEmpty)
        #expect(limited.shas == [sha])
        #expect(limited.trusts == report.trusts.filter { $0.parent == sha.code })
        #expect(try report.limited(level: .trust, code: nil).rows == report.trusts)
        #expect(try ReportPage().html(limited).contains(sha.code))
    }

    @Test("what changed since a day is the difference of two reports")
    func since() throws {
        let random = try RandomPlan(seed: 5)
        var later = try ProgressReport(plan: random.plan, progress: random.progress)
        var before = random.progress
        before.asOf = try day("2026-09-30")
        let earlier = try ProgressReport(plan: random.plan, progress: before)
        try later.compare(since: earlier)
        for change in try #require(later.since).changes {
            let now = try #require(later.row(change.level, change.code))
            let then = try #require(earlier.row(change.level, change.code))
            #expect(now.verifiedFilms == then.verifiedFilms + change.verifiedFilms)
            let parts = [change.provenByFilms, change.confirmed, change.unconfirmed]
            #expect(try Pence.sum(parts) == change.realisedCashReleasing)
        }
        // A part of the report has its own changes alone.
        let code = later.trusts[0].code
        #expect(try later.limited(level: nil, code: code).since?.changes.map(\.code) == [code])
    }

    /// A report with what has changed in 200 days.
    private func changed() throws -> ProgressReport {
        let random = try RandomPlan(seed: 5)
        var report = try ProgressReport(
            plan: random.plan, progress: random.progress,
            source: ReportSource(planVersion: 3, dataTime: Timestamp(rfc3339: "2027-02-11T09:30:00Z")))
        var before = random.progress
        before.asOf = try day("2026-07-26")
        try report.compare(since: ProgressReport(plan: random.plan, progress: before))
        return report
    }

    @Test("CSV says its plan and its data's time, and what has changed only where it is asked")
    func csvSince() throws {
        let report = try changed()
        let table = try CSVTable(Data(ReportCSV.text(report).utf8), name: "report.csv")
        let changes = try #require(report.since).changes
        #expect(changes.contains { $0.verifiedFilms != 0 })
        for (cells, change) in zip(table.rows, changes) {
            #expect(cells["plan_version"] == "3")
            #expect(cells["data_until"] == "2027-02-11T09:30:00Z")
            #expect(cells["since"] == "2026-07-26")
            #expect(cells["verified_films_since"] == String(change.verifiedFilms))
            #expect(cells["realised_cash_releasing_since"] == change.realisedCashReleasing.plain)
            #expect(cells["realised_unconfirmed_cash_releasing_since"] == change.unconfirmed.plain)
        }
        #expect(!ReportCSV.text(try self.report()).contains("_since"))
    }

    @Test("the spreadsheet has a sheet of what has changed", .enabled(if: hasOpenpyxl))
    func workbookSince() async throws {
        let report = try changed()
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.xlsx").path(percentEncoded: false)
        try ReportWorkbook(report).workbook.write(to: path)
        let cells = try await cells(path)
        for (place, change) in try #require(report.since).changes.enumerated() {
            #expect(cells["Since!C\(place + 2)"] == "'\(change.code)'")
            #expect(cells["Since!E\(place + 2)"].flatMap { Int($0) } == change.verifiedFilms)
        }
    }

    @Test(
        "the PDF has a table of what has changed, and no minus sign at a line's end",
        .enabled(if: pdftotext != nil))
    func paperSince() async throws {
        let report = try changed()
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.pdf").path(percentEncoded: false)
        try ReportPaper(report).write(to: path)
        let pdftotext = try #require(Self.pdftotext)
        let text = try await pdftotext("-layout", path, "-")
        #expect(text.contains("Since 26 July 2026"))
        for line in text.split(separator: "\n") { #expect(!line.hasSuffix("−"), "\(line)") }
    }

    @Test("no figure and no month of the PDF breaks within its cell", .enabled(if: pdftotext != nil))
    func paperWhole() async throws {
        var plan = try SamplePlan.plan()
        plan.clusters[0].lspPrice = Pence(123_456_789_00)
        plan.clusters[0].months = 36
        plan.trusts[0].filmsToMigrate = 1_000_000_000
        plan.schedule.append(
            ScheduleLine(trust: try trust("RXA"), month: try month("2026-05"), plannedFilms: 999_999_700))
        plan.cash.append(
            CashLine(
                level: .cluster, code: "NW", month: try month("2026-05"), kind: .lspPayment,
                amount: Pence(9_999_999_999_00)))
        let report = try ProgressReport(plan: plan, progress: progress("2026-07-01"))
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.pdf").path(percentEncoded: false)
        try ReportPaper(report).write(to: path)
        let pdftotext = try #require(Self.pdftotext)
        let text = try await pdftotext("-layout", path, "-")
        for figure in ["1,000,000,000", "£9,999,999,999.00", "May 2026"] {
            #expect(text.contains(figure), "\(figure)")
        }
        for month in try #require(report.cashFlows["NW"]) {
            #expect(text.contains(month.month.text))
            #expect(text.contains(month.planned.balance.text), "\(month.planned.balance.text)")
        }
        for row in report.rows where !row.optedOut {
            #expect(text.contains(row.figures.planned.cashReleasing.text))
            #expect(text.contains(PageNumber.films(row.figures.plannedFilms)))
        }
    }
}
