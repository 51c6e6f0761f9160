package import FilmModel

/// One row of `benefits.csv`.
package struct BenefitLine: Sendable, Hashable {
    package var trust: TrustID
    package var benefit: String
    package var benefitClass: BenefitClass
    package var trigger: BenefitTrigger
    package var amount: Pence
    /// When a `month` line falls due; the others start no earlier, and a `per_film` line counts films from then.
    package var fromMonth: Month?
    /// Who answers for the benefit, and where its amount comes from (seed 2.3.1).
    package var owner: String?
    package var source: String?

    package init(
        trust: TrustID, benefit: String, benefitClass: BenefitClass, trigger: BenefitTrigger, amount: Pence,
        fromMonth: Month? = nil, owner: String? = nil, source: String? = nil
    ) {
        self.trust = trust
        self.benefit = benefit
        self.benefitClass = benefitClass
        self.trigger = trigger
        self.amount = amount
        self.fromMonth = fromMonth
        self.owner = owner
        self.source = source
    }
}
