import PatientIndex

/// Who has which number in an import: 16 bytes a number, in order once they are looked up.
struct NumberHolders {
    /// One number of one person, by his rows in the file and in `person`.
    struct Entry {
        let key: UInt64
        /// The file's row, and whether the person is new or changed.
        private let packed: UInt32
        private let personRow: UInt32

        init(key: UInt64, row: Int, person: Int64, isFresh: Bool) {
            self.key = key
            packed = UInt32(clamping: row) << 1 | (isFresh ? 1 : 0)
            personRow = UInt32(clamping: person)
        }

        var row: Int { Int(packed >> 1) }
        var isFresh: Bool { packed & 1 == 1 }
        var person: Int64 { Int64(personRow) }
    }

    private var entries: [Entry] = []

    mutating func add(_ key: UInt64, row: Int, person: Int64, isFresh: Bool) {
        entries.append(Entry(key: key, row: row, person: person, isFresh: isFresh))
    }

    /// Orders what was added; then holders can be found.
    mutating func settle() {
        entries.sort { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
    }

    /// The first of the file that has a number.
    func first(_ key: UInt64) -> Entry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].key == key ? entries[low] : nil
    }

    /// Who has a number that somebody above has, with who that is: in the file's order.
    func shared() -> [(holder: Entry, first: Entry)] {
        var found: [(holder: Entry, first: Entry)] = []
        var first = 0
        for place in entries.indices.dropFirst() {
            if entries[place].key == entries[first].key {
                found.append((entries[place], entries[first]))
            } else {
                first = place
            }
        }
        return found.sorted { $0.holder.row < $1.holder.row }
    }
}
