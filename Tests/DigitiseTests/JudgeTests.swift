import DICOM
import FilmModel
import Foundation
import Testing

@testable import Community
@testable import Digitise

@Suite("Judges that are not ours find no fault")
struct JudgeTests {
    /// Every laterality with every kind of body part and date; the rest changes along.
    static let cases: [Int] = Array(0..<5 * 4 * 3 * 2)

    private func instance(_ number: Int) throws -> Instance {
        var digits = number
        func pick<T>(_ choices: [T]) -> T {
            defer { digits /= choices.count }
            return choices[digits % choices.count]
        }
        let side = pick([Laterality?.none, .left, .right, .both, .unpaired])
        let part = pick([String?.none, "CHEST", "HAND", "BREAST"])
        let date = pick([String?.none, "1998", "1998-04-17"])
        let sparse = pick([true, false])
        let turn = number
        func choose<T>(_ choices: [T], _ step: Int) -> T { choices[turn / step % choices.count] }
        let origin = try SampleFilm.origin {
            $0.description.laterality = side
            $0.description.bodyPart = part
            $0.description.examDate = date.flatMap { PartialDate($0) }
            $0.description.modality = choose(["RG", nil, "MG", "CT", "CR"], 1)
            $0.description.viewPosition = choose([nil, "AP", "LL"], 2)
            $0.description.pixelSpacing = choose([nil, PixelSpacing("0.1x0.12")], 3)
            if sparse {
                $0.institution = nil
                $0.description.jacketID = nil
                $0.description.examID = choose([nil, "E-1"], 7)
                $0.description.scannerManufacturer = nil
                $0.description.scannerModel = nil
                $0.description.scannerSerial = nil
                $0.description.scannedAt = choose([nil, "2009-03-02", "2009-03-02T10:15:30"], 1)
                $0.takenInAt = choose([nil, $0.takenInAt], 5)
            }
        }
        let patient = SampleFilm.person {
            $0.nhsNumber = choose(["4010232137", "3111451078", nil, "9434765919", nil], 1)
            if turn % 11 == 4 { $0.localID = nil }
            if turn % 7 == 3 { $0.familyName = "Łukasz-漢" }
            if turn % 5 == 2 { $0.birthDate = PartialDate("1951"); $0.sex = nil }
        }
        let label = choose(
            [
                nil,
                PatientIdentity(Label(hospitalNumber: "77", familyName: "A<B"), trust: TrustID("RXA")),
                PatientIdentity(Label(), trust: nil),
                PatientIdentity(Label(nhsNumber: "4010232137", hospitalNumber: "8"), trust: TrustID("RXA")),
            ], 1)
        return try SampleFilm.instance(
            Self.tiff(turn), declaredBits: choose([nil, 12], 4), origin: origin, patient: patient,
            delivered: label)
    }

    private static func tiff(_ turn: Int) throws -> Data {
        switch turn % 6 {
        case 0: try SampleFilm.tiff([SamplePicture.page(bits: 8, resolution: .dotsPerInch(300))])
        case 1: try SampleFilm.tiff([SamplePicture.page(valueBits: 12)])
        case 2:
            try SampleFilm.tiff([SamplePicture.page(photometric: .minIsWhite, resolution: .withoutUnit(72))])
        case 3:
            RawTIFF.colour(
                width: 30, height: 20, samples: SamplePicture.samples(90, 20, bits: 8).map { UInt8($0) }
            ).data
        case 4: try SampleFilm.tiff([SamplePicture.page(bits: 8, photometric: .minIsWhite)])
        default: try SampleFilm.tiff([SamplePicture.page(resolution: .dotsPerCentimetre(100))])
        }
    }

    @Test(
        "dciodvfy reports no error, and no warning but the ones that are accepted",
        .enabled(if: OutsideTool.isInstalled("dciodvfy")), arguments: cases)
    func dciodvfy(number: Int) async throws {
        let folder = try TemporaryFolder()
        try instance(number).dataset.save(to: folder.file("a.dcm"))
        let (_, output, errors) = try await OutsideTool.run("dciodvfy", [folder.file("a.dcm")])
        let lines = (output + errors).split(separator: "\n")
        #expect(lines.contains("SCImage"))
        let faults = lines.filter { $0.hasPrefix("Error") }
        #expect(faults.isEmpty, "case \(number)")
        let warnings = lines.filter { line in
            line.hasPrefix("Warning") && !Self.accepted.contains { line.lowercased().contains($0) }
        }
        #expect(warnings.isEmpty, "case \(number)")
    }

    /// Warnings that say no more than what is so: an unknown date or side, a name of one part, and View
    /// Position, which only the X-ray classes have and the manifest gives.
    private static let accepted = [
        "dicomdir", "<laterality>", "retired person name form", "view position",
        "standard extended sop class",
    ]

    @Test(
        "pydicom reads every one with its validation set to raise",
        .enabled("pydicom is not installed") { await OutsideTool.pythonHas("pydicom", "numpy", "xxhash") })
    func pydicom() async throws {
        let folder = try TemporaryFolder()
        var expected = ""
        for number in Self.cases {
            let instance = try instance(number)
            try instance.dataset.save(to: folder.file("\(number).dcm"))
            expected += "\(number) \(instance.pixelDigest) \(instance.sopInstanceUID)\n"
        }
        let script = """
            import sys, pydicom, xxhash
            from pydicom import config
            config.settings.reading_validation_mode = config.RAISE
            for n in range(\(Self.cases.count)):
                d = pydicom.dcmread(f'{sys.argv[1]}/{n}.dcm')
                for e in d.iterall(): e.value
                d.pixel_array
                count = d.Rows * d.Columns * d.SamplesPerPixel * d.BitsAllocated // 8
                print(n, 'xxh3:' + xxhash.xxh3_128_hexdigest(d.PixelData[:count]), d.SOPInstanceUID)
            """
        let (succeeded, output, errors) = try await OutsideTool.run(
            "python3", ["-W", "error", "-c", script, folder.path])
        #expect(succeeded, "\(errors)")
        #expect(output == expected)
    }
}
