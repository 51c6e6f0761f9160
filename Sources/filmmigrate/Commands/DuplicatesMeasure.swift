import ArgumentParser
import DICOM
import Digitise
import Duplicates
import FilmModel
import Foundation
import Migration
import StoreSQLite

extension DuplicatesCommand {
    /// What `scripts/bench duplicates` asks for: scores of given pairs, whatever the verdict, and times.
    struct Measure: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Scores pairs of scans, for the bench.", shouldDisplay: false)
        @Argument(help: "A file that names one scan a line.")
        var films: String
        @Argument(help: "A file with two line numbers a line, from 0; or `all`.")
        var pairs: String
        @Argument(help: "The table of scores.")
        var output: String
        @Option(help: "Random hashes among which candidates are looked for.")
        var among = 1_000_000
        @Option(help: "A ledger whose fingerprints are read, as at the start of a run.")
        var ledger: String?

        func run() async throws {
            try DICOMLibrary.start()
            var portraits: [FilmPortrait] = []
            var fingerprinting: [Double] = []
            for path in try lines(films) {
                let data = try Data(contentsOf: URL(filePath: path))
                let scan = try Scan.read(data, page: 1, declaredBits: nil, limits: ScanLimits())
                let started = ContinuousClock.now
                portraits.append(FilmPortrait(scan))
                fingerprinting.append((ContinuousClock.now - started) / .milliseconds(1))
            }
            var text =
                "i,j,depth,correlation,agreeing,offset,worst_offset,difference,squares,own_overlap,other_overlap,mirrored,negative,"
                + "degrees,stretch,pixel_ratio,hash_distance,verdict,milliseconds,reasons\n"
            var verifying: [Double] = []
            for (first, others) in try wanted(portraits.count).sorted(by: { $0.key < $1.key }) {
                let comparer = Comparer(portraits[first].canonical)
                for second in others {
                    let started = ContinuousClock.now
                    let found = comparer.compare(portraits[second].canonical)
                    verifying.append((ContinuousClock.now - started) / .milliseconds(1))
                    text += line(first, second, found, portraits, verifying[verifying.count - 1])
                }
            }
            try Output.write(
                text, toFile: output, as: .init(.duplicateMeasure, .table),
                OutputRule(inputs: [films, pairs] + [ledger].compactMap(\.self)))
            let before = Self.residentMegabytes()
            let candidates = candidates(portraits)
            var figures = [
                "fingerprint_ms": Self.spread(fingerprinting), "pair_ms": Self.spread(verifying),
                "candidates_ms": Self.spread(candidates),
                "index_mb": ["most": Self.residentMegabytes() - before],
            ]
            if let ledger { figures["load_ms"] = try ["once": Self.load(ledger)] }
            try Output.result(JSONDocument.text(figures))
        }

        private func line(
            _ first: Int, _ second: Int, _ found: Comparison, _ portraits: [FilmPortrait], _ time: Double
        ) -> String {
            let (a, b) = (portraits[first], portraits[second])
            let finding = SameFilmRule.judge(found, a.canonical.scan, b.canonical.scan)
            let numbers: [Double] = [
                found.correlation, found.agreeing, found.offset ?? -1, found.worstOffset ?? -1,
                found.difference ?? -1, Double(found.squares),
                found.ownOverlap, found.otherOverlap, found.isMirrored ? 1 : 0, found.isNegative ? 1 : 0,
                found.degrees, found.stretch, found.pixelRatio, Double(a.distance(to: b.hash)),
            ]
            return "\(first),\(second),\(found.depth.rawValue),"
                + numbers.map { String(format: "%.5g", $0) }.joined(separator: ",")
                + ",\(finding.verdict.rawValue),\(String(format: "%.3f", time)),"
                + "\(finding.reasons.joined(separator: "; ").replacing(",", with: " "))\n"
        }

        /// Looks for each of some films among as many random hashes as a large archive has.
        private func candidates(_ portraits: [FilmPortrait]) -> [Double] {
            // Weyl's sequence, scrambled (Steele, Lea and Flood): the system's generator would take minutes.
            var state: UInt64 = 1
            func next() -> UInt64 {
                state &+= 0x9E37_79B9_7F4A_7C15
                let mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
                return mixed ^ (mixed >> 27)
            }
            func hash() -> FilmHash { FilmHash(words: SIMD4(next(), next(), next(), next())) }
            let index = HashIndex()
            index.reserve(among)
            for number in 0..<among {
                index.add(FilmID(Int64(number)), FilmHashes(trimmed: hash(), lit: hash()))
            }
            return portraits.prefix(50).map { portrait in
                let started = ContinuousClock.now
                _ = portrait.neighbours(in: index, within: 72, limit: 64)
                return (ContinuousClock.now - started) / .milliseconds(1)
            }
        }

        /// How long a gate takes to read the hashes of all films, in milliseconds.
        private static func load(_ ledger: String) throws -> Double {
            let store = try SQLiteFingerprintStore(path: ledger)
            let started = ContinuousClock.now
            let gate = try DuplicateGate(store, DuplicateGate.Surroundings { _ in [:] })
            return withExtendedLifetime(gate) { (ContinuousClock.now - started) / .milliseconds(1) }
        }

        /// The most memory that this process has had (proc(5), `VmHWM`), in MB.
        private static func residentMegabytes() -> Double {
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            return (line?.split(separator: " ").dropLast().last.flatMap { Double($0) } ?? 0) / 1024
        }

        private func wanted(_ count: Int) throws -> [Int: [Int]] {
            guard pairs != "all" else {
                return Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, Array(0..<$0)) })
            }
            var wanted: [Int: [Int]] = [:]
            for line in try lines(pairs) {
                let numbers = line.split(separator: " ").compactMap { Int($0) }
                guard numbers.count == 2, numbers.allSatisfy({ (0..<count).contains($0) }) else {
                    throw WorkspaceError.notFound(
                        "\(pairs): two line numbers belong on a line", remedy: "see --help")
                }
                wanted[numbers[0], default: []].append(numbers[1])
            }
            return wanted
        }

        private func lines(_ path: String) throws -> [String] {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw WorkspaceError.notFound("\(path) can't be read", remedy: "check the path")
            }
            return text.split(separator: "\n").map(String.init)
        }

        /// Median and 95th percentile.
        private static func spread(_ values: [Double]) -> [String: Double] {
            let sorted = values.sorted()
            guard let last = sorted.indices.last else { return [:] }
            return ["median": sorted[last / 2], "p95": sorted[last * 95 / 100]]
        }
    }
}
