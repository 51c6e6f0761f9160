/// One class of benefit, for the whole Cluster.
struct ClassContent {
    let className: String
    let meaning: String
    let classPlanned: String
    let classToDate: String
    let classRealised: String
    let classUnconfirmed: String

    init(_ benefitClass: BenefitClass, of cluster: ReportRow) {
        switch benefitClass {
        case .cashReleasing:
            className = "Cash-releasing"
            meaning = "a budget falls"
        case .nonCash:
            className = "Non-cash"
            meaning = "time or capacity is freed; no budget falls"
        case .societal:
            className = "Societal"
            meaning = "patients and their safety gain; no budget falls"
        }
        classPlanned = cluster.figures.planned[benefitClass].text
        classToDate = cluster.figures.plannedToDate[benefitClass].text
        classRealised = cluster.figures.realised[benefitClass].text
        classUnconfirmed = ((try? cluster.figures.unconfirmed(benefitClass)) ?? .zero).text
    }
}
