/// What separates the cells of a file that is none of commas.
enum Separator: Character, CaseIterable {
    case semicolon = ";"
    case tab = "\t"
    case bar = "|"

    /// As a person names it.
    var name: String {
        switch self {
        case .semicolon: "semicolons"
        case .tab: "tabs"
        case .bar: "vertical bars"
        }
    }

    /// The separator by which a header falls into columns of its file; nil where there is none.
    static func meant(by columns: [String], of file: PlanFile) -> Separator? {
        allCases.first { separator in
            let names = columns.joined(separator: ",").split(separator: separator.rawValue).map {
                $0.filter { $0 != "\"" && $0 != " " }
            }
            return names.count > 1 && names.filter(file.columns.contains).count > 1
        }
    }
}
