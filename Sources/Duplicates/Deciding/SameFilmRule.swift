import FilmModel

/// When two scans are taken as one film. The limits come from measured distributions; docs/performance.md
/// shows them, with what lies on either side.
package enum SameFilmRule {
    package enum Verdict: String, Sendable, Codable { case duplicate, review, distinct }

    /// A verdict with what speaks for it and what against it.
    package struct Finding: Sendable, Hashable {
        package var verdict: Verdict
        package var reasons: [String]
    }

    // What a duplicate needs, all of it.
    static let correlation = 0.70
    static let agreeing = 0.90
    /// Per cent of the film's long side, root mean square and at the worst place. A sheet of film is stiff; two
    /// exposures of one patient never are the same to a thousandth.
    static let offset = 0.045
    static let worstOffset = 0.09
    /// Share of the range of grey values. What scanners differ by is smooth; exposures differ somewhere.
    static let difference = 0.018
    static let squares = 12
    static let overlap = 0.70
    static let stretch = 1.02
    static let sizeTolerance = 0.05
    // A mirrored film is taken only where hardly anything differs: two hands, two breasts are alike.
    static let mirroredCorrelation = 0.85
    static let mirroredAgreeing = 0.95
    // From here on a person looks.
    static let reviewCorrelation = 0.50
    static let reviewAgreeing = 0.50
    static let reviewSquares = 8
    static let reviewStretch = 1.05

    /// What a duplicate needs, for pages that show it beside what was found.
    package static let limits = (
        correlation: correlation, agreeing: agreeing, squares: squares, offset: offset,
        worstOffset: worstOffset,
        difference: difference, overlap: overlap,
        stretch: stretch
    )

    package static func judge(_ comparison: Comparison, _ a: ScanTraits, _ b: ScanTraits) -> Finding {
        guard comparison.depth == .fine, comparison.stretch <= reviewStretch,
            mayBeSame(
                correlation: comparison.correlation, agreeing: comparison.agreeing,
                squares: comparison.squares)
        else { return Finding(verdict: .distinct, reasons: []) }
        let doubts = doubts(comparison) + sizeDoubts(comparison, a, b)
        let verdict = doubts.isEmpty ? Verdict.duplicate : .review
        return Finding(verdict: verdict, reasons: doubts + evidence(comparison))
    }

    /// Whether the details agree so far that a person has to look, at least.
    static func mayBeSame(correlation: Double, agreeing: Double, squares: Int) -> Bool {
        correlation >= reviewCorrelation && agreeing >= reviewAgreeing && squares >= reviewSquares
    }

    private static func doubts(_ comparison: Comparison) -> [String] {
        var doubts: [String] = []
        if comparison.correlation < correlation || comparison.agreeing < agreeing {
            doubts.append("the details agree only in part")
        }
        switch (comparison.offset, comparison.worstOffset) {
        case (let offset?, let worst?) where offset <= Self.offset && worst <= worstOffset: break
        case (nil, _), (_, nil):
            doubts.append("there is too little in the picture to tell two exposures apart")
        default: doubts.append("the details lie apart as in two exposures")
        }
        if (comparison.difference ?? .infinity) > difference {
            doubts.append("a part of the picture differs")
        }
        if comparison.squares < squares { doubts.append("there is little in the picture to compare") }
        if min(comparison.ownOverlap, comparison.otherOverlap) < overlap {
            doubts.append("one shows much that the other does not")
        }
        if comparison.stretch > stretch { doubts.append("one is stretched") }
        if comparison.isMirrored,
            comparison.correlation < mirroredCorrelation || comparison.agreeing < mirroredAgreeing
        {
            doubts.append("mirrored: may be the other side of the body")
        }
        return doubts
    }

    /// A film has one size. Where both scans state their resolution, it must be the same in millimetres; else
    /// pixels must lie one on one, or a whole number on one, as when a scan was halved.
    private static func sizeDoubts(_ comparison: Comparison, _ a: ScanTraits, _ b: ScanTraits) -> [String] {
        if let own = a.spacing, let other = b.spacing {
            let ratio = comparison.pixelRatio * other.mean / own.mean
            return (ratio - 1).magnitude <= sizeTolerance ? [] : ["the films differ in size"]
        }
        let ratio = max(comparison.pixelRatio, 1 / comparison.pixelRatio)
        return (ratio / max(1, ratio.rounded()) - 1).magnitude <= sizeTolerance
            ? [] : ["resolution not stated: the films may differ in size"]
    }

    private static func evidence(_ comparison: Comparison) -> [String] {
        var evidence: [String] = []
        if comparison.isMirrored, comparison.agreeing >= mirroredAgreeing { evidence.append("mirrored") }
        if comparison.isNegative { evidence.append("negative") }
        if comparison.degrees.magnitude >= 0.5 {
            evidence.append("turned by \(Int(comparison.degrees.rounded()))°")
        }
        evidence.append(
            "\(Int((comparison.agreeing * 100).rounded())) % of \(comparison.squares) squares agree")
        return evidence
    }
}
