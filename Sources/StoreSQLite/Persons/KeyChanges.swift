import Foundation
import GRDB
import PatientIndex

/// What an import files under blocking keys and takes out, gathered, then written bucket by bucket: each
/// bucket is read and written once a piece.
struct KeyChanges {
    private var added: [UInt64] = []
    private var removed: [UInt64] = []

    /// So many entries are written at once: some 200 MB.
    private static let piece = 24_000_000

    /// Whether it is time to write.
    var isFull: Bool { added.count + removed.count >= Self.piece }

    mutating func file(_ key: UInt64, _ row: UInt32) { added.append(KeyBucket.entry(key, row)) }
    mutating func unfile(_ key: UInt64, _ row: UInt32) { removed.append(KeyBucket.entry(key, row)) }

    /// Writes all, and holds nothing any more. What is both taken out and filed stays.
    mutating func write(_ db: Database) throws {
        added.sort()
        removed.sort()
        defer {
            added = []
            removed = []
        }
        let read = try db.makeStatement(sql: SQLitePersonStore.SQL.entriesOf)
        let put = try db.makeStatement(sql: SQLitePersonStore.SQL.putEntries)
        let isFirst = try Bool.fetchOne(db, sql: SQLitePersonStore.SQL.hasEntries) == false
        var coming = added[...]
        var going = removed[...]
        while let next = [coming.first, going.first].compactMap(\.self).min() {
            let bucket = KeyBucket.number(of: next)
            var known: [UInt64] = []
            if !isFirst, let data = try Data.fetchOne(read, arguments: [bucket]) {
                known = KeyBucket.entries(data)
            }
            let entries = Self.merge(
                known, Self.take(bucket, from: &going), Self.take(bucket, from: &coming))
            try put.execute(arguments: [bucket, KeyBucket.data(entries)])
        }
    }

    /// Takes the first entries, those of a bucket, off a list in ascending order.
    private static func take(_ bucket: Int, from list: inout ArraySlice<UInt64>) -> ArraySlice<UInt64> {
        var end = list.startIndex
        while end < list.endIndex, KeyBucket.number(of: list[end]) == bucket { end += 1 }
        defer { list = list[end...] }
        return list[..<end]
    }

    /// All three are in ascending order; an entry is kept once.
    static func merge(
        _ known: [UInt64], _ going: ArraySlice<UInt64>, _ coming: ArraySlice<UInt64>
    ) -> [UInt64] {
        var merged: [UInt64] = []
        merged.reserveCapacity(known.count + coming.count)
        var out = going.startIndex
        var next = coming.startIndex
        func add(_ entry: UInt64) { if merged.last != entry { merged.append(entry) } }
        for entry in known {
            while next < coming.endIndex, coming[next] <= entry {
                add(coming[next])
                next += 1
            }
            while out < going.endIndex, going[out] < entry { out += 1 }
            if out < going.endIndex, going[out] == entry { continue }
            add(entry)
        }
        while next < coming.endIndex {
            add(coming[next])
            next += 1
        }
        return merged
    }
}
