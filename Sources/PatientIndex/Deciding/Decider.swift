package import FilmModel
import Foundation

/// Decides for one label: rule A, rule B, vetoes.
package struct Decider: Sendable {
    package var model: MatchModel
    package var thresholds: Thresholds
    /// National services whose numbers are accepted without a person's decision.
    package var routes: Set<NationalNumber.Kind>
    private let weights: Weights

    /// The most candidates that a decision keeps.
    package static let candidateLimit = 10
    /// A smaller extract is still one of a population: the prior never says less than this.
    private static let leastPopulation = 100_000.0
    /// Bits by which a relative of the best person is shown before others who read as well.
    private static let relativesLead: Float = 10
    /// The share of films whose person is in the index.
    private static let present = 0.95

    package init(
        model: MatchModel = .shipped, thresholds: Thresholds = .shipped,
        routes: Set<NationalNumber.Kind> = [.nhs]
    ) {
        self.model = model
        self.thresholds = thresholds
        self.routes = routes
        weights = Weights(model)
    }

    /// Decides for one label against an index in memory.
    package func decide(_ record: RawRecord, in table: PersonTable) throws -> LabelDecision {
        try decide(record, in: PersonTableReader(table))
    }

    /// Decides for one label against an index, however it is kept.
    package func decide(_ record: RawRecord, in source: some CandidateSource) throws -> LabelDecision {
        let (comparer, scorer, best, hits) = try search(record, in: source)
        return try judge(best, hits, comparer, scorer, source)
    }

    /// The persons that come nearest, the best first, one more than a decision keeps; and, however far, those of whom a
    /// number on the label is.
    func search(
        _ record: RawRecord, in source: some CandidateSource
    ) throws -> (comparer: Comparer, scorer: Scorer, best: [Scored], hits: [Scored]) {
        let comparer = Comparer(record)
        let total = try source.personCount
        let prior = log2(Self.present / max(Double(total), Self.leastPopulation))
        let scorer = Scorer(
            weights: weights, prior: Float(prior),
            frequencies: try Frequencies.of(comparer, total: total, model: model, count: source.count))
        var ranking = Ranking()
        var keys: [UInt64] = []
        BlockingKeys.numbers(comparer.label, comparer.text.span) { keys.append($0) }
        BlockingKeys.numbers(comparer.readings) { keys.append($0) }
        if !keys.isEmpty { try source.rank(keys, comparer, scorer, into: &ranking) }
        // Where a valid national number, the birth date and the names are equal, nobody else can come near. A given
        // name that is only like it may be a twin's.
        let isSettled = ranking.scored.contains {
            isNumberRule($0.levels, comparer) && $0.levels.birth == .exact && $0.levels.familyAgrees
                && $0.levels.given == .exact
        }
        if !isSettled {
            keys = []
            ranking = Ranking()
            BlockingKeys.sought(comparer.label, comparer.text.span) { keys.append($0) }
            BlockingKeys.numbers(comparer.readings) { keys.append($0) }
            try source.rank(keys, comparer, scorer, into: &ranking)
        }
        let best = try ranking.best(Self.candidateLimit + 1) { try source.id($0) }
        let known = Set(best.map(\.row))
        let hits = ranking.scored.filter { $0.levels.isNumberHit && !known.contains($0.row) }
        return (comparer, scorer, best, hits)
    }

    private func judge(
        _ best: [Scored], _ hits: [Scored], _ comparer: Comparer, _ scorer: Scorer,
        _ source: some CandidateSource
    ) throws -> LabelDecision {
        let near = best.filter { $0.weight >= thresholds.review || $0.levels.isNumberEqual }
        let shown = near.isEmpty ? Array(best.prefix(1)) : near
        var decision = LabelDecision(
            decision: .none, rule: nil,
            candidates: try shown.prefix(Self.candidateLimit).map {
                try candidate($0, comparer, scorer, source)
            }, vetoes: [], hold: .patientNotFound,
            prior: Double(scorer.prior), model: model.name)
        guard let top = near.first else {
            if isForeign(comparer.label) { decision.hold = .borderReferral }
            if comparer.label.isUnreadable { decision.hold = .labelUnreadable }
            return decision
        }
        let isNumber = isNumberRule(top.levels, comparer)
        decision.rule = isNumber ? .number : top.weight >= thresholds.match ? .weight : nil
        let evidence = try evidence(top, best + hits, comparer, scorer, source, isNumberRule: isNumber)
        decision.vetoes = VetoTable.rows.filter { $0.holds(evidence) }.map(\.veto)
        if decision.rule == nil, !top.levels.isNumberEqual {
            // What is missing is what the weight lacks, too.
            let lacks: Set<Veto> = [.givenName, .birthDate, .familyName, .nameAndDateAlone]
            decision.vetoes.removeAll { lacks.contains($0) }
        }
        if decision.rule != nil, decision.vetoes.isEmpty {
            decision.decision = .match
            decision.hold = nil
            if top.levels.sex == .other { decision.remarks.append(.sexDiffers) }
            if top.levels.national == .otherValid { decision.remarks.append(.numbersDiffer) }
            return decision
        }
        decision.decision = .review
        decision.hold = decision.vetoes.first?.hold ?? .patientAmbiguous
        try showNearestReading(evidence, comparer, scorer, source, &decision)
        return decision
    }

    /// Puts second whom the label fits best with its numbers aside: a number may be another's.
    private func showNearestReading(
        _ evidence: Evidence, _ comparer: Comparer, _ scorer: Scorer, _ source: some CandidateSource,
        _ decision: inout LabelDecision
    ) throws {
        // Of all who share a name, a relative of the best one is meant more often than a stranger.
        func reading(_ one: Scored) -> Float {
            evidence.withoutNumbers(one) + (evidence.relatives.contains(one.row) ? Self.relativesLead : 0)
        }
        guard evidence.top.levels.isNumberSure || evidence.top.levels.isNumberNear,
            let reader = evidence.others.max(by: { reading($0) < reading($1) })
        else { return }
        let shown = try candidate(reader, comparer, scorer, source)
        decision.candidates.removeAll { $0.id == shown.id }
        decision.candidates.insert(shown, at: min(1, decision.candidates.count))
        if decision.candidates.count > Self.candidateLimit { decision.candidates.removeLast() }
    }

    private func evidence(
        _ top: Scored, _ best: [Scored], _ comparer: Comparer, _ scorer: Scorer,
        _ source: some CandidateSource,
        isNumberRule: Bool
    ) throws -> Evidence {
        let (person, pool) = try source.record(top.source)
        let names = GivenNameCheck(
            levels: top.levels, comparer: comparer, person: person, pool: pool, source: source)
        let mayBeAnother = try names.mayBeAnother()
        var others = Array(best.dropFirst())
        // Where number, names and birth date are equal, no relative can come nearer.
        let isSettled =
            top.levels.given == .exact && top.levels.birth == .exact && top.levels.familyAgrees
            && !mayBeAnother
        var relatives: [Scored] = []
        if top.levels.isNumberSure || top.levels.isNumberNear, !isSettled {
            relatives = try self.relatives(of: top, person, pool, comparer, scorer, source)
            let known = Set(best.map(\.row))
            others += relatives.filter { !known.contains($0.row) }
        }
        return Evidence(
            top: top, comparer: comparer, person: person, others: others,
            relatives: Set(relatives.map(\.row)), isNumberRule: isNumberRule,
            foreignKinds: foreignKinds(top.levels, comparer.label, person)
                .union(foreignKinds(of: try source.record(top.row).features)),
            mayGivenNameBeAnother: mayBeAnother,
            scorer: scorer, thresholds: thresholds)
    }

    /// Those of the index who share surname and home, or surname and birth date, with a person.
    private func relatives(
        of top: Scored, _ person: Features, _ pool: [UInt8], _ comparer: Comparer, _ scorer: Scorer,
        _ source: some CandidateSource
    ) throws -> [Scored] {
        var keys: [UInt64] = []
        BlockingKeys.relatives(person, pool.span) { keys.append($0) }
        let family = pool.span.extracting(person.range(.family))
        var found: [UInt32: Scored] = [:]
        try source.visit(keys) { row, other, texts in
            guard other.survivor != top.row else { return }
            var levels = comparer.identity(other, texts)
            guard levels.familyAgrees || Text.isEqual(texts.extracting(other.range(.family)), family) else {
                return
            }
            comparer.addPlace(other, texts, to: &levels)
            let weight = scorer.identity(levels) + scorer.place(levels)
            if let earlier = found[other.survivor], earlier.weight >= weight { return }
            found[other.survivor] = Scored(row: other.survivor, source: row, weight: weight, levels: levels)
        }
        return found.values.sorted { ($1.weight, $0.row) < ($0.weight, $1.row) }
    }

    private func isForeign(_ label: Features) -> Bool {
        label.nationalKind.kind.map { !routes.contains($0) && !label.marks.contains(.isFromLocal) } ?? false
    }

    /// The services without a route of the numbers of label and person. Ten digits in the hospital number's place may
    /// be a hospital number, where they are the person's.
    private func foreignKinds(_ levels: Levels, _ label: Features, _ person: Features) -> Set<
        NationalNumber.Kind
    > {
        var kinds: Set<NationalNumber.Kind> = []
        if let kind = label.nationalKind.kind,
            !(label.marks.contains(.isFromLocal) && levels.local == .exact)
        {
            kinds.insert(kind)
        }
        return kinds.subtracting(routes).union(foreignKinds(of: person))
    }

    /// The service without a route of a person's number: of whom was found, and of whom that one was merged into.
    private func foreignKinds(of person: Features) -> Set<NationalNumber.Kind> {
        guard let kind = person.nationalKind.kind, !person.marks.contains(.isFromLocal),
            !routes.contains(kind)
        else { return [] }
        return [kind]
    }

    /// Rule A: a valid national number that is equal, with the birth date; where that agrees in part only,
    /// name or postcode district too.
    private func isNumberRule(_ levels: Levels, _ comparer: Comparer) -> Bool {
        guard levels.national == .exact, comparer.label.nationalKind.kind != nil else { return false }
        if levels.birth == .exact { return true }
        guard levels.birthAgreesInPart, !comparer.label.birth.isNewYear else { return false }
        return (levels.familyAgrees && !levels.givenDiffers)
            || [.exact, .edit, .sector, .district, .outward].contains(levels.postcode)
    }

    private func candidate(
        _ scored: Scored, _ comparer: Comparer, _ scorer: Scorer, _ source: some CandidateSource
    ) throws -> LabelDecision.Candidate {
        let fields = Field.allCases.filter { scored.levels[$0] != .missing }.map { field in
            LabelDecision.FieldEvidence(
                field: field.name, level: scored.levels[field].name,
                weight: Double(scorer.weight(field, scored.levels)), key: field)
        }
        return LabelDecision.Candidate(
            id: PersonID(try source.id(scored.row)), weight: Double(scored.weight), levels: scored.levels,
            fields: fields, place: Double(scorer.place(scored.levels)))
    }
}
