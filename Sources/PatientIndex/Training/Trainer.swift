package import FilmModel
import Foundation

/// Estimates a model from an index and labels whose persons nobody has told: u from pairs taken at random,
/// m by expectation and maximisation over each label's candidates (Dempster, Laird and Rubin, 1977).
package struct Trainer {
    /// The result.
    package struct Outcome: Sendable {
        package let model: MatchModel
        package let labels: Int
        package let iterations: Int
        /// The largest change of a rate in the last iteration.
        package let change: Double
        package let hasConverged: Bool
    }

    private struct Pair {
        let levels: Levels
        let label: Features
        let frequencies: Frequencies.OfLabel
        /// Whether a person has decided that it is the label's, or is not; nil where nobody has.
        let isKnown: Bool?
    }

    /// Levels that are told of one kind of value: their rates add up to 1.
    private static let groups: [(Field, [Level])] = [
        (.national, [.exact, .edit, .otherValid, .other]), (.local, [.exact, .edit, .other]),
        (.family, [.exact, .former, .part, .swapped, .close, .fair, .weak, .other]),
        (.given, [.exact, .form, .middle, .close, .fair, .weak, .other]),
        (.given, [.initial, .otherInitial]),
        (.birth, [.exact, .swapped, .edit, .twoParts, .sameYear, .nearYear, .other]),
        (.sex, [.exact, .other]),
        (.postcode, [.exact, .edit, .sector, .district, .area, .other]),
        (.address, [.exact, .close, .fair, .weak, .other]), (.town, [.exact, .close, .other]),
    ]

    /// Every rate begins with so many labels' worth of the shipped one: a level that was never seen is rare,
    /// not impossible.
    private static let shippedWeight = 50.0
    private static let randomPairs = 400_000
    private static let mostLabels = 20_000

    /// `labels`: each with the person that people have decided on, `.some(nil)` where that is nobody, and nil
    /// where nobody has decided. Of very many labels a part is taken, but of those decided on all.
    package static func train(
        _ table: PersonTable, _ labels: [(record: RawRecord, person: PersonID??)], iterations most: Int = 40
    ) throws -> Outcome {
        let step = max(1, labels.count / mostLabels)
        let sample = labels.indices.filter { $0 % step == 0 || labels[$0].person != nil }.map { labels[$0] }
        var model = MatchModel.shipped
        model.name = "trained on \(sample.count.counted("label")) and \(table.personCount.counted("person"))"
        estimateU(&model, table, sample.map(\.record))
        let pairs = try candidates(table, sample, model)
        let prior = Float(log2(0.95 / max(Double(table.personCount), 100_000)))
        var change = 1.0
        var iterations = 0
        while iterations < most, change >= 1e-4 {
            iterations += 1
            change = maximise(&model, pairs, prior)
        }
        return Outcome(
            model: model, labels: sample.count, iterations: iterations, change: change,
            hasConverged: change < 1e-4)
    }

    /// u of each level: how often it is seen between a label and a person taken at random.
    private static func estimateU(_ model: inout MatchModel, _ table: PersonTable, _ labels: [RawRecord]) {
        guard table.rowCount > 0, !labels.isEmpty else { return }
        var counts = [Double](repeating: 0, count: Field.allCases.count * Level.allCases.count)
        var state: UInt64 = 20_111_217
        let bytes = table.pool
        let pool = bytes.span
        let each = max(1, randomPairs / labels.count)
        for record in labels {
            let comparer = Comparer(record)
            for _ in 0..<each {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let person = table.features[Int((state >> 33) % UInt64(table.rowCount))]
                var levels = comparer.identity(person, pool)
                comparer.addPlace(person, pool, to: &levels)
                for field in Field.allCases { counts[Weights.index(field, levels[field])] += 1 }
            }
        }
        for (field, levels) in groups {
            let total = levels.reduce(0) { $0 + counts[Weights.index(field, $1)] }
            for level in levels {
                let old = model.rates(field, level)
                // Numbers agree at random too seldom for a sample to tell.
                if field == .national || field == .local { continue }
                let pseudo = 10_000.0
                let rate = (counts[Weights.index(field, level)] + old.u * pseudo) / (total + pseudo)
                model[field, level] = MatchModel.Rates(m: old.m, u: rate)
            }
        }
    }

    private static func candidates(
        _ table: PersonTable, _ labels: [(record: RawRecord, person: PersonID??)], _ model: MatchModel
    ) throws -> [[Pair]] {
        let reader = PersonTableReader(table)
        let decider = Decider(model: model)
        return try labels.map { label in
            let (comparer, scorer, best, _) = try decider.search(label.record, in: reader)
            return best.map { one in
                Pair(
                    levels: one.levels, label: comparer.label, frequencies: scorer.frequencies,
                    isKnown: label.person.map { $0?.text == table.id(one.row) })
            }
        }
    }

    /// One step: each candidate counts with its probability under the present model.
    private static func maximise(_ model: inout MatchModel, _ labels: [[Pair]], _ prior: Float) -> Double {
        let weights = Weights(model)
        var counts = [Double](repeating: 0, count: Field.allCases.count * Level.allCases.count)
        for pairs in labels {
            let odds = pairs.map { pair in
                let scorer = Scorer(weights: weights, prior: prior, frequencies: pair.frequencies)
                return exp2(Double(scorer.identity(pair.levels) + scorer.place(pair.levels)))
            }
            let total = 1 + odds.reduce(0, +)
            for (pair, share) in zip(pairs, odds) {
                let part = pair.isKnown.map { $0 ? 1 : 0 } ?? share / total
                for field in Field.allCases { counts[Weights.index(field, pair.levels[field])] += part }
            }
        }
        var change = 0.0
        for (field, levels) in groups {
            let total = levels.reduce(0) { $0 + counts[Weights.index(field, $1)] } + shippedWeight
            let shippedTotal = levels.reduce(0) { $0 + MatchModel.shipped.rates(field, $1).m }
            for level in levels {
                let old = model.rates(field, level)
                let shipped = MatchModel.shipped.rates(field, level).m / shippedTotal * shippedWeight
                let m = (counts[Weights.index(field, level)] + shipped) / total
                change = max(change, abs(m - old.m))
                model[field, level] = MatchModel.Rates(m: m, u: old.u)
            }
        }
        return change
    }
}
