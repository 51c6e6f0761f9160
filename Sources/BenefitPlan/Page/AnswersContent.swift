/// The first page of a unit: five questions, five answers.
struct AnswersContent {
    struct Answer {
        let question: String
        let sentences: [String]
    }

    let answersName: String
    let list: [Answer]

    init(_ answers: Answers) {
        answersName = answers.name
        list = answers.all.map { Answer(question: $0.question, sentences: $0.lines) }
    }
}
