/// Names in the form that is compared: words joined, and the words apart where there are several.
package struct NameText {
    /// All words, joined; empty where the name says nothing.
    package var joined: [UInt8] = []
    /// The words with a space between, where there are two or more.
    var parts: [UInt8] = []

    /// A surname. `O'Neill-Ström` is ONEILL STROM, `van der Berg` VANDERBERG, `MacLeod` MCLEOD.
    package static func family(_ text: String?) -> Self {
        Self(TextFolding.words(text, digits: .asLetters), isFamily: true)
    }

    /// A given name or several.
    package static func given(_ text: String?) -> Self {
        if let text, isBabyOf(text) { return Self() }
        return Self(TextFolding.words(text, digits: .asLetters), isFamily: false)
    }

    init() {}

    /// `B/O Mary`, `B.O. Mary`: the baby of Mary.
    private static func isBabyOf(_ text: String) -> Bool {
        let head = text.utf8.drop { $0 == 0x20 }.prefix(3).map { $0 & 0xDF }
        return head.count == 3 && head[0] == 0x42 && head[2] == 0x4F && [0x0F, 0x0E, 0x5C].contains(head[1])
    }

    private init(_ words: [UInt8], isFamily: Bool) {
        guard !words.isEmpty else { return }
        let text = words.span
        var hasName = false
        var count = 0
        var start = 0
        // A prefix goes with the word behind it.
        var isOpen = false
        while start < text.count, joined.count < TextFolding.outputLimit {
            let end = Text.wordEnd(text, start)
            let kind = Self.kinds[Hash.of(text.extracting(start..<end))]
            let isLast = end >= text.count
            defer { start = end + 1 }
            switch kind {
            // BABY OF MARY, TWIN 1 SMITH, FEMALE INFANT, MARY BABY: the words name somebody else, or nobody yet.
            case .unborn where start == 0 || !isFamily:
                joined = []
                parts = []
                return
            case .title: continue
            case .placeholder: break
            default: hasName = true
            }
            if !isOpen {
                if count > 0 { parts.append(0x20) }
                count += 1
            }
            isOpen = isFamily && kind == .prefix && !isLast
            // MAC and MC are one prefix; MACE and MACK are none. So it is for a surname that stands in the
            // given name's place.
            let skipsA =
                end - start >= 6 && text[start] == 0x4D && text[start + 1] == 0x41
                && text[start + 2] == 0x43
            for place in start..<end where !(skipsA && place == start + 1) {
                joined.append(text[place])
                parts.append(text[place])
            }
        }
        if joined.count > TextFolding.outputLimit {
            joined.removeLast(joined.count - TextFolding.outputLimit)
        }
        if parts.count > TextFolding.outputLimit { parts.removeLast(parts.count - TextFolding.outputLimit) }
        if count < 2 { parts = [] }
        // Words for "not known" alone are no name.
        if !hasName {
            joined = []
            parts = []
        }
    }

    private enum WordKind { case title, unborn, placeholder, prefix }

    private static let kinds: [UInt64: WordKind] = {
        var result: [UInt64: WordKind] = [:]
        for (kind, words) in [
            (WordKind.title, titles), (.unborn, unborn), (.placeholder, placeholders), (.prefix, prefixes),
        ] {
            for word in words.split(whereSeparator: \.isWhitespace) {
                result[Hash.of(Array(word.utf8).span)] = kind
            }
        }
        return result
    }()

    private static let titles = """
        MR MRS MISS MS MX MSTR MASTER DR PROF REV REVD SIR JNR JR SNR SR ESQ DECD
        """
    private static let unborn = """
        BABY BABE INFANT TWIN TRIPLET NEWBORN FETUS FOETUS
        """
    private static let placeholders = """
        BOY GIRL MALE FEMALE CHILD UNKNOWN UNK UNKN NK NOT KNOWN GIVEN STATED RECORDED NONE NULL
        NIL ANON ANONYMOUS SURNAME FORENAME NAME PATIENT TEST XX XXX XXXX ZZ ZZZ ZZTEST ZZZTEST
        DUMMY DECEASED
        """
    private static let prefixes = """
        O MC MAC VAN VON VANDE DER DEN DE DI DA DU DEL DELLA LE LA ST AL EL BIN BEN ABU FITZ AP
        """
}
