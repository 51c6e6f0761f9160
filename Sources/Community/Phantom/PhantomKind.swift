/// What a synthetic film shows.
package enum PhantomKind: String, CaseIterable, Sendable, Codable {
    case chest, hand, pelvis, skull, knee, breast, abdomen
}
