/// A Trust that is in no sum of the page.
struct LeftOutContent {
    let code: String
    let name: String
    let films: String
    let verified: String
}
