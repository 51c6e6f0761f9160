import Foundation

/// Damages instances in an Orthanc's store while it is down: what a bad disk or a careless hand does.
struct Damage {
    private let files: [URL]

    /// The DICOM files (PS3.10) below the archive's folder.
    init(_ folder: String) throws {
        let storage = folder + "/storage"
        files = try FileManager.default.subpathsOfDirectory(atPath: storage).sorted()
            .map { URL(filePath: storage + "/" + $0) }
            .filter { url in
                guard let bytes = try? Data(contentsOf: url), bytes.count > 132 else { return false }
                return bytes[128..<132].elementsEqual("DICM".utf8)
            }
    }

    /// In turn: a flipped byte, another patient's ID, half a file, no file.
    func apply(to count: Int) throws {
        for (number, file) in files.prefix(count).enumerated() {
            var bytes = try Data(contentsOf: file)
            switch number % 4 {
            case 0: bytes[bytes.count - 1000] ^= 0x40
            case 1: Self.renamePatient(&bytes)
            case 2: bytes = bytes.prefix(bytes.count / 2)
            default:
                try FileManager.default.removeItem(at: file)
                continue
            }
            try bytes.write(to: file)
        }
    }

    /// The last character of Patient ID (0010,0020), VR LO, in Explicit VR Little Endian.
    private static func renamePatient(_ bytes: inout Data) {
        let tag = Data([0x10, 0x00, 0x20, 0x00, 0x4C, 0x4F])
        guard let place = bytes.range(of: tag) else { return }
        let length = Int(bytes[place.upperBound]) | Int(bytes[place.upperBound + 1]) << 8
        // The last one may pad.
        bytes[place.upperBound + length] ^= 0x01
    }
}
