/// Addresses and towns in the form that is compared: words with a space between, common words short.
enum AddressText {
    static func address(_ text: String?) -> [UInt8] { joined(TextFolding.words(text, digits: .kept)) }

    static func town(_ text: String?) -> [UInt8] {
        joined(TextFolding.words(text, digits: .kept))
    }

    private static func joined(_ words: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        let text = words.span
        var start = 0
        while start < text.count {
            let end = Text.wordEnd(text, start)
            defer { start = end + 1 }
            let short = abbreviations[Hash.of(text.extracting(start..<end))]
            if let short, short.isEmpty { continue }
            let length = short?.count ?? end - start
            if result.count + length + 1 > TextFolding.outputLimit { break }
            if !result.isEmpty { result.append(0x20) }
            if let short {
                result += short
            } else {
                for place in start..<end { result.append(text[place]) }
            }
        }
        return result
    }

    /// By a word's hash what stands for it; nothing for words that say nothing.
    private static let abbreviations: [UInt64: [UInt8]] = {
        var result: [UInt64: [UInt8]] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            for word in words.dropFirst() { result[Hash.of(Array(word.utf8).span)] = Array(words[0].utf8) }
        }
        for word in silent.split(separator: " ") { result[Hash.of(Array(word.utf8).span)] = [] }
        return result
    }()

    /// One short form a line, then the words that it stands for.
    private static let table = """
        ST STREET STR SAINT
        RD ROAD
        AVE AVENUE AV
        CL CLOSE CLS
        CRES CRESCENT CRESENT CR
        DR DRIVE DRV
        GDNS GARDENS GARDEN GDN
        GR GROVE GRV GRO
        LN LANE
        PL PLACE
        SQ SQUARE
        TER TERRACE TERR TCE
        CT COURT CRT
        PK PARK
        HSE HOUSE
        FL FLAT FLT APARTMENT APT UNIT
        N NORTH
        S SOUTH
        E EAST
        W WEST
        UPR UPPER
        LWR LOWER
        GT GREAT
        LT LITTLE
        MT MOUNT
        BLDGS BUILDINGS
        COTT COTTAGE COTTAGES COTTS
        FM FARM
        GRN GREEN
        HL HILL
        PDE PARADE
        """
    private static let silent = "NUMBER NO THE NFA UNKNOWN CARE OF CO"
}
