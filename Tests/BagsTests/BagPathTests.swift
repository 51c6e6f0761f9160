import Testing

@testable import Bags

@Suite("A path inside a bag")
struct BagPathTests {
    @Test(
        "is as it is on the disk",
        arguments: ["data/a b.tif", "data/é.tif", "bagit.txt", "data/…/..a", "data/a~"])
    func safe(text: String) throws {
        #expect(try BagPath(text).text == text)
    }

    @Test(
        "is never unsafe",
        arguments: [
            "", "/", "/a", ".", "..", "a/..", "../a", "a/../b", "a//b", "a/", "./a", "~", "~a/b", "a/~b",
            "a\\b",
            "a\u{0}b", "a\nb", "a\u{7F}", "a\u{85}", "a\u{2028}b", "a\u{202E}b", "a\u{2066}b",
        ])
    func unsafe(text: String) {
        #expect(throws: BagPath.Unsafe.self) { try BagPath(text) }
    }

    @Test("equals only what has the same bytes")
    func equality() throws {
        let composed = try BagPath("data/\u{E9}")
        let decomposed = try BagPath("data/e\u{301}")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(BagPath.folded(composed.text) == BagPath.folded(decomposed.text))
        #expect(BagPath.folded("STRASSE") == BagPath.folded("straße"))
    }

    @Test("is shown on one line and not for ever")
    func shown() {
        #expect(BagPath.shown("a\nb\u{1B}[31m\u{202E}") == "a\u{FFFD}b\u{FFFD}[31m\u{FFFD}")
        #expect(BagPath.shown(String(repeating: "x", count: 300)).count == 201)
    }
}
