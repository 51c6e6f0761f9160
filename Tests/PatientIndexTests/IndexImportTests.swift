import FilmModel
import Foundation
import GRDB
import Testing

@testable import PatientIndex
@testable import StoreSQLite

@Suite("An import names what is wrong by its row")
struct IndexImportTests {
    private static let head =
        "person_id,nhs_number,local_id,local_id_issuer,family_name,given_name,birth_date,sex\n"

    /// Numbers of the range for tests with a right check digit.
    private static let numbers: [String] = (0..<2000).compactMap { step in
        let digits = String(900_000_000 + step * 7)
        return (0...9).map { digits + String($0) }.first { NationalNumber($0) != nil }
    }

    private static func row(_ place: Int, number: String? = nil, local: String? = nil) -> String {
        // In letters: digits in a name are read as letters.
        let family = String(place).utf8.map { String(UnicodeScalar($0 + 0x31)) }.joined()
        let numbers = "\(number ?? numbers[place]),\(local ?? "H\(10_000 + place)"),RXA"
        return "P\(place),\(numbers),Family\(family),Ada,1950-01-02,F\n"
    }

    private static func store() throws -> SQLitePersonStore { try SQLitePersonStore(DatabaseQueue()) }

    private static func take(
        _ store: SQLitePersonStore, _ text: String, isPartial: Bool = false,
        limits: ImportLimits = ImportLimits()
    ) async throws -> ImportSummary {
        try await store.importFile(
            Data(text.utf8), name: "i.csv", allowedLoss: 1, isPartial: isPartial, limits: limits)
    }

    private static func refusal(_ store: SQLitePersonStore, _ text: String) async throws -> String {
        do { _ = try await take(store, text) } catch {
            return (error as? IndexError)?.description ?? "\(error)"
        }
        return ""
    }

    @Test("numbers that a spreadsheet has destroyed refuse the file that would replace a good index")
    func mangled() async throws {
        let store = try Self.store()
        _ = try await Self.take(store, Self.head + Self.row(1) + Self.row(2))
        for bad in ["9.00E+09", "900000007", "9000000000"] {
            let text = Self.head + Self.row(1, number: bad) + Self.row(2, number: bad)
            let message = try await Self.refusal(store, text)
            #expect(message.contains("2 of 2 numbers that can't be used"), "\(message)")
            #expect(message.contains("row 2, 3") && message.contains("--allow-unusable"))
            #expect(!message.contains(bad))
        }
        #expect(try await store.person(PersonID("P1"))?.nhsNumber == Self.numbers[1])
        let local = Self.head + Self.row(1, local: "1.2E+07") + Self.row(2, local: "1.3E+07")
        #expect(try await Self.refusal(store, local).contains("local_id_unusable"))
        var limits = ImportLimits()
        limits.unusable = 1
        let taken = try await Self.take(store, local, limits: limits)
        #expect(taken.remarks.count(.localUnusable) == 2)
    }

    @Test("a few unusable numbers are named, and above the share the file is refused")
    func share() async throws {
        let store = try Self.store()
        func file(_ bad: Int, of count: Int) -> String {
            Self.head + (1...count).map { Self.row($0, number: $0 <= bad ? "123" : nil) }.joined()
        }
        let few = try await Self.take(store, file(9, of: 20))
        #expect(few.remarks.count(.nationalUnusable) == 9)
        #expect(few.remarks.rows.map(\.row) == Array(2...10))
        #expect(try await Self.take(store, file(50, of: 1000)).remarks.count(.nationalUnusable) == 50)
        #expect(try await Self.refusal(store, file(51, of: 1000)).contains("51 of 1000"))
    }

    @Test(
        "a column of dates in a form that takes a guess, or in no calendar, refuses the file; a few are named"
    )
    func dates() async throws {
        func file(_ date: (Int) -> String) -> String {
            Self.head
                + (1...40).map { Self.row($0).replacing("1950-01-02", with: date($0)) }.joined()
        }
        for date in ["18294", "8817", "31/02/1950", "c. 1950", "31-12-50"] {
            let message = try await Self.refusal(Self.store(), file { $0 < 20 ? date : "1950-01-02" })
            #expect(message.contains("19 of 40 rows whose dates are doubtful"), "\(message)")
            #expect(message.contains("--allow-unusable"))
            _ = try await Self.take(Self.store(), file { $0 < 10 ? date : "1950-01-02" })
        }
        let middle = try await Self.refusal(Self.store(), file { "1950-\(9 + $0 % 22)-05" })
        #expect(middle.contains("birth_date is written with the day before the month"), "\(middle)")
    }

    @Test("a number of two persons is named with both rows; many refuse the file")
    func repeated() async throws {
        let store = try Self.store()
        let shared =
            Self.head + Self.row(1) + Self.row(2, number: Self.numbers[1]) + Self.row(3, local: "H 10001")
        let summary = try await Self.take(store, shared)
        #expect(summary.remarks.counts == [.nationalRepeated: 1, .localRepeated: 1])
        #expect(summary.remarks.rows.map { [$0.row, $0.other ?? 0] } == [[3, 2], [4, 2]])
        let many = Self.head + (1...100).map { Self.row($0, number: Self.numbers[max(12, $0)]) }.joined()
        #expect(try await Self.refusal(try Self.store(), many).contains("--allow-repeated"))
        var limits = ImportLimits()
        limits.repeated = 1
        #expect(
            try await Self.take(Self.store(), many, limits: limits).remarks.count(.nationalRepeated) == 11)
    }

    @Test("values that slip by a row, vanish, or make another human of a person_id refuse the file")
    func damaged() async throws {
        let store = try Self.store()
        let good = Self.head + (1...20).map { Self.row($0) }.joined()
        _ = try await Self.take(store, good)
        func refused(_ rows: (Int) -> String, head: String = Self.head) async throws -> String {
            try await Self.refusal(store, head + (1...20).map(rows).joined())
        }
        #expect(
            try await refused { Self.row($0, number: Self.numbers[$0 % 20 + 1]) }.contains("--allow-reused"))
        #expect(
            try await refused { Self.row($0, local: "H\(10_000 + $0 % 20 + 1)") }.contains("local_id_reused"))
        let names = [
            "nhs_number_lost": Self.numbers, "birth_date_lost": ["1950-01-02"], "name_lost": ["Ada"],
        ]
        for (kind, texts) in names {
            let message = try await refused { row in
                texts.reduce(Self.row(row)) { $0.replacing($1, with: "") }
            }
            #expect(message.contains(kind) && message.contains("--allow-lost"), "\(message)")
        }
        let other = try await refused {
            Self.row($0).replacing("Ada,1950-01-02", with: "Another,1961-07-08")
        }
        #expect(other.contains("person_replaced") && other.contains("--allow-replaced"), "\(other)")
        #expect(try await Self.take(store, good).unchanged == 20)
        // A few are taken, and named.
        let few = (1...20).map {
            Self.row($0).replacing("Ada,1950-01-02", with: $0 > 9 ? "Ada,1950-01-02" : "Ann,1961-07-08")
        }
        #expect(try await Self.take(store, Self.head + few.joined()).remarks.counts == [.replaced: 9])
    }

    @Test("hospital numbers that name nobody are counted")
    func placeholders() async throws {
        for bad in ["1", "UNKNOWN", "0000", "N/A"] {
            let rows = (1...12).map { Self.row($0, local: bad) }.joined()
            #expect(
                try await Self.refusal(Self.store(), Self.head + rows).contains("local_id_placeholder"),
                "\(bad)")
        }
        // Of no hospital, they are named; an extract of one hospital has often no column for it.
        let rows = (1...12).map { Self.row($0).replacing(",RXA,", with: ",,") }.joined()
        #expect(try await Self.take(Self.store(), Self.head + rows).remarks.counts == [.issuerMissing: 12])
    }

    @Test("a merge that is taken back is named by its row")
    func unmerged() async throws {
        let store = try Self.store()
        let head = "person_id,family_name,birth_date,merged_into\n"
        let (a, b) = ("A,Ash,1931-04-02", "B,Birch,1960-01-01")
        #expect(try await Self.take(store, "\(head)\(a),B\n\(b),\n").remarks.counts.isEmpty)
        let back = try await Self.take(store, "\(head)\(b),\n\(a),\n").remarks
        #expect(back.counts == [.unmerged: 1] && back.rows.first?.row == 3)
    }

    @Test("columns that nobody reads are named")
    func notRead() async throws {
        let summary = try await Self.take(Self.store(), "person_id,town,Title,GP Code\nA,York,Ms,1\n")
        #expect(summary.columnsNotRead == ["title", "gp code"])
    }

    @Test("persons that are merged into one share their numbers without a remark")
    func mergedShare() async throws {
        let text = """
            person_id,nhs_number,family_name,merged_into
            A,\(Self.numbers[1]),Old,B
            B,\(Self.numbers[1]),New,
            C,\(Self.numbers[1]),Old,B
            """
        #expect(try await Self.take(Self.store(), text).remarks.counts.isEmpty)
    }

    @Test("a person under another id is named: beside the old one, and in its place")
    func renumbered() async throws {
        let one = Self.row(1)
        let again = one.replacing("P1,", with: "Q1,")
        let both = try await Self.take(Self.store(), Self.head + one + again)
        #expect(both.remarks.counts == [.renumbered: 1])
        #expect(both.remarks.rows.map { [$0.row, $0.other ?? 0] } == [[3, 2]])
        let store = try Self.store()
        _ = try await Self.take(store, Self.head + one + Self.row(2))
        let gone = try await Self.take(store, Self.head + again + Self.row(2))
        #expect(gone.remarks.counts == [.renumbered: 1])
        #expect(gone.remarks.rows.map(\.row) == [2])
        #expect(gone.remarks.rows.map(\.other) == [nil])
        // Said once: the next import brings nothing new.
        #expect(try await Self.take(store, Self.head + again + Self.row(2)).remarks.counts.isEmpty)
    }

    @Test("a number that somebody has given up and another has got is named")
    func reused() async throws {
        let store = try Self.store()
        _ = try await Self.take(store, Self.head + Self.row(1) + Self.row(2))
        let exchanged = Self.head + Self.row(1, local: "H9") + Self.row(2, local: "H10001")
        let summary = try await Self.take(store, exchanged)
        #expect(summary.remarks.counts == [.localReused: 1])
        #expect(summary.remarks.rows.map { [$0.row, $0.other ?? 0] } == [[3, 2]])
        let gone = try await Self.take(store, Self.head + Self.row(3, number: Self.numbers[1]))
        #expect(gone.remarks.counts == [.nationalReused: 1])
        let partial = try await Self.take(
            store, Self.head + Self.row(4, local: "H10003"), isPartial: true)
        #expect(partial.remarks.counts == [.localRepeated: 1])
    }

    @Test(
        "dates are read as labels have them, and the index keeps them in one form",
        arguments: ["14/04/1944", "14.4.1944", "14 Apr 1944", "1944-04-14 00:00:00", "19440414", "14/04/44"])
    func dateForms(text: String) async throws {
        let store = try Self.store()
        let summary = try await Self.take(store, "person_id,birth_date\nA,\(text)\n")
        #expect(try await store.person(PersonID("A"))?.birthDate == PartialDate("1944-04-14"))
        #expect(summary.remarks.count(.centuryAssumed) == (text.hasSuffix("/44") ? 1 : 0))
        let again = try await Self.take(store, "person_id,birth_date\nA,1944-04-14\n")
        #expect(again.unchanged == 1)
    }

    @Test(
        "a date that takes a guess is read as a label's is, and named",
        arguments: ["04/14/1944", "16176", "DOB 14/04/1944", "I4/04/1944", "04/14/44"])
    func looseDates(text: String) async throws {
        let store = try Self.store()
        let summary = try await Self.take(store, "person_id,birth_date\nA,\(text)\n")
        #expect(try await store.person(PersonID("A"))?.birthDate == PartialDate("1944-04-14"))
        #expect(summary.remarks.count(.dateLoose) == (text.hasPrefix("DOB") ? 0 : 1))
    }

    @Test(
        "a date in no calendar is left out and named, so that no label agrees with it; one that is not known is none"
    )
    func noCalendar() async throws {
        let store = try Self.store()
        let text = "person_id,birth_date,death_date\nA,31/02/1944,\nB,c.1940,unknown\n"
        let remarks = try await Self.take(store, text).remarks
        #expect(remarks.counts == [.dateImpossible: 1, .dateLoose: 1])
        #expect(try await store.person(PersonID("A"))?.birthDate == nil)
        #expect(try await store.person(PersonID("B"))?.birthDate == PartialDate("1940"))
    }

    @Test(
        "a row that can't be taken is named, and what is wrong with it",
        arguments: [
            ("person_id,birth_date\nA,1944\nB,see notes\n", "row 3: birth_date is no date"),
            (
                "person_id,birth_date,death_date\nA,04/14/1944,\nB,,03/04/1944\n",
                "birth_date is written month first (row 2)"
            ),
            ("person_id,death_date\nA,soon\n", "row 2: death_date is no date; write YYYY-MM-DD"),
            ("person_id,town\nA,York\nB,Leeds,x\n", "row 3 has more cells than the header"),
            ("person_id,town,postcode\nA,York\n", "row 2 has 2 cells, and the header 3"),
            ("person_id,family_name\nA,#REF!\n", "row 2: family_name has a spreadsheet's error"),
            ("person_id,merged_into\nA,\nB,B\n", "row 3 is merged into its own person_id"),
            ("person_id,merged_into\nA,Z\n", "row 2 is merged into a person_id that the index does not have"),
            ("person_id,merged_into\nA,B\nB,A\n", "row 2 is merged in a circle"),
            ("person_id,town\nA,York\nA,York\n", "row 3 repeats a person_id"),
        ])
    func rows(text: String, words: String) async throws {
        let message = try await Self.refusal(Self.store(), text)
        #expect(message.contains(words), "\(message)")
        #expect(!message.contains("York") && !message.contains("1944"))
    }

    @Test("dates that cannot be right and sexes that say nothing are named")
    func doubts() async throws {
        let text = """
            person_id,birth_date,death_date,sex
            A,2999-01-01,,F
            B,1950-01-01,1949-12-31,M
            C,1950,1950-06-01,U
            D,1950,,Weiblich
            """
        let remarks = try await Self.take(Self.store(), text).remarks
        #expect(remarks.counts == [.dateImpossible: 2, .sexUnreadable: 1])
        #expect(remarks.rows.map(\.row) == [2, 3, 5])
    }

    @Test("the summary as JSON has counts and rows, and nothing of a patient's")
    func json() async throws {
        let text = Self.head + Self.row(1) + Self.row(2, number: Self.numbers[1])
        let summary = try await Self.take(Self.store(), text)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = String(decoding: try encoder.encode(summary), as: UTF8.self)
        #expect(
            json.contains(
                #""remarks":{"counts":{"nhs_number_repeated":1},"rows":[{"kind":"nhs_number_repeated","other_row":2,"row":3}]}"#
            ), "\(json)")
        #expect(!json.contains("Family"))
        #expect(summary.remarks.lines == ["1 × nhs_number is another person's, too: row 3 (as row 2)"])
    }

    @Test("the rows that are named are capped, and the rest is counted")
    func cap() async throws {
        let text = "person_id,sex\n" + (1...1500).map { "P\($0),x\n" }.joined()
        let remarks = try await Self.take(Self.store(), text).remarks
        #expect(remarks.count(.sexUnreadable) == 1500)
        #expect(remarks.rows.count == ImportRemarks.most)
        #expect(remarks.lines[0].hasSuffix(" and 1490 more"))
    }

    @Test("the one-shot index refuses the same rows")
    func oneShot() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "i.csv").path
        for (text, words) in [
            ("person_id,merged_into\nA,\nB,B\n", "row 3 is merged into itself"),
            ("person_id,merged_into\nA,Z\n", "row 2 is merged into"),
            ("person_id\nA,x\n", "row 2 has more cells"),
        ] {
            try Data(text.utf8).write(to: URL(filePath: path))
            let error = #expect(throws: IndexError.self) { try IndexFile.read(path) }
            #expect(error?.message.contains(words) == true)
        }
        try Data("person_id,birth_date\nA,1950\nB,see notes\n".utf8).write(to: URL(filePath: path))
        var notes: [String] = []
        _ = try IndexFile.read(path) { notes.append($0) }
        #expect(notes.first?.hasPrefix("i.csv: dates that can't be read, in row 3;") == true)
        try Data("label_id,exam_date\nA,3 Mar 1990\nB,soon\n".utf8).write(to: URL(filePath: path))
        let labels = try IndexFile.labels(path) { notes.append($0) }
        #expect(labels.map(\.record.examDate) == [PartialDate("1990-03-03"), nil])
        #expect(notes.last?.contains("row 3") == true)
        for (text, words) in [
            ("label_id,person_id\na,A\n,B\n", "row 3 has no label_id"),
            ("label_id,person_id\na,A\na,B\n", "row 3 repeats a label_id"),
        ] {
            try Data(text.utf8).write(to: URL(filePath: path))
            let error = #expect(throws: IndexError.self) { try IndexFile.truth(path) }
            #expect(error?.message.contains(words) == true)
        }
        try Data("label_id,person_id\na,A\nb,\na,A\n".utf8).write(to: URL(filePath: path))
        #expect(try IndexFile.truth(path) == ["a": PersonID("A"), "b": nil])
    }
}
