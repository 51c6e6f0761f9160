import Dispatch
import Foundation
import Synchronization

extension DemoCommunity {
    /// Where everything was written, and what must become of it.
    package struct Files: Sendable {
        /// The master patient index.
        package let index: String
        /// The folder of the plan's seven files.
        package let plan: String
        /// The bags in the order of their delivery.
        package let bags: [String]
        /// Which of them is not whole, and must be refused.
        let tornBag: String
        /// Film by film, the torn bag's too.
        let expectations: [DemoExpectation]
    }

    /// Writes index, plan and bags below the folder, which is created; drawing takes every core.
    package func write(to folder: String) throws -> Files {
        let manager = FileManager.default
        let planFolder = folder + "/plan"
        try manager.createDirectory(atPath: planFolder, withIntermediateDirectories: true)
        try Self.write(people.table.text, to: folder + "/index.csv")
        for (name, table) in plan.tables { try Self.write(table.text, to: planFolder + "/" + name) }
        let places = bags.map { folder + "/bags/" + $0.folder }
        try writeScans(to: places)
        for (bag, place) in zip(bags, places) {
            try Self.write(bag.table.text, to: place + "/data/films.csv")
        }
        try Self.inParallel(bags.indices.map { index in { try seal(bags[index], in: places[index]) } })
        for (bag, place) in zip(bags, places) where bag.isTorn { try Self.tear(bag, in: place) }
        return Files(
            index: folder + "/index.csv", plan: planFolder, bags: places,
            tornBag: places[bags.firstIndex(where: \.isTorn) ?? 0],
            expectations: bags.flatMap(\.expectations))
    }

    private func writeScans(to places: [String]) throws {
        var work: [@Sendable () throws -> Void] = []
        var copies: [@Sendable () throws -> Void] = []
        for (bag, place) in zip(bags, places) {
            let data = place + "/data"
            for scan in bag.scans {
                let parent = URL(filePath: data + "/" + scan.path).deletingLastPathComponent()
                try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                if scan.isCopy {
                    copies.append { try scan.write(below: data) }
                } else {
                    work.append { try scan.write(below: data) }
                }
            }
        }
        try Self.inParallel(work)
        try Self.inParallel(copies)
    }

    private func seal(_ bag: DemoBag, in place: String) throws {
        let writer = BagWriter(
            folder: place, version: bag.version, algorithm: bag.algorithm,
            info: [
                ("Source-Organization", bag.bureau.name), ("External-Identifier", bag.batch),
                ("Filmmigrate-Trust", bag.trust.code), ("Bagging-Date", calendar.date(-1)),
                ("External-Description", "Synthetic films, no patient's"),
            ])
        try writer.seal()
    }

    /// One payload file is lost and one is altered, as on a bad disk.
    private static func tear(_ bag: DemoBag, in place: String) throws {
        guard let lost = bag.scans.first, let altered = bag.scans.last else { return }
        try FileManager.default.removeItem(atPath: place + "/data/" + lost.path)
        let target = URL(filePath: place + "/data/" + altered.path)
        var bytes = try Data(contentsOf: target)
        let middle = bytes.startIndex + bytes.count / 2
        bytes[middle] ^= 0xFF
        try bytes.write(to: target)
    }

    private static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// Runs the work on every core; the first error is thrown when all has ended.
    private static func inParallel(_ work: [@Sendable () throws -> Void]) throws {
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: work.count) { index in
            do {
                try work[index]()
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
