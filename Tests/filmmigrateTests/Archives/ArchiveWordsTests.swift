import Testing

@testable import Archive

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

    @Test("another patient's name, date, number and postcode are veiled by their form, and a tag is not")
    func forms() {
        let own = ["H1000", "4010233001", "19500110", "LS1 0AA"]
        for words in [
            "ID belongs to QUILLFEATHER^LEOPOLD 19500722 NHS 6520000000 LS9 9ZZ",
            "ID exists for Vandermeer^Philippa 12.03.1942, MRN H1002",
            "id H1000, 401 023 3001, LS1 0AA, RXA-77001",
        ] {
            let told = ArchiveWords.veiled(words, hiding: own)
            for part in [
                "QUILL", "LEOPOLD", "1950", "652", "9ZZ", "Vander", "Philippa", "1942", "1002", "H10", "401",
                "0AA",
                "77001",
            ] { #expect(!told.contains(part), "\(told)") }
        }
        #expect(ArchiveWords.veiled("wrong VR [(0028,1050)]", hiding: own) == "wrong VR [(0028,1050)]")
    }

    @Test("a name of anybody's is veiled however it is written, and what an archive says of itself is not")
    func names() {
        let own = ["Hargreaves^Margaret", "19470619"]
        for words in [
            "conflict with Whitcombe Cedric (57 F)", "Existing patient: O Brien, Seamus DOB 12-Jun-1947",
            "Hargreave Margret, 19.6.47", "name hargreavs refused", "SGFyZ3JlYXZlcw==",
        ] {
            let told = ArchiveWords.veiled(words, hiding: own)
            for part in [
                "Whit", "Ced", "57", "Bri", "Sea", "Jun", "47", "12", "argreav", "Margr", "SGF",
            ] { #expect(!told.contains(part), "\(told)") }
        }
        for words in [
            "Out of Resources: Disk full on volume 3", "PatientID mismatch", "QUOTA EXCEEDED on PACS01",
            "Cannot store, quota of AE exceeded", "Error: SOP Class not supported",
        ] { #expect(ArchiveWords.veiled(words, hiding: own) == words) }
    }

    @Test("an archive that says nothing leaves the status alone")
    func silent() {
        #expect(ArchiveWords.told("C-STORE", 0xC000) == "C-STORE status 0xC000")
    }
}
