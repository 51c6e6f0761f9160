package import FilmModel
package import PatientIndex

/// An index and labels in files, and who decides: what an index is tried with that no workspace has.
package struct LabelFiles {
    package let table: PersonTable
    /// In the order of their file.
    package let labels: [(id: String, record: RawRecord)]
    package let decider: Decider

    /// Reads both. Numbers of the range for tests count where most of the index's are of it.
    ///
    /// `routes`: the national services whose numbers are accepted; the NHS where nil. `note`: told what the files hold that
    /// a person should know.
    package init(
        index: String, labels: String, model: @autoclosure () throws -> MatchModel,
        routes: @autoclosure () throws -> Set<NationalNumber.Kind>?, note: (String) -> Void
    ) throws {
        table = try IndexFile.read(index, note: note)
        self.labels = try IndexFile.labels(labels, note: note)
        var routes = try routes() ?? [.nhs]
        if table.isSynthetic {
            routes.insert(.test)
            note("most national numbers of the index are of the range for tests: they count here")
        }
        decider = Decider(model: try model(), routes: routes)
    }
}
