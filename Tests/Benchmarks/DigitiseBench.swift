import DICOM
import Digitise
import FilmModel
import Foundation

/// What `scripts/bench digitise` measures of ours, in milliseconds a film, one line each: the pixels alone, the
/// whole reading with digests and checks, and the JPEG-LS encoding.
@main
enum DigitiseBench {
    static func main() throws {
        try DICOMLibrary.start()
        let films = try CommandLine.arguments.dropFirst().map { try Data(contentsOf: URL(filePath: $0)) }
        let limits = ScanLimits()
        try report("decode", films) { film in
            _ = try Scan.pixels(film, page: 1, limits: limits)
        }
        try report("read", films) { film in
            _ = try Scan.read(film, page: 1, declaredBits: 12, limits: limits)
        }
        guard let trust = TrustID("RXA") else { return }
        var datasets: [Dataset] = []
        for film in films {
            let scan = try Scan.read(film, page: 1, declaredBits: 12, limits: limits)
            let origin = FilmOrigin(
                trust: trust, institution: nil, bureau: "b", batchNumber: "1",
                filmName: "f", row: 1, description: FilmDescription(filmID: "f", image: "i"),
                sourceDigest: "", takenInAt: nil, generation: 0)
            let builder = InstanceBuilder(
                origin, patient: PatientIdentity(Label(), trust: nil), delivered: nil, matchedAt: nil)
            datasets.append(try builder.build(scan).dataset)
        }
        let clock = ContinuousClock()
        var times: [Double] = []
        for dataset in datasets {
            let took = try clock.measure { try dataset.encode(as: .jpegLS) }
            times.append(took / .milliseconds(1))
        }
        print("encode", times.sorted()[times.count / 2])
    }

    private static func report(_ name: String, _ films: [Data], _ body: (Data) throws -> Void) throws {
        let clock = ContinuousClock()
        var times: [Double] = []
        for film in films {
            let took = try clock.measure { try body(film) }
            times.append(took / .milliseconds(1))
        }
        print(name, times.sorted()[times.count / 2])
    }
}
