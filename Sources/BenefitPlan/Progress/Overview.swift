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

        /// The first sentences, and how many more there are.
        package var lines: [String] {
            let most = Overview.most
            return whole.prefix(most) + (whole.count > most ? ["\(Self.more(whole.count - most))."] : [])
        }

        /// The name, and how many sentences are left out below it.
        func heading(most: Int) -> String {
            whole.count > most ? "\(name) (\(Self.more(whole.count - most)))" : name
        }

        private static func more(_ sentences: Int) -> String {
            "\(GateJudge.count(sentences, "sentence")) more on its own page"
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
