import FilmModel
import Foundation

@testable import PatientIndex

/// An index of a few persons, and labels made of columns.
struct SmallIndex {
    let table: PersonTable

    init(_ rows: [[String: String]]) throws {
        var builder = PersonTableBuilder()
        for row in rows {
            guard builder.add(row["person_id"] ?? "", Self.record(row), mergedInto: row["merged_into"]) else {
                throw IndexError.rows(["a person_id twice"], of: "index")
            }
        }
        table = try builder.build()
    }

    func decide(_ label: [String: String], _ decider: Decider = Decider()) throws -> LabelDecision {
        try decider.decide(Self.record(label), in: table)
    }

    static func record(_ row: [String: String]) -> RawRecord {
        var record = RawRecord()
        record.nhsNumber = row["nhs_number"]
        record.localID = row["local_id"]
        record.localIDIssuer = row["local_id_issuer"]
        record.familyName = row["family_name"]
        record.givenName = row["given_name"]
        record.middleNames = row["middle_names"]
        record.previousFamilyName = row["previous_family_name"]
        record.birthDate = row["birth_date"]
        record.deathDate = row["death_date"]
        record.sex = row["sex"]
        record.address = row["address"]
        record.town = row["town"]
        record.postcode = row["postcode"]
        record.examDate = row["exam_date"].flatMap { PartialDate($0) }
        return record
    }
}
