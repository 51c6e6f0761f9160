/// How the page writes figures.
enum PageNumber {
    /// A number of films: `12,345`.
    static func films(_ count: Int) -> String {
        (count < 0 ? "−" : "") + Pence.grouped(String(count.magnitude))
    }

    /// A quotient with so many decimals; only here is anything rounded.
    static func quotient(_ value: Double, decimals: Int) -> String {
        let scale = decimals == 1 ? 10 : 100
        let scaled = Int((value * Double(scale)).rounded())
        let rest = String(scaled % scale)
        let zeros = String(repeating: "0", count: max(0, decimals - rest.utf8.count))
        return "\(films(scaled / scale)).\(zeros)\(rest)"
    }

    /// A place in a drawing, to a tenth of a unit.
    static func place(_ value: Double) -> String { quotient(max(0, value), decimals: 1).filter { $0 != "," } }
}
