/// What a synthetic film shows.
enum PhantomKind: String, CaseIterable, Sendable, Codable {
    case chest, hand, pelvis, skull, knee, breast, abdomen
}
