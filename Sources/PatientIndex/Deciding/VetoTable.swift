import FilmModel

/// Every veto and when it holds, in the order in which vetoes are told. The governance page's table is made of it, and
/// a test tries each row with the strongest evidence against it.
package enum VetoTable {
    /// One row.
    package struct Row: Sendable {
        package let veto: Veto
        /// When it holds, for the governance page.
        package let when: String
        /// What lifts it, for the governance page; nothing does where this is nil.
        package let unless: String?
        let holds: @Sendable (Evidence) -> Bool
    }

    package static let rows: [Row] = [
        Row(
            veto: .unreadableNumber,
            when: """
                the national number's place has something that cannot be read as ten digits, or ten digits that are no \
                valid number and not one slip away from the person's
                """,
            unless: "it is the person's hospital number"
        ) { $0.isNumberUnreadable },
        Row(
            veto: .unreadableHospitalNumber,
            when: """
                the hospital number's place has something that is no number, or one with digits that could not be read, or \
                that a spreadsheet has rounded
                """,
            unless: nil
        ) { $0.label.marks.contains(.hasUnreadableLocal) },
        Row(
            veto: .unreadableBirthDate, when: "the birth date's place has something that is no date",
            unless: nil
        ) {
            $0.label.marks.contains(.hasUnreadableBirth)
        },
        Row(
            veto: .route,
            when: "the number of the person, or on the label, is of a service that `routes` does not name",
            unless: nil
        ) { $0.foreignKinds.contains { $0 != .test } },
        Row(
            veto: .testNumber, when: "the number of the person, or on the label, is of the range for tests",
            unless: nil
        ) { $0.foreignKinds.contains(.test) },
        Row(
            veto: .twoIdentities, when: "label and person have two different valid national numbers",
            unless: "hospital number, both names and the birth date are equal (a remark)"
        ) { $0.levels.national == .otherValid && !($0.levels.local == .exact && $0.areNamesAndBirthEqual) },
        Row(
            veto: .numberElsewhere,
            when: """
                a valid national number on the label, or a hospital number of the same Trust, is another person's and not \
                this one's, be it with letters around its digits on one side alone, with a volume behind it, or as one of \
                several in its place; or a number is two persons' and what else the label says does not tell them apart
                """,
            unless: nil
        ) { $0.isNumberElsewhere },
        Row(veto: .beforeBirth, when: "the examination lies before the birth", unless: nil) {
            guard let exam = $0.examination, let born = $0.person.birth.date else { return false }
            return exam.isCertainlyBefore(born)
        },
        Row(veto: .afterDeath, when: "the examination lies after the death", unless: nil) {
            guard let exam = $0.examination, let died = $0.person.death.date else { return false }
            return died.isCertainlyBefore(exam)
        },
        Row(
            veto: .sex, when: "the recorded sexes differ",
            unless: "a number, both names and the birth date are equal (a remark)"
        ) { $0.levels.sex == .other && !($0.levels.isNumberEqual && $0.areNamesAndBirthEqual) },
        Row(veto: .contradicted, when: "the national number is equal, and neither name agrees", unless: nil) {
            let levels = $0.levels
            return levels.national == .exact && !levels.familyAgrees && !levels.givenAgrees
                && (levels.family != .missing || levels.given != .missing)
        },
        Row(
            veto: .twin,
            when: "surname and birth date agree, and the given name is another, whatever number is equal",
            unless: nil
        ) { $0.levels.givenDiffers && $0.levels.familyAgrees && $0.levels.birthIsNear },
        Row(
            veto: .otherGivenName,
            when: """
                the given name is not the same, and may be another one of the family: an initial, a middle name, a form or \
                a spelling that is a name of its own, or another second name
                """,
            unless: """
                for an initial, a number is equal; for a middle name, a number with the birth date and the sex, or both \
                numbers; for a short form or a slip of one letter that nobody in the index bears as a name, nothing more; \
                for a form or spelling near to the name, the birth date and the sex; nothing for another second name, or \
                where one number is equal and one is another
                """
        ) { $0.mayGivenNameBeAnother },
        Row(
            veto: .readsAsAnother,
            when: "names, birth date and sex fit another person of the index better, numbers and place aside",
            unless: nil
        ) { evidence in
            evidence.others.contains { $0.levels.readsBetter(than: evidence.levels) }
        },
        Row(
            veto: .namesake,
            when: """
                only the number tells the person from another in the index who has the same surname and home, or the same \
                surname and birth date
                """,
            unless: "both numbers and the birth date are equal"
        ) { $0.hasNamesake },
        Row(
            veto: .parent, when: "the names agree, and the birth years are more than 12 apart",
            unless: "the label's home is another, or its birth date cannot be anybody's"
        ) {
            let (one, other) = ($0.label.birth.year, $0.person.birth.year)
            guard $0.levels.familyAgrees, $0.levels.givenAgrees, !$0.levels.isPlaceAnother,
                !$0.isBirthImpossible,
                one != 0, other != 0
            else { return false }
            return max(one, other) - min(one, other) > 12
        },
        Row(
            veto: .birthDate,
            when: """
                the birth date does not confirm it: another, or none; or in part only, or with day and month exchanged, \
                where no number is equal
                """,
            unless: """
                rule A holds; or a number is equal, both names agree, and the date is missing or a slip away; or names and \
                place agree, and the date is a slip away and cannot be anybody's
                """
        ) { !$0.isNumberRule && !$0.doesBirthConfirm },
        Row(
            veto: .familyName, when: "the surname does not agree",
            unless: "rule A holds; or given name and birth date are equal, and a number or the home"
        ) {
            let levels = $0.levels
            let isOtherwiseSame = levels.givenAgrees && levels.birth == .exact
            return !$0.isNumberRule && !levels.familyAgrees
                && !(isOtherwiseSame && (levels.isNumberSure || levels.isHomeEqual))
        },
        Row(
            veto: .givenName,
            when: """
                the given name is another, whatever number is equal; or the label has none, unless a number and the birth \
                date are equal
                """,
            unless: nil
        ) {
            let levels = $0.levels
            if levels.givenDiffers { return !(levels.familyAgrees && levels.birthIsNear) }
            return levels.given == .missing && !(levels.isNumberSure && levels.birth == .exact)
        },
        Row(
            veto: .nameAndDateAlone, when: "name and birth date agree, and nothing else",
            unless:
                "a number agrees or is one slip away, the place agrees, or the name is so rare that it weighs 14 bits"
        ) { $0.hasNameAndDateAlone },
        Row(veto: .ambiguous, when: "the next person is less than 8 bits away", unless: nil) {
            $0.isAmbiguous
        },
    ]

    /// The table as the governance page has it.
    package static var markdown: String {
        let lines = rows.map { row in
            "| `\(row.veto.rawValue)` | \(row.when) | \(row.unless ?? "nothing") | `\(row.veto.hold.rawValue)` |"
        }
        return
            (["| veto | holds where | what lifts it | the film is held as |", "| --- | --- | --- | --- |"]
            + lines)
            .joined(separator: "\n")
    }
}
