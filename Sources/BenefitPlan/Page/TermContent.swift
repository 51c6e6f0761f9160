/// One term of the page's last part, in the words of the figures' own list.
struct TermContent {
    let term: String
    let meaning: String

    static let all = Figure.all.filter { $0.kind != .identity }.map {
        TermContent(term: $0.title, meaning: $0.meaning)
    }
}
