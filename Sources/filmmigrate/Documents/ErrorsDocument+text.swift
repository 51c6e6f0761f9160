import Documents
import FilmModel
import MigrationQueue

extension ErrorsDocument {
    var text: String {
        guard !errors.isEmpty else { return "nothing stops any film" }
        var table = TextTable(["films", "stand", "code", "first", "last", "for example", "what"])
        for group in errors {
            table.add([
                String(group.films), group.standing, group.code, group.first.description,
                group.last.description, group.example, group.message,
            ])
        }
        return table.text
            + "\n\nfilms as they stand now; `filmmigrate errors --retry CODE` tries a group again"
    }
}
