/// The codes of one level, the same whatever their capitals: each stands in the plan as its own file spells it.
struct CodeBook {
    private var codes: Set<String> = []
    private var spellings: [String: String] = [:]
    /// Of a plan that was taken before capitals made no difference: two codes may differ by them alone.
    private let isKept: Bool

    init(isKept: Bool) { self.isKept = isKept }

    /// Files a code; false where it is there already.
    mutating func insert(_ code: String) -> Bool {
        let isNew = codes.insert(code).inserted
        guard let first = spellings[code.lowercased()] else {
            spellings[code.lowercased()] = code
            return true
        }
        return isKept && isNew && first != code
    }

    func contains(_ code: String) -> Bool { spellings[code.lowercased()] != nil }

    /// The code as its own file spells it; unknown ones as they are.
    func spelling(of code: String) -> String {
        codes.contains(code) ? code : spellings[code.lowercased()] ?? code
    }
}
