/// The page over all Clusters: each question once, and under it each Cluster's answer under its own name.
package struct Overview: Sendable, Hashable {
    package struct Question: Sendable, Hashable, Encodable {
        package let question: String
        package let answers: [Part]
    }

    package struct Part: Sendable, Hashable {
        package let cluster: String
        package let name: String
        /// Every sentence of the Cluster's own page.
        let whole: [String]

        package var lines: [String] { lines(most: Overview.most) }

        /// The first sentences, and how many more there are.
        func lines(most: Int) -> [String] {
            let more = whole.count - most
            return whole.prefix(most)
                + (more > 0 ? ["\(GateJudge.count(more, "sentence")) more on its own page."] : [])
        }
    }

    package let questions: [Question]

    /// Sentences of each answer: the whole of it stands on the Cluster's own page.
    static let most = 4

    /// Nil where there is one Cluster, whose own page says all.
    init?(_ answers: [Answers]) {
        guard answers.count > 1 else { return nil }
        questions = Answers.questions.indices.map { place in
            Question(
                question: Answers.questions[place],
                answers: answers.map {
                    Part(cluster: $0.cluster, name: $0.name, whole: $0.all[place].lines)
                })
        }
    }
}

extension Overview: Encodable {}

extension Overview.Part: Encodable {
    enum CodingKeys: String, CodingKey { case cluster, name, lines }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cluster, forKey: .cluster)
        try container.encode(name, forKey: .name)
        try container.encode(lines, forKey: .lines)
    }
}
