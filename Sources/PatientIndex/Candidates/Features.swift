import FilmModel

/// A label or a person in the form that is compared: numbers, and where its texts lie in a pool of bytes.
package struct Features: Sendable {
    /// Where its texts begin in the pool.
    package var start: UInt32 = 0
    /// Where each text ends, counted from `start`.
    package var ends = InlineArray<11, UInt16>(repeating: 0)
    /// Ten digits, valid or not; 0: none.
    package var national: UInt64 = 0
    package var nationalKind: NationalKind = .none
    package var sex: SexCode = .none
    package var birth = DayDigits(number: 0)
    package var death = DayDigits(number: 0)
    /// The row of the person that this one was merged into, or its own.
    package var survivor: UInt32 = 0
    package var marks: Marks = []

    package init() {}

    /// How numbers and dates were read.
    package struct Marks: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// What stands for a national number cannot be read.
        static let hasUnreadableNumber = Self(rawValue: 1)
        /// What stands for a birth date cannot be read.
        static let hasUnreadableBirth = Self(rawValue: 2)
        /// The national number stands in the hospital number's place.
        static let isFromLocal = Self(rawValue: 4)
        /// Letters were taken for digits of the national number.
        static let isCorrected = Self(rawValue: 8)
        /// The hospital number stands in the national number's place.
        static let isLocalFromNational = Self(rawValue: 16)
        /// What stands for a hospital number cannot be read.
        static let hasUnreadableLocal = Self(rawValue: 32)
    }

    /// A national number's standing, in one byte.
    package enum NationalKind: UInt8, Sendable {
        case none, invalid, nhs, chi, healthAndCare, test

        init(_ number: NumberText.National) {
            self =
                switch number.kind {
                case .nhs: .nhs
                case .chi: .chi
                case .healthAndCare: .healthAndCare
                case .test: .test
                case nil: number.digits == 0 ? .none : .invalid
                }
        }

        var kind: NationalNumber.Kind? {
            switch self {
            case .nhs: .nhs
            case .chi: .chi
            case .healthAndCare: .healthAndCare
            case .test: .test
            case .none, .invalid: nil
            }
        }
    }

    package enum SexCode: UInt8, Sendable {
        case none, male, female, other

        init(_ sex: Sex?) {
            self =
                switch sex {
                case .male: .male
                case .female: .female
                case .other: .other
                case nil: .none
                }
        }
    }

    /// Whether something is written for a number or the birth date that cannot be read.
    var isUnreadable: Bool {
        !marks.isDisjoint(with: [.hasUnreadableNumber, .hasUnreadableBirth, .hasUnreadableLocal])
    }

    /// Where a text lies in the pool.
    @inline(__always)
    func range(_ field: TextField) -> Range<Int> {
        let index = field.rawValue
        let low = index == 0 ? 0 : Int(ends[index - 1])
        return Int(start) + low..<Int(start) + Int(ends[index])
    }

    @inline(__always)
    func has(_ field: TextField) -> Bool {
        let index = field.rawValue
        return index == 0 ? ends[0] > 0 : ends[index] > ends[index - 1]
    }
}
