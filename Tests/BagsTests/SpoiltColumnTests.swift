import FilmModel
import Foundation
import Tables
import Testing

@testable import Bags

@Suite("A column that is spoilt as a whole refuses the delivery")
struct SpoiltColumnTests {
    private func words(_ column: String, _ cells: [String]) throws -> [String] {
        let header = column == "film_id" ? "film_id,image\n" : "film_id,image,\(column)\n"
        let rows = cells.enumerated().map { place, cell in
            column == "film_id" ? "\(cell),\(place).tif\n" : "\(place),\(place).tif,\(cell)\n"
        }
        return SpoiltColumns(try CSVTable(Data((header + rows.joined()).utf8), name: "f").rows).words
    }

    @Test(
        "by a spreadsheet, or by filling down",
        arguments: [
            ("birth_date", "18294"), ("birth_date", "18294.0"), ("nhs_number", "4.01E+09"),
            ("hospital_number", "1.23457E+11"), ("family_name", "#REF!"), ("postcode", "#N/A"),
            ("film_id", "F1"),
        ])
    func whole(column: String, cell: String) throws {
        let found = try words(column, [cell, cell, cell])
        #expect(found.count == 1 && found[0].hasPrefix(column), "\(found)")
        #expect(column == "film_id" || !found[0].contains("18294"))
        #expect(DeliveryRule.refusal([.sound, .sound, .sound], spoilt: found) == found[0])
        // One that is filled in a few rows alone.
        if column != "film_id" { #expect(try words(column, [cell, cell, "", ""]).count == 1) }
    }

    @Test("a single row, or a few among many, are their own")
    func few() throws {
        #expect(try words("birth_date", ["18294", "1950-01-01", "1950-01-02"]).isEmpty)
        #expect(try words("nhs_number", ["4.01E+09"]).isEmpty)
        #expect(try words("film_id", ["F1", "F1", "F2", "F3"]).isEmpty)
        #expect(try words("birth_date", ["1950", "1951", "01/02/1950"]).isEmpty)
    }
}
