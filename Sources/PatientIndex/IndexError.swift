package import FilmModel

/// Why an index file was not taken.
package struct IndexError: OperatorError, Equatable {
    package let message: String
    package let remedy: String
    package var exitStatus: ExitStatus { .unusableInput }

    package static func rows(_ faults: [String], count: Int? = nil, of file: String) -> Self {
        let shown = faults.prefix(5).joined(separator: "; ")
        let count = count ?? faults.count
        let more = count > 5 ? "; and \(count - 5) more" : ""
        return Self(
            message: "\(file) was not taken: \(shown)\(more)",
            remedy: "correct the rows and import the file again; nothing was changed")
    }

    package static func dates(_ words: String, of file: String) -> Self {
        Self(
            message: "\(file) was not taken: \(words)",
            remedy: "export it again with ISO dates; nothing was changed")
    }

    package static func shrinks(_ file: String, missing: Int, of count: Int) -> Self {
        Self(
            message:
                "\(file) lacks \(missing) of the index's \(count.counted("person")); nothing was changed",
            remedy:
                "see that the extract is whole; --allow-loss 1 if so many are to go, --partial if it is an update"
        )
    }
    package static func unusable(
        _ file: String, _ remarks: ImportRemarks, _ kind: ImportRemarks.Kind, of total: Int
    ) -> Self {
        Self(
            message: "\(file) has \(remarks.count(kind)) of \(total) numbers that can't be used "
                + "(\(kind.rawValue): row \(rows(remarks, kind))); nothing was changed",
            remedy:
                "export it again with its numbers as text, unopened by a spreadsheet; --allow-unusable 1 if "
                + "they are to be taken as they are")
    }

    package static func doubtfulDates(
        _ file: String, _ remarks: ImportRemarks, _ kind: ImportRemarks.Kind, of total: Int
    ) -> Self {
        Self(
            message:
                "\(file) has \(remarks.count(kind)) of \(total.counted("row")) whose dates are doubtful: "
                + "\(kind.words) (\(kind.rawValue): row \(rows(remarks, kind))); nothing was changed",
            remedy:
                "export it again with ISO dates (YYYY-MM-DD); --allow-unusable 1 if they are to be taken as they are"
        )
    }

    package static func repeated(
        _ file: String, _ remarks: ImportRemarks, _ kind: ImportRemarks.Kind, of total: Int
    ) -> Self {
        Self(
            message: "\(file) has \(remarks.count(kind)) of \(total) numbers that are another person's, too "
                + "(\(kind.rawValue): row \(rows(remarks, kind))); nothing was changed",
            remedy: "have the index put right; --allow-repeated 1 if it is to be taken as it is")
    }

    package static func reused(
        _ file: String, _ remarks: ImportRemarks, _ kind: ImportRemarks.Kind, of total: Int
    ) -> Self {
        Self(
            message:
                "\(file) has \(remarks.count(kind)) of \(total) numbers that were another person's before "
                + "(\(kind.rawValue): row \(rows(remarks, kind))); nothing was changed",
            remedy:
                "see that its columns have not slipped against each other, by a sort or by a row; --allow-reused 1 "
                + "if it is to be taken as it is")
    }

    package static func loses(
        _ file: String, _ remarks: ImportRemarks, _ kind: ImportRemarks.Kind, of total: Int
    ) -> Self {
        Self(
            message: "\(file) takes a value from \(remarks.count(kind)) of \(total) persons who had one "
                + "(\(kind.rawValue): row \(rows(remarks, kind))); nothing was changed",
            remedy:
                "see that no column is empty, missing or called otherwise; --allow-lost 1 if they are to go")
    }

    package static func replaces(_ file: String, _ remarks: ImportRemarks, of total: Int) -> Self {
        Self(
            message:
                "\(file) has another human for \(remarks.count(.replaced)) of \(total) "
                + "persons (\(ImportRemarks.Kind.replaced.rawValue): row \(rows(remarks, .replaced))); nothing was changed",
            remedy:
                "see that each person_id is still the same person's: films are filed by it; --allow-replaced 1 if it is "
                + "to be taken as it is")
    }

    /// The first rows of a kind.
    private static func rows(_ remarks: ImportRemarks, _ kind: ImportRemarks.Kind) -> String {
        let rows = remarks.rows.filter { $0.kind == kind }.map(\.row).sorted().prefix(5).map(String.init)
        return rows.joined(separator: ", ") + (remarks.count(kind) > rows.count ? ", …" : "")
    }
    package static let noModel = Self(
        message: "the model can't be read", remedy: "make it with `filmmigrate match train`")
}
