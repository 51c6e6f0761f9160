import FilmModel
import MigrationQueue

/// What the way of a film found out, ready to be written: JSON is text already.
package struct Finding {
    private let facts: FilmFacts
    private let evidence: String?
    private let identity: String?
    private let written: String?

    /// Nil where there is nothing to write.
    init?(_ facts: FilmFacts) {
        var found = facts
        found.duplicateOf = nil
        found.remarks = nil
        guard found != FilmFacts() else { return nil }
        self.facts = facts
        evidence = facts.match.map { JSONText.encode(MatchEvidence($0)) }
        identity = facts.identity.map { JSONText.encode($0) }
        self.written = facts.written.map { JSONText.encode($0.fields) }
    }

    /// A person's decision alone.
    init(decided person: PersonID, at: Timestamp) {
        var facts = FilmFacts()
        facts.decidedPerson = person
        facts.matchedAt = at
        self.facts = facts
        evidence = nil
        identity = nil
        written = nil
    }

    func write(_ film: Int64, _ change: Change) throws {
        try change[.putFinding].run(
            .int(film), .maybe(facts.match?.decision.rawValue), .maybe(facts.match?.person?.text),
            .maybe(facts.match?.probability), .maybe(facts.match?.weight), .maybe(evidence),
            .maybe(facts.matchedAt?.milliseconds), .maybe(facts.decidedPerson?.text),
            .maybe(facts.pictureDigest), .maybe(facts.pixelDigest), .maybe(identity),
            .maybe(facts.sopInstanceUID), .maybe(facts.seriesInstanceUID), .maybe(facts.studyInstanceUID),
            .maybe(written), .maybe(facts.rival?.number))
    }
}
