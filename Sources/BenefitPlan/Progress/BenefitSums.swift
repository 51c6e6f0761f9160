/// Sums of the three classes of benefit, side by side. There is no total: the classes are never mixed.
package struct BenefitSums: Sendable, Hashable {
    package private(set) var cashReleasing = Pence.zero
    package private(set) var nonCash = Pence.zero
    package private(set) var societal = Pence.zero

    package init() {}

    package subscript(_ benefitClass: BenefitClass) -> Pence {
        switch benefitClass {
        case .cashReleasing: cashReleasing
        case .nonCash: nonCash
        case .societal: societal
        }
    }

    package mutating func add(_ amount: Pence, to benefitClass: BenefitClass) throws(MoneyOverflow) {
        switch benefitClass {
        case .cashReleasing: cashReleasing = try cashReleasing + amount
        case .nonCash: nonCash = try nonCash + amount
        case .societal: societal = try societal + amount
        }
    }

    package static func + (left: BenefitSums, right: BenefitSums) throws(MoneyOverflow) -> BenefitSums {
        var sum = left
        for benefitClass in BenefitClass.allCases { try sum.add(right[benefitClass], to: benefitClass) }
        return sum
    }
}
