/// The first page of a unit: five questions, five answers.
struct AnswersContent {
    struct Answer {
        let question: String
        let sentences: [String]
    }

    let answersName: String
    /// Whether other units have a page as well, so that this one needs its name.
    let isOneOfMany: Bool
    let list: [Answer]

    init(_ answers: Answers, isOneOfMany: Bool) {
        answersName = answers.name
        self.isOneOfMany = isOneOfMany
        list = answers.all.map { Answer(question: $0.question, sentences: $0.lines) }
    }
}
