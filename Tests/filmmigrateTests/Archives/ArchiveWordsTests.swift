import Archive
import Testing

@Suite("An archive's words reach the operator without the patient's")
struct ArchiveWordsTests {
    @Test("what it says is told, what names the patient is not")
    func veiled() {
        let values = ["O'Brien^Sean", "4010232137", "19310402", "RXA"]
        let words = ArchiveWords.told(
            "C-STORE", 0xA900, "No match for SEAN O'BRIEN (id 401 023 2137, born 1931-04-02) [(0010,0020)]",
            hiding: values)
        #expect(words.hasPrefix("C-STORE status 0xA900: \"No match for"))
        #expect(words.contains("[(0010,0020)]"))
        for part in ["SEAN", "BRIEN", "401", "2137", "1931"] { #expect(!words.contains(part)) }
    }

    @Test("another patient's number is no more told than the film's own")
    func numbers() {
        #expect(!ArchiveWords.veiled("merged into 6520000000", hiding: []).contains("652"))
        #expect(ArchiveWords.veiled("disk 95 % full, 1200 MB", hiding: []) == "disk 95 % full, 1200 MB")
        #expect(ArchiveWords.veiled("a\u{1B}[2Jb", hiding: []) == "a [2Jb")
    }

    @Test("an archive that says nothing leaves the status alone")
    func silent() {
        #expect(ArchiveWords.told("C-STORE", 0xC000) == "C-STORE status 0xC000")
    }
}
