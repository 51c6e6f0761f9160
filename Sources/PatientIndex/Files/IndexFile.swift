package import FilmModel
import Foundation
import Tables

/// Files of the one-shot matcher.
package enum IndexFile {
    /// An index as a file, read into memory. A date that is no date is compared digit by digit, and noted; a row
    /// without a `person_id`, with one that is there already, or with more cells than the header refuses the
    /// file.
    package static func read(_ path: String, note: (String) -> Void = { _ in }) throws -> PersonTable {
        let name = URL(filePath: path).lastPathComponent
        var builder = PersonTableBuilder()
        var columns: PersonColumns?
        var faults: [String] = []
        var unreadable: [Int] = []
        var order = DateOrder()
        try CSVStream.read(
            path: path, name: name, known: PersonColumns.known,
            header: { columns = try PersonColumns($0, id: "person_id") },
            row: { row in
                guard let columns else { return }
                if let fault = columns.fault(row) { return faults.append(fault) }
                guard let id = row[columns.id]?.nonEmpty else {
                    faults.append("row \(row.number) has no person_id")
                    return
                }
                var record = columns.record(row)
                let dates = record.readDates(today: nil, order: &order, row: row.number)
                if !dates.faults.isEmpty { unreadable.append(row.number) }
                let into = row[columns.mergedInto]?.nonEmpty
                if !builder.add(id, record, mergedInto: into, fileRow: row.number) {
                    faults.append("row \(row.number) repeats a person_id")
                }
            })
        if let words = order.refusal { throw IndexError.dates(words, of: name) }
        guard faults.isEmpty else { throw IndexError.rows(faults, of: name) }
        if !unreadable.isEmpty { note(Self.words(unreadable, name)) }
        return try builder.build(name: name)
    }

    private static func words(_ rows: [Int], _ name: String) -> String {
        let shown = rows.prefix(5).map(String.init).joined(separator: ", ")
        let more = rows.count > 5 ? " and \(rows.count - 5) more" : ""
        return "\(name): dates that can't be read, in row \(shown)\(more); write \(WrittenDate.forms)"
    }

    /// What an index says of some persons, as it was typed.
    package static func persons(_ ids: Set<PersonID>, of path: String) throws -> [PersonID: RawRecord] {
        let name = URL(filePath: path).lastPathComponent
        var columns: PersonColumns?
        var persons: [PersonID: RawRecord] = [:]
        try CSVStream.read(
            path: path, name: name, known: PersonColumns.known,
            header: { columns = try PersonColumns($0, id: "person_id") },
            row: { row in
                guard let columns, let id = row[columns.id]?.nonEmpty, ids.contains(PersonID(id)) else {
                    return
                }
                persons[PersonID(id)] = columns.record(row)
            })
        return persons
    }

    /// A file of labels, in its order. A row without a `label_id`, or with more cells than the header, refuses
    /// the file; an examination's date that can't be read is noted.
    package static func labels(
        _ path: String, note: (String) -> Void = { _ in }
    ) throws -> [(id: String, record: RawRecord)] {
        let name = URL(filePath: path).lastPathComponent
        var columns: PersonColumns?
        var labels: [(id: String, record: RawRecord)] = []
        var order = DateOrder()
        let today = PartialDate(Timestamp.now().londonDay)
        var faults: [String] = []
        var unreadable: [Int] = []
        try CSVStream.read(
            path: path, name: name, known: PersonColumns.known,
            header: { columns = try PersonColumns($0, id: "label_id") },
            row: { row in
                guard let columns else { return }
                if let fault = columns.fault(row) { return faults.append(fault) }
                guard let id = row[columns.id]?.nonEmpty else {
                    faults.append("row \(row.number) has no label_id")
                    return
                }
                var record = columns.record(row)
                if let text = row[columns.examDate] {
                    let written = WrittenDate(text)?.inOrder
                    record.examDate = written.flatMap { $0.date ?? today.flatMap($0.date(notAfter:)) }
                    if record.examDate == nil { unreadable.append(row.number) }
                }
                for (column, text) in [
                    ("exam_date", row[columns.examDate]), ("birth_date", record.birthDate),
                ] {
                    guard let text, let date = WrittenDate(text) else { continue }
                    order.add(date, column, row: row.number)
                }
                labels.append((id, record))
            })
        if let words = order.refusal { throw IndexError.dates(words, of: name) }
        guard faults.isEmpty else { throw IndexError.rows(faults, of: name) }
        if !unreadable.isEmpty { note(Self.words(unreadable, name)) }
        return labels
    }
}

extension IndexFile {
    /// Whose the labels are: nil where the person is in no row of the index. A row without a `label_id`, with one
    /// that is another person's above, or with more cells than the header refuses the file.
    package static func truth(_ path: String) throws -> [String: PersonID?] {
        let name = URL(filePath: path).lastPathComponent
        var label: Int?
        var person: Int?
        var truth: [String: PersonID?] = [:]
        var faults: [String] = []
        try CSVStream.read(
            path: path, name: name,
            known: ["label_id", "person_id"],
            header: { header in
                try header.require(["label_id", "person_id"])
                label = header.place("label_id")
                person = header.place("person_id")
            },
            row: { row in
                if let fault = PersonColumns.fault(row) { return faults.append(fault) }
                guard let id = row[label] else { return faults.append("row \(row.number) has no label_id") }
                let named = row[person].map { PersonID($0) }
                if let earlier = truth.updateValue(named, forKey: id), earlier != named {
                    faults.append("row \(row.number) repeats a label_id with another person_id")
                }
            })
        guard faults.isEmpty else { throw IndexError.rows(faults, of: name) }
        return truth
    }
}
