package import FilmModel
import Foundation
import Tables

/// Files of the one-shot matcher.
package enum IndexFile {
    /// An index as a file, read into memory. A date that is no date is compared digit by digit; a row without
    /// a `person_id`, or with one that is there already, refuses the file.
    package static func read(_ path: String) throws -> PersonTable {
        let name = URL(filePath: path).lastPathComponent
        var builder = PersonTableBuilder()
        var columns: PersonColumns?
        var faults: [String] = []
        try CSVStream.read(
            path: path, name: name, header: { columns = try PersonColumns($0, id: "person_id", name: name) },
            row: { row in
                guard let columns else { return }
                guard let id = row[columns.id] else {
                    faults.append("row \(row.number) has no person_id")
                    return
                }
                if !builder.add(id, columns.record(row), mergedInto: row[columns.mergedInto]) {
                    faults.append("row \(row.number) repeats a person_id")
                }
            })
        guard faults.isEmpty else { throw IndexError.rows(faults, of: name) }
        return try builder.build()
    }

    /// What an index says of some persons, as it was typed.
    package static func persons(_ ids: Set<PersonID>, of path: String) throws -> [PersonID: RawRecord] {
        let name = URL(filePath: path).lastPathComponent
        var columns: PersonColumns?
        var persons: [PersonID: RawRecord] = [:]
        try CSVStream.read(
            path: path, name: name, header: { columns = try PersonColumns($0, id: "person_id", name: name) },
            row: { row in
                guard let columns, let id = row[columns.id], ids.contains(PersonID(id)) else { return }
                persons[PersonID(id)] = columns.record(row)
            })
        return persons
    }

    /// A file of labels, in its order. A row without a `label_id` refuses the file.
    package static func labels(_ path: String) throws -> [(id: String, record: RawRecord)] {
        let name = URL(filePath: path).lastPathComponent
        var columns: PersonColumns?
        var labels: [(id: String, record: RawRecord)] = []
        var faults: [String] = []
        try CSVStream.read(
            path: path, name: name, header: { columns = try PersonColumns($0, id: "label_id", name: name) },
            row: { row in
                guard let columns else { return }
                guard let id = row[columns.id] else {
                    faults.append("row \(row.number) has no label_id")
                    return
                }
                var record = columns.record(row)
                record.examDate = row[columns.examDate].flatMap { PartialDate($0) }
                labels.append((id, record))
            })
        guard faults.isEmpty else { throw IndexError.rows(faults, of: name) }
        return labels
    }
}

extension IndexFile {
    /// Whose the labels are: nil where the person is in no row of the index.
    package static func truth(_ path: String) throws -> [String: PersonID?] {
        let name = URL(filePath: path).lastPathComponent
        var label: Int?
        var person: Int?
        var truth: [String: PersonID?] = [:]
        try CSVStream.read(
            path: path, name: name,
            header: { header in
                for column in ["label_id", "person_id"] where header.place(column) == nil {
                    throw TableError.missingColumn(name, column)
                }
                label = header.place("label_id")
                person = header.place("person_id")
            },
            row: { row in
                if let id = row[label] { truth[id] = .some(row[person].map { PersonID($0) }) }
            })
        return truth
    }
}
