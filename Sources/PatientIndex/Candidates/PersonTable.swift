/// An index in memory, packed: some 200 bytes a person. Made once, then read by any number of threads.
package struct PersonTable: Sendable {
    let features: [Features]
    /// The folded texts of all persons.
    let pool: [UInt8]
    let ids: [UInt8]
    let idEnds: [UInt32]
    let counts: [UInt64: UInt32]
    /// Rows by blocking key: `rows[starts[b]..<starts[b + 1]]` for the key's bucket b.
    let starts: [UInt32]
    let rows: [UInt32]
    let bucketBits: Int
    package let personCount: Int
    /// How many rows have a valid national number, and how many of those a test number.
    package let numbers: (valid: Int, test: Int)

    /// Whether the index is made-up: most of its national numbers are of the range for tests.
    package var isSynthetic: Bool { numbers.test * 2 > numbers.valid }
    package var rowCount: Int { features.count }

    /// Larger blocks of common names are passed over.
    package static let blockLimit = 1500

    @inline(__always)
    func bucket(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bucketBits)) }

    func id(_ row: UInt32) -> String {
        let start = row == 0 ? 0 : Int(idEnds[Int(row) - 1])
        return String(decoding: ids[start..<Int(idEnds[Int(row)])], as: UTF8.self)
    }
}

/// A table with the memory of one thread's search.
final class PersonTableReader: CandidateSource {
    private let table: PersonTable
    /// The search in which each row was last seen.
    private var seen: [UInt32]
    private var search: UInt32 = 0

    init(_ table: PersonTable) {
        self.table = table
        seen = Array(repeating: 0, count: table.rowCount)
    }

    var personCount: Int { table.personCount }

    func count(_ key: UInt64) -> Int { Int(table.counts[key] ?? 0) }

    func id(_ row: UInt32) -> String { table.id(row) }

    func record(_ row: UInt32) -> (features: Features, pool: [UInt8]) {
        (table.features[Int(row)], table.pool)
    }

    func visit(_ keys: [UInt64], _ body: (UInt32, Features, Span<UInt8>) throws -> Void) rethrows {
        begin()
        let bytes = table.pool
        let pool = bytes.span
        for key in keys {
            for place in range(key) {
                let row = table.rows[place]
                if seen[Int(row)] == search { continue }
                seen[Int(row)] = search
                try body(row, table.features[Int(row)], pool)
            }
        }
    }

    func rank(_ keys: [UInt64], _ comparer: Comparer, _ scorer: Scorer, into ranking: inout Ranking) {
        begin()
        let table = table
        let bytes = table.pool
        let pool = bytes.span
        for key in keys {
            for place in range(key) {
                let row = table.rows[place]
                if seen[Int(row)] == search { continue }
                seen[Int(row)] = search
                score(row, table.features[Int(row)], pool, comparer, scorer, into: &ranking)
            }
        }
    }

    /// Begins a search: nobody has been seen in it.
    private func begin() {
        if search == .max {
            seen = Array(repeating: 0, count: seen.count)
            search = 0
        }
        search += 1
    }

    /// Where a key's rows are; nowhere where its bucket is of a common value, and too large to say anything.
    @inline(__always)
    private func range(_ key: UInt64) -> Range<Int> {
        let bucket = table.bucket(key)
        let range = Int(table.starts[bucket])..<Int(table.starts[bucket + 1])
        return range.count > PersonTable.blockLimit && BlockingKeys.isCommon(key) ? 0..<0 : range
    }
}
