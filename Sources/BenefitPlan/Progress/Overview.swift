/// The page over all Clusters: each question once, and under it each Cluster's answer under its own name.
package struct Overview: Sendable, Hashable, Encodable {
    package struct Question: Sendable, Hashable, Encodable {
        package let question: String
        package let answers: [Part]
    }

    package struct Part: Sendable, Hashable, Encodable {
        package let cluster: String
        package let name: String
        package let lines: [String]
    }

    package let questions: [Question]

    /// Sentences of each answer: the whole of it stands on the Cluster's own page.
    private static let most = 4

    /// Nil where there is one Cluster, whose own page says all.
    init?(_ answers: [Answers]) {
        guard answers.count > 1 else { return nil }
        questions = Answers.questions.indices.map { place in
            Question(
                question: Answers.questions[place],
                answers: answers.map { answer in
                    let lines = answer.all[place].lines
                    let more = lines.count - Self.most
                    return Part(
                        cluster: answer.cluster, name: answer.name,
                        lines: lines.prefix(Self.most)
                            + (more > 0 ? ["\(GateJudge.count(more, "sentence")) more on its own page."] : [])
                    )
                })
        }
    }
}
