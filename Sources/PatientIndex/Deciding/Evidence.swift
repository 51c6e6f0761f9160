import FilmModel

/// What speaks for and against a label's best person: what the vetoes ask.
struct Evidence {
    let top: Scored
    let comparer: Comparer
    let person: Features
    /// The next ones by weight, and the person's relatives and namesakes in the index.
    let others: [Scored]
    /// Those of `others` who share surname and home, or surname and birth date, with the best one.
    let relatives: Set<UInt32>
    /// Whether rule A holds: a valid national number and the birth date.
    let isNumberRule: Bool
    /// Services of the person's and the label's numbers that no route takes.
    let foreignKinds: Set<NationalNumber.Kind>
    let mayGivenNameBeAnother: Bool
    let scorer: Scorer
    let thresholds: Thresholds

    var levels: Levels { top.levels }
    var label: Features { comparer.label }
    var examination: PartialDate? { comparer.examination }

    /// Bits by which another person without its numbers may be farther from the label and still fit as well.
    private static let namesakeMargin: Float = 3
    /// Bits of weight above which name and birth date alone are enough: the threshold, and this.
    private static let rareName: Float = 1
    /// Bits from which a place says that it is the person's.
    private static let place: Float = 3

    var areNamesAndBirthEqual: Bool {
        levels.family == .exact && levels.given == .exact && levels.birth == .exact
    }

    var isNumberUnreadable: Bool {
        if label.marks.contains(.hasUnreadableNumber) {
            return !(label.marks.contains(.isLocalFromNational) && levels.local == .exact)
        }
        return label.nationalKind == .invalid && ![.exact, .edit].contains(levels.national)
    }

    /// Whether a number on the label is another person's.
    var isNumberElsewhere: Bool {
        others.contains { other in
            if label.nationalKind.kind != nil {
                if other.levels.national == .exact { return true }
                if label.marks.contains(.isCorrected), other.levels.national == .edit,
                    levels.national != .edit
                {
                    return true
                }
            }
            // What the hospital number may be besides speaks against whom it is not, and for nobody.
            if other.levels.reading != 0, levels.local != .exact, levels.reading != other.levels.reading {
                return true
            }
            guard other.levels.local == .exact else { return false }
            if levels.local != .exact { return true }
            // A number that was given twice: what else the label says must tell the two apart.
            return (other.levels.familyAgrees || other.levels.birthIsNear)
                && (other.levels.givenAgrees || other.levels.given == .missing)
        }
    }

    var hasNamesake: Bool {
        // Both numbers and the birth date leave no room for a relative.
        guard levels.isNumberSure, !(levels.areNumbersEqual && levels.birth == .exact) else { return false }
        let own = withoutNumbers(top)
        return others.contains { other in
            // Numbers are mixed up within a family, and with somebody whose home or birth date is on the label.
            let isNear = other.levels.placeAgrees || other.levels.birth == .exact
            guard relatives.contains(other.row) || other.levels.familyAgrees && isNear,
                other.levels.familyAgrees || !label.has(.family), !other.levels.givenDiffers,
                other.levels.birth == .missing || other.levels.birth == .exact
                    || other.levels.birthAgreesInPart,
                other.levels.sex != .other || levels.sex == .other
            else { return false }
            return own - withoutNumbers(other) <= Self.namesakeMargin
        }
    }

    func withoutNumbers(_ one: Scored) -> Float {
        one.weight - scorer.weight(.national, one.levels) - scorer.weight(.local, one.levels)
    }

    /// Whether the label's birth date can be nobody's: in no calendar, after the examination, or more than 110 years
    /// before it. Then it was misread, and is no relative's.
    var isBirthImpossible: Bool {
        let born = label.birth
        guard born.isComplete else { return false }
        guard let date = born.date, (1850..<2100).contains(born.year) else { return true }
        guard let examination else { return false }
        return examination.isCertainlyBefore(date) || examination.year - date.year > 110
    }

    var doesBirthConfirm: Bool {
        let doNamesAgree = levels.givenAgrees && levels.familyAgrees
        return switch levels.birth {
        case .exact, .yearMonth: true
        // A brother's or sister's birth date may be one slip away, and a cousin's the same with day and month
        // exchanged: a number has to speak for it.
        case .edit where isBirthImpossible: doNamesAgree && (levels.isNumberSure || levels.placeAgrees)
        case .edit, .twoParts, .swapped: levels.isNumberSure && doNamesAgree
        case .year, .dayMonth: doNamesAgree && (levels.isNumberSure || levels.placeAgrees)
        case .missing: levels.isNumberSure && doNamesAgree
        default: false
        }
    }

    var hasNameAndDateAlone: Bool {
        if levels.isNumberEqual || levels.isNumberNear && levels.birth == .exact { return false }
        let place = scorer.place(levels)
        if place >= Self.place { return false }
        return top.weight - max(place, 0) < thresholds.match + Self.rareName
    }

    var isAmbiguous: Bool {
        others.contains { $0.row != top.row && top.weight - $0.weight < thresholds.margin }
    }
}
