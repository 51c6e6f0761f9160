import Foundation

/// What a drill measured, as one JSON line.
struct Figures: Encodable {
    var what: String
    var films = 0
    var seconds = 0.0
    var filmsPerSecond = 0.0
    /// Median and 99th percentile of a step, in milliseconds.
    var claimP50 = 0.0
    var claimP99 = 0.0
    var finishP50 = 0.0
    var finishP99 = 0.0
    var walMegabytes = 0.0
    var peakMegabytes = 0.0

    func write() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        try FileHandle.standardOutput.write(contentsOf: encoder.encode(self) + Data("\n".utf8))
    }

    /// The value below which a share of the samples lies.
    static func quantile(_ samples: [Double], _ share: Double) -> Double {
        guard !samples.isEmpty else { return 0 }
        return samples.sorted()[min(samples.count - 1, Int(Double(samples.count) * share))]
    }

    /// Most memory that this process ever held, in MB (`VmHWM`, proc(5)).
    static var peakMemory: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Double($0) }.map { $0 / 1024 } ?? 0
    }

    static func megabytes(of path: String) -> Double {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        return (size?.doubleValue ?? 0) / 1_048_576
    }
}

extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
}
