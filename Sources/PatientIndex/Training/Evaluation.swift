package import FilmModel

/// How often the matcher is right, against labels whose persons are known.
package struct Evaluation: Sendable, Codable {
    /// Precision, recall and F1 of "the best candidate from this weight on".
    package struct Point: Sendable, Codable {
        package let threshold: Double
        package let precision: Double
        package let recall: Double
        package let f1: Double
    }

    package private(set) var labels = 0
    /// Labels whose person is in the index.
    package private(set) var present = 0
    package private(set) var matches = 0
    package private(set) var reviews = 0
    package private(set) var nones = 0
    /// Matches with the wrong person.
    package private(set) var falseMatches = 0
    package private(set) var best: Point?
    package private(set) var recallAtNoFalsePair = 0.0
    package private(set) var points: [Point] = []

    enum CodingKeys: String, CodingKey {
        case labels, present, matches, reviews, nones, best, points
        case falseMatches = "false_matches"
        case recallAtNoFalsePair = "recall_at_no_false_pair"
    }

    /// `truth`: by label the person, nil where the person is in no row of the index.
    package init(_ decisions: [(label: String, decision: LabelDecision)], truth: [String: PersonID?]) {
        var weighed: [(weight: Double, isRight: Bool)] = []
        for (label, decision) in decisions {
            guard let person = truth[label] else { continue }
            labels += 1
            if person != nil { present += 1 }
            switch decision.decision {
            case .match:
                matches += 1
                if decision.best?.id != person { falseMatches += 1 }
            case .review: reviews += 1
            case .none: nones += 1
            }
            if let best = decision.best { weighed.append((best.weight, best.id == person)) }
        }
        weighed.sort { $0.weight > $1.weight }
        sweep(weighed)
    }

    private mutating func sweep(_ weighed: [(weight: Double, isRight: Bool)]) {
        var right = 0
        var next = Double.infinity
        for (place, one) in weighed.enumerated() {
            if one.isRight { right += 1 }
            // Equal weights fall together.
            if place + 1 < weighed.count, weighed[place + 1].weight == one.weight { continue }
            let precision = Double(right) / Double(place + 1)
            let recall = present == 0 ? 0 : Double(right) / Double(present)
            let sum = precision + recall
            let point = Point(
                threshold: one.weight, precision: precision, recall: recall,
                f1: sum == 0 ? 0 : 2 * precision * recall / sum)
            if right == place + 1 { recallAtNoFalsePair = recall }
            if point.f1 > best?.f1 ?? -1 { best = point }
            if one.weight <= next - 0.5 || place == weighed.count - 1 {
                points.append(point)
                next = one.weight
            }
        }
    }
}
