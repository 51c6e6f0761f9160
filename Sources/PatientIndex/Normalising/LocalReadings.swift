import FilmModel

/// What a label's hospital number may be besides what it says: `H900777` may be 900777, `900777/1` too, and
/// `900777; 901234` are two. Such a reading never speaks for a person. It speaks against whom the rest of the label
/// names, where it is another person's number.
struct LocalReadings {
    /// One number, and the ways to read it.
    struct Number {
        /// As it stands there.
        let forms: [[UInt8]]
        /// Without the letters around its digits.
        let bare: [[UInt8]]

        var ways: [[UInt8]] { forms + bare }
    }

    /// The numbers that stand there.
    let numbers: [Number]

    /// Digits that a number must have to be one of several, …
    private static let fewestOfSeveral = 5
    /// … to stand before a volume or a check letter, …
    private static let fewestBefore = 3
    /// … and to be a number without the letters around them.
    private static let fewestBare = 4
    private static let most = 8

    init(_ text: String?, issuer: String?) {
        let number = LocalNumber(text, issuer: issuer)
        var found: [Number] = []
        func add(_ forms: [[UInt8]]) {
            let unseen = forms.filter { form in !form.isEmpty && !found.contains { $0.ways.contains(form) } }
            guard !unseen.isEmpty else { return }
            let bare = unseen.compactMap { Self.bare($0.span) }.filter { !unseen.contains($0) }
            found.append(Number(forms: unseen, bare: bare))
        }
        add([number.form])
        let parts = number.parts.prefix(Self.most)
        for (place, part) in parts.enumerated() where number.parts.count > 1 {
            let digits = part.count(where: \.isDigit)
            let isMain = parts.enumerated().allSatisfy { other, text in
                other == place || text.count <= 2 || !text.contains(where: \.isDigit)
            }
            guard digits >= (isMain ? Self.fewestBefore : Self.fewestOfSeveral) else { continue }
            // B 900777/1 is B900777 with its volume.
            let letters = place > 0 && !parts[place - 1].contains(where: \.isDigit) ? parts[place - 1] : []
            add([LocalNumber.form(part, []), letters.isEmpty ? [] : letters + part])
        }
        numbers = found
    }

    /// Which of the numbers a person has as hospital number or as national number, from 1; 0 for none.
    func place(of local: Span<UInt8>, national: UInt64) -> UInt8 {
        let bare = Self.bare(local)
        for (place, number) in numbers.enumerated() {
            // Letters on both sides that differ make two numbers.
            let isThis =
                number.ways.contains {
                    Text.isEqual($0.span, local) || national != 0 && Self.national($0) == national
                }
                || bare.map(number.forms.contains) ?? false
            if isThis { return UInt8(place + 1) }
        }
        return 0
    }

    /// What may be a national number, with or without the zero that a CHI begins with; 0 for what can be none.
    static func national(_ way: [UInt8]) -> UInt64 {
        guard (9...10).contains(way.count), way.allSatisfy(\.isDigit) else { return 0 }
        return way.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
    }

    /// The digits of a number with letters before or behind them, or both; nil for any other.
    static func bare(_ form: Span<UInt8>) -> [UInt8]? {
        var digits: [UInt8] = []
        var last: Int?
        for index in form.indices where form[index].isDigit {
            if let last, last != index - 1 { return nil }
            last = index
            digits.append(form[index])
        }
        guard digits.count >= fewestBare, digits.count < form.count else { return nil }
        let kept = Array(digits.drop { $0 == 0x30 })
        return kept.count >= 2 ? kept : nil
    }
}
