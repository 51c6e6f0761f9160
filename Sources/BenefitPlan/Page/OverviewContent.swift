/// The page over all Clusters, as the template inserts it.
struct OverviewContent {
    struct Question {
        let question: String
        let parts: [Part]
    }

    struct Part {
        let partName: String
        let sentences: [String]
    }

    let overviewQuestions: [Question]

    init(_ overview: Overview) {
        overviewQuestions = overview.questions.map { question in
            Question(
                question: question.question,
                parts: question.answers.map { Part(partName: $0.name, sentences: $0.lines) })
        }
    }
}
