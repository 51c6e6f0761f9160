import FilmModel
import Foundation
import Testing

@testable import Bags

@Suite("The rows of films.csv")
struct FilmTableTests {
    static let scan = PayloadFile(path: path("data/scans/1.tif"), bytes: 10, sha256: "aa", mark: "1")
    static let other = PayloadFile(path: path("data/scans/2.tif"), bytes: 20, sha256: "bb", mark: "2")

    static func path(_ text: String) -> BagPath {
        do { return try BagPath(text) } catch { preconditionFailure("\(text) is a safe path") }
    }

    func rows(_ text: String) throws -> [FilmRow] {
        let faults = BagFaultList(limit: 10)
        let table = FilmTable(Array(text.utf8), name: "data/films.csv", faults: faults)
        #expect(faults.isEmpty, "\(faults.faults)")
        return try #require(table).rows(payload: [Self.scan, Self.other], today: PartialDate("2026-06-15"))
    }

    /// One row with a value in one column.
    func row(_ column: String, _ value: String) throws -> FilmRow {
        let found = try rows("film_id,image,\(column)\nF1,scans/1.tif,\"\(value)\"\n")
        return try #require(found.first)
    }

    @Test("name their scan in any Unicode form, and keep the bag's own spelling")
    func spelling() throws {
        let composed = PayloadFile(path: Self.path("data/\u{E9}.tif"), bytes: 10, sha256: "cc", mark: "3")
        let faults = BagFaultList(limit: 10)
        let text = "film_id,image\nF1,e\u{301}.tif\n"
        let table = try #require(FilmTable(Array(text.utf8), name: "data/films.csv", faults: faults))
        let row = try #require(table.rows(payload: [composed], today: nil).first)
        #expect(row.outcome == .film(scan: composed))
        #expect(Array(row.description.image.utf8) == Array("\u{E9}.tif".utf8))
    }

    @Test("have one jacket, examination and film in whichever form of Unicode, without what cannot be seen")
    func unseen() throws {
        for column in ["jacket_id", "exam_id"] {
            let columns = try ["\u{C9}1", "E\u{301}1", "\u{200B}E\u{301}\u{200D}1\u{FEFF}"].map { value in
                let found = try row(column, value).description
                return Array((column == "jacket_id" ? found.jacketID : found.examID).map(\.utf8) ?? "".utf8)
            }
            #expect(columns.allSatisfy { $0 == Array("\u{C9}1".utf8) })
        }
        let twice = try rows("film_id,image\n\u{C9}1,scans/1.tif\nE\u{301}\u{200B}1,scans/2.tif\n")
        #expect(twice.contains { if case .film = $0.outcome { false } else { true } })
    }

    @Test("are read whole, in any order of columns, with a mark and unknown columns")
    func whole() throws {
        let text = """
            \u{FEFF}"image",Film_ID,page,jacket_id,exam_id,exam_date,modality,body_part,laterality,\
            view_position,nhs_number,hospital_number,family_name,given_name,birth_date,sex,postcode,address,town,urgent_by,\
            bits_stored,pixel_spacing_mm,scanner_manufacturer,scanner_model,scanner_serial,scanned_at,colour
            scans/1.tif,F1,2,J1,E1,1998-07,mg,Breast,left,cc,999 000 0000,H1,Doe,Jo,1/2/33,f,LS1 1AA,\
            "1, The Street",Leeds,2026-07-01,12,0.1,Maker,Model,S1,2026-05-01T10:00:00Z,blue
            """
        let row = try #require(try rows(text).first)
        #expect(row.outcome == .film(scan: Self.scan))
        var film = FilmDescription(filmID: "F1", image: "scans/1.tif", page: 2)
        film.jacketID = "J1"
        film.examID = "E1"
        film.examDate = PartialDate("1998-07")
        film.modality = "MG"
        film.bodyPart = "BREAST"
        film.laterality = .left
        film.viewPosition = "CC"
        film.label = Label(
            nhsNumber: "999 000 0000", hospitalNumber: "H1", familyName: "Doe", givenName: "Jo",
            birthDate: "1/2/33",
            sex: "f", postcode: "LS1 1AA", address: "1, The Street", town: "Leeds")
        film.urgentBy = PartialDate("2026-07-01")
        film.bitsStored = 12
        film.pixelSpacing = PixelSpacing(row: 0.1, column: 0.1)
        film.scannerManufacturer = "Maker"
        film.scannerModel = "Model"
        film.scannerSerial = "S1"
        film.scannedAt = "2026-05-01T10:00:00Z"
        #expect(row.description == film)
    }

    @Test(
        "are rejected alone for a value that cannot be",
        arguments: [
            ("page", "0", ReasonCode.rowInvalid), ("page", "-1", .rowInvalid), ("page", "one", .rowInvalid),
            ("page", "1.5", .rowInvalid), ("page", "99999999999999999999", .rowInvalid),
            ("exam_date", "2004-02-30", .dateImpossible), ("exam_date", "31/02/2004", .dateImpossible),
            ("exam_date", "03/14/2004", .rowInvalid), ("exam_date", "2/3/04", .rowInvalid),
            ("exam_date", "spring 2004", .rowInvalid), ("urgent_by", "31 Feb 2026", .dateImpossible),
            ("exam_date", "2026-06-16", .dateImpossible), ("exam_date", "2026-07", .dateImpossible),
            ("exam_date", "2027", .dateImpossible), ("modality", "DF", .rowInvalid),
            ("modality", "XRAY", .rowInvalid),
            ("body_part", "A VERY LONG PART OF A BODY", .rowInvalid), ("body_part", "HÜFTE", .rowInvalid),
            ("view_position", "A/P", .rowInvalid), ("laterality", "X", .rowInvalid),
            ("bits_stored", "0", .rowInvalid),
            ("bits_stored", "17", .rowInvalid), ("pixel_spacing_mm", "fine", .rowInvalid),
            ("pixel_spacing_mm", "-0.1", .rowInvalid), ("urgent_by", "2026-07", .rowInvalid),
            ("jacket_id", String(repeating: "J", count: 65), .rowInvalid), ("exam_id", "E\\1", .rowInvalid),
            ("scanner_model", "a\nb", .rowInvalid),
            ("address", String(repeating: "a", count: 401), .rowInvalid),
        ])
    func value(column: String, value: String, code: ReasonCode) throws {
        let row = try row(column, value)
        let reason = try #require(row.rejection)
        #expect(reason.code == code)
        #expect(reason.message.contains(column))
        // What is typed in a row never reaches a message.
        #expect(value.utf8.count < 4 || !reason.message.contains(value))
        #expect(row.description == FilmDescription(filmID: "F1", image: "scans/1.tif"))
        #expect(row.scan == Self.scan)
    }

    @Test(
        "are accepted for a value at its limit or left to those who know more",
        arguments: [
            ("page", "1"), ("exam_date", "2026-06-15"), ("exam_date", "2026"), ("exam_date", "1901"),
            ("modality", "rg"), ("laterality", "unpaired"), ("bits_stored", "16"),
            ("pixel_spacing_mm", "0.1x0.12"),
            ("birth_date", "2030-01-01"), ("birth_date", "about 1930"), ("sex", "unknown"),
            ("nhs_number", "123"),
            ("urgent_by", "1999-01-01"), ("jacket_id", String(repeating: "J", count: 64)),
            ("address", "1\n2"),
            ("no_such_column", "x"), ("urgent_by", "1/7/2026"), ("scanned_at", "yesterday"),
        ])
    func accepted(column: String, value: String) throws {
        #expect(try row(column, value).outcome == .film(scan: Self.scan))
    }

    @Test(
        "name a scan of the bag by a plain relative path",
        arguments: [
            ("scans/1.tif", nil), ("./scans/1.tif", nil), ("scans/3.tif", .imageMissing),
            ("data/scans/1.tif", .imageMissing), ("Scans/1.tif", .imageMissing),
            ("/data/scans/1.tif", .rowInvalid), ("C:\\B-1\\data\\scans\\1.tif", .rowInvalid),
            ("../data/scans/1.tif", .rowInvalid),
            ("/etc/passwd", .rowInvalid), ("scans\\1.tif", .rowInvalid), ("~/1.tif", .rowInvalid),
            ("films.csv", .rowInvalid), ("", .rowInvalid),
        ] as [(String, ReasonCode?)])
    func image(image: String, code: ReasonCode?) throws {
        let row = try #require(try rows("film_id,image\nF1,\(image)\n").first)
        #expect(row.rejection?.code == code)
        #expect((row.scan == nil) == (code != nil))
    }

    @Test(
        "name the scan that is there, where the row spells it otherwise",
        arguments: [
            "scans\\1.tif", "Scans/1.TIF", "data/scans/1.tif", "/data/scans/1.tif", "./data\\scans\\1.tif",
            "C:\\B-1\\data\\scans\\1.tif", "B-1/data/Scans/1.tif",
        ])
    func hint(image: String) throws {
        let row = try #require(try rows("film_id,image\nF1,\(image)\n").first)
        #expect(row.rejection?.message.hasSuffix("; the bag has scans/1.tif") == true)
        #expect(row.isFormal)
        #expect(row.scan == nil && row.meant == Self.scan)
    }

    @Test(
        "ask whether a scan of nearly the name is meant, and take none",
        arguments: ["1.tif", "scans/1.tiff", "scans\\001.tif", "0001.JPG"])
    func likeness(image: String) throws {
        let row = try #require(try rows("film_id,image\nF1,\(image)\n").first)
        #expect(row.rejection?.message.contains("; the bag has scans/1.tif: is it meant?") == true)
        #expect(!row.isFormal && row.scan == nil && row.meant == nil)
    }

    @Test(
        "never name a scan of another folder for one that is missing",
        arguments: ["other/1.tif", "scans/3.tif", "../scans/1.tif", "data", "scans/11.tif"])
    func noHint(image: String) throws {
        let row = try #require(try rows("film_id,image\nF1,\(image)\n").first)
        #expect(row.rejection?.message.contains("the bag has") == false)
        #expect(!row.isFormal)
    }

    @Test(
        "take an examination's date in every form that a birth date has",
        arguments: [
            "2004-03-02", "2/3/2004", "02/03/2004", "02.03.2004", "2-3-2004", "2 Mar 2004", "2nd March 2004",
            "20040302", "02032004", "March 2, 2004", "2004-03-02 00:00:00", "2004-03-02T10:11:12Z",
            "02/03/2004 00:00", "2\u{A0}Mar\u{A0}2004", "02\u{2013}03\u{2013}2004", "'02/03/2004",
        ])
    func dateForms(text: String) throws {
        #expect(try row("exam_date", text).description.examDate == PartialDate("2004-03-02"))
        let partial = ["03/2004", "Mar 2004", "2004-03", "00/03/2004", "2004-03-00"]
        for text in partial {
            #expect(try row("exam_date", text).description.examDate == PartialDate("2004-03"))
        }
    }

    @Test(
        "are wrong in their form alone, or in more",
        arguments: [
            ("exam_date", "03/14/2004", true), ("exam_date", "spring", true),
            ("exam_date", "2004-02-30", false),
            ("exam_date", "2030", false), ("pixel_spacing_mm", "0,1", true),
            ("pixel_spacing_mm", "fine", false),
            ("page", "1.0", true), ("page", "one", false), ("bits_stored", "99", false),
            ("modality", "DF", true),
            ("modality", "XRAY", false), ("film_id2", "x", nil),
        ] as [(String, String, Bool?)])
    func form(column: String, value: String, isFormal: Bool?) throws {
        let row = try row(column, value)
        #expect(row.isFormal == (isFormal ?? false))
        #expect((row.rejection == nil) == (isFormal == nil))
    }

    @Test("name another separator in a row under a header with commas")
    func separators() throws {
        let row = try #require(try rows("film_id,image\nF1;scans/1.tif\n").first)
        #expect(
            row.rejection?.message
                == "image is empty: the row's cells are separated by semicolons, not by commas")
        #expect(row.isFormal)
    }

    @Test("tell a column that is written month first from one slip")
    func monthFirst() throws {
        func refusal(_ dates: [String]) throws -> String? {
            let text = "film_id,image,exam_date,birth_date\n" + dates.map { "F,scans/1.tif,\($0)\n" }.joined()
            let faults = BagFaultList(limit: 10)
            return try #require(FilmTable(Array(text.utf8), name: "f", faults: faults)).dateOrder.refusal
        }
        #expect(
            try refusal(["03/14/2004", "03/04/2004"])?.hasPrefix("exam_date is written month first (row 2)")
                == true)
        #expect(
            try refusal(["03/07/1994,04/13/1943", "1994-01-01,1950-01-01"])?.hasPrefix("birth_date") == true)
        #expect(try refusal(["03/04/2004", "12/31/1999", "31/12/1999"]) == nil)
        // Without a date that can be read either way nothing is in doubt.
        #expect(try refusal(["12/31/1999", "1999-12-30", "11/11/1999", "1 Feb 1999"]) == nil)
    }

    @Test("keep a film_id for the first that has it, and each has a key of its own")
    func duplicates() throws {
        let found = try rows(
            """
            film_id,image,page
            F1,scans/1.tif,1
            F1,scans/2.tif,1

            ,scans/1.tif,2
            row 5,scans/1.tif,3
            F1 (row 7),scans/2.tif,2
            F1,scans/9.tif,
            """)
        #expect(found.map(\.number) == [2, 3, 5, 6, 7, 8])
        #expect(found.map(\.key) == ["F1", "F1 (row 3)", "row 5*", "row 5", "F1 (row 7)", "F1 (row 8)"])
        #expect(
            found.map(\.rejection?.code) == [nil, .duplicateFilmID, .rowInvalid, nil, nil, .imageMissing])
        #expect(found.map(\.description.filmID) == ["F1", "F1", "row 5*", "row 5", "F1 (row 7)", "F1"])
        #expect(
            found[5].rejection?.message
                == "the row names an image that is not in the bag; an earlier row has the same film_id")
    }

    @Test("name a page once: no page is the first page")
    func pages() throws {
        let found = try rows(
            "film_id,image,page\nF1,scans/1.tif,\nF2,scans/1.tif,1\nF3,scans/1.tif,2\n"
                + "F4,./scans/1.tif,2\nF5,scans/2.tif,2\n")
        #expect(found.map(\.rejection?.code) == [nil, .rowInvalid, nil, .rowInvalid, nil])
        #expect(found[1].rejection?.message == "row 2 names the same page of the same image")
    }

    @Test("with too many cells reject themselves and no other row")
    func surplus() throws {
        let found = try rows(
            "film_id,image\nF1,scans/1.tif,,\nF2,scans/2.tif,x\nF3,scans/2.tif,\"x\"\nF4\n\"F5\",scans/2.tif\n"
        )
        #expect(found.map(\.rejection?.code) == [nil, .rowInvalid, .rowInvalid, .rowInvalid, .rowInvalid])
        #expect(
            found[1].rejection?.message
                == "the row has more cells than the header; put a cell with a comma in quotation marks")
        #expect(found[3].rejection?.message == "image is empty")
        // F2 names the scan first, rejected or not: of two films on one page neither is trusted alone.
        #expect(found[4].rejection?.message == "row 3 names the same page of the same image")
    }

    @Test("keep a cell that begins with a combining mark in its column")
    func combiningMark() throws {
        let found = try rows("film_id,image,town\nF1,scans/1.tif,\u{301}x\nF2,scans/2.tif,e\u{301}\n")
        #expect(found.map(\.rejection?.code) == [nil, nil])
        let towns = found.compactMap(\.description.label.town).map { Array($0.unicodeScalars) }
        #expect(towns == [["\u{301}", "x"], ["e", "\u{301}"]])
    }

    @Test("find a scan whose name is written in the other Unicode form")
    func unicode() throws {
        let file = PayloadFile(path: Self.path("data/cafe\u{301}.tif"), bytes: 1, sha256: "cc", mark: "3")
        let text = "film_id,image\nF1,caf\u{E9}.tif\n"
        let table = try #require(
            FilmTable(Array(text.utf8), name: "films.csv", faults: BagFaultList(limit: 1)))
        #expect(table.rows(payload: [file], today: nil).map(\.scan) == [file])
    }

    @Test("no message of a table that cannot be read holds a cell")
    func secrecy() {
        for text in ["Doe,Doe\nx,y\n", "Doe\n", "\"Doe\"Doe,x\n", "Doe,\"x\n"] {
            let faults = BagFaultList(limit: 10)
            #expect(FilmTable(Array(text.utf8), name: "films.csv", faults: faults) == nil)
            #expect(!faults.isEmpty)
            #expect(!faults.faults.contains { $0.description.contains("Doe") })
        }
    }

    @Test("retired modalities have a successor that is taken")
    func modalities() {
        #expect(Modality.terms.isDisjoint(with: Modality.retired.keys))
        #expect(Modality.retired.values.allSatisfy(Modality.terms.contains))
        #expect(Modality.terms.union(Modality.retired.keys).allSatisfy { $0.utf8.count <= 16 })
    }
}
