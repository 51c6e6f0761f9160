/// Makes a `PersonTable`, row by row.
package struct PersonTableBuilder {
    private var features: [Features] = []
    private var pool: [UInt8] = []
    private var ids: [UInt8] = []
    private var idEnds: [UInt32] = []
    private var rowByID: [String: UInt32] = [:]
    private var merged: [(row: UInt32, into: String, fileRow: Int)] = []

    package init() {}

    package var rowCount: Int { features.count }

    /// Adds a person; `fileRow` is his row in the file. False where the `person_id` is there already.
    package mutating func add(
        _ id: String, _ record: RawRecord, mergedInto: String? = nil, fileRow: Int = 0
    ) -> Bool {
        let row = UInt32(features.count)
        guard rowByID.updateValue(row, forKey: id) == nil else { return false }
        var one = record.features(into: &pool)
        one.survivor = row
        features.append(one)
        ids.append(contentsOf: id.utf8)
        idEnds.append(UInt32(ids.count))
        if let mergedInto { merged.append((row, mergedInto, fileRow)) }
        return true
    }

    /// The table. Throws where a person was merged into one that is not there, or into itself; `name` stands in
    /// the error.
    package consuming func build(name: String = "the index") throws -> PersonTable {
        var target: [UInt32: UInt32] = [:]
        var faults: [String] = []
        for (row, into, fileRow) in merged {
            if let other = rowByID[into] {
                target[row] = other
            } else {
                faults.append("row \(fileRow) is merged into a person_id that the index does not have")
            }
        }
        for (row, _, fileRow) in merged {
            var survivor = row
            var steps = 0
            while let next = target[survivor], steps <= merged.count {
                survivor = next
                steps += 1
            }
            if steps > merged.count { faults.append("row \(fileRow) is merged into itself, or in a circle") }
            features[Int(row)].survivor = survivor
        }
        guard faults.isEmpty else { throw IndexError.rows(faults, of: name) }
        rowByID = [:]
        var bits = 12
        while bits < 26, 1 << bits < features.count * 16 { bits += 1 }
        let (starts, rows) = file(bits)
        var counts: [UInt64: UInt32] = [:]
        var valid = 0
        var test = 0
        for one in features {
            if one.nationalKind.kind != nil { valid += 1 }
            if one.nationalKind == .test { test += 1 }
            Frequencies.keys(one, pool.span) { _, key in counts[key, default: 0] += 1 }
        }
        return PersonTable(
            features: features, pool: pool, ids: ids, idEnds: idEnds, counts: counts, starts: starts,
            rows: rows,
            bucketBits: bits, personCount: features.count - target.count, numbers: (valid, test))
    }

    /// Files every row under its keys, in two passes: counting, then placing.
    private func file(_ bits: Int) -> (starts: [UInt32], rows: [UInt32]) {
        func bucket(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits)) }
        var starts = [UInt32](repeating: 0, count: (1 << bits) + 1)
        let span = pool.span
        for one in features { BlockingKeys.filed(one, span) { starts[bucket($0) + 1] += 1 } }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        var rows = [UInt32](repeating: 0, count: Int(starts[starts.count - 1]))
        for (row, one) in features.enumerated() {
            BlockingKeys.filed(one, span) { key in
                let place = bucket(key)
                rows[Int(next[place])] = UInt32(row)
                next[place] += 1
            }
        }
        return (starts, rows)
    }
}
