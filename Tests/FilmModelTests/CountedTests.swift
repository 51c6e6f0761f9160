import FilmModel
import Testing

@Suite("Numbers with their nouns")
struct CountedTests {
    @Test(
        "one is one, and all others are many",
        arguments: [(0, "0 films"), (1, "1 film"), (2, "2 films"), (-1, "-1 films")])
    func nouns(number: Int, text: String) {
        #expect(number.counted("film") == text)
    }

    @Test("a noun of its own plural, and a verb that agrees")
    func verbs() {
        #expect(1.counted("batch", "batches") == "1 batch")
        #expect(3.counted("batch", "batches") == "3 batches")
        #expect(1.counted("film waits", "films wait") == "1 film waits")
        #expect(2.counted("film waits", "films wait") == "2 films wait")
    }
}
