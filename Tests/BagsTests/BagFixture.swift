import Crypto
import Foundation

/// A bag made by code, as a bureau would make it. What is changed before `write` is in the manifests too;
/// what is changed in the folder afterwards is not.
struct BagFixture {
    static let films =
        "film_id,image,jacket_id,exam_date,modality\n"
        + "F1,scans/1.tif,J1,2004-03-02,CR\nF2,scans/2.tif,J1,2004,CR\n"

    var version = "1.0"
    var files: [String: [UInt8]] = [
        "data/films.csv": Array(Self.films.utf8),
        "data/scans/1.tif": Array("first scan".utf8),
        "data/scans/2.tif": Array("second scan, longer".utf8),
    ]
    var info = [
        "Source-Organization: Northern Scanning", "External-Identifier: NS-2041", "Filmmigrate-Trust: RXA",
    ]
    var hasOxum = true
    var payloadManifests = ["sha256"]
    var tagManifests = ["sha256"]

    init(films: String = Self.films) { files["data/films.csv"] = Array(films.utf8) }

    /// Lines of a manifest for these files.
    func manifest(_ algorithm: String, of files: [String: [UInt8]]) -> String {
        files.sorted { $0.key < $1.key }.map { "\(Self.digest(algorithm, $0.value))  \($0.key)\n" }.joined()
    }

    var tagFiles: [String: [UInt8]] {
        var texts = ["bagit.txt": "BagIt-Version: \(version)\nTag-File-Character-Encoding: UTF-8\n"]
        let octets = files.values.reduce(0) { $0 + $1.count }
        let oxum = hasOxum ? ["Payload-Oxum: \(octets).\(files.count)"] : []
        texts["bag-info.txt"] = (info + oxum).map { $0 + "\n" }.joined()
        for algorithm in payloadManifests {
            texts["manifest-\(algorithm).txt"] = manifest(algorithm, of: files)
        }
        return texts.mapValues { Array($0.utf8) }
    }

    @discardableResult
    func write(to scratch: BagScratch, as name: String = "bag") throws -> String {
        let tags = tagFiles
        for (path, bytes) in files.merging(tags, uniquingKeysWith: { $1 }) {
            try scratch.write(bytes, to: "\(name)/\(path)")
        }
        for algorithm in tagManifests {
            try scratch.write(manifest(algorithm, of: tags), to: "\(name)/tagmanifest-\(algorithm).txt")
        }
        return scratch.file(name)
    }

    static func digest(_ algorithm: String, _ bytes: [UInt8]) -> String {
        switch algorithm {
        case "md5": hexadecimal(Insecure.MD5.hash(data: bytes))
        case "sha1": hexadecimal(Insecure.SHA1.hash(data: bytes))
        case "sha384": hexadecimal(SHA384.hash(data: bytes))
        case "sha512": hexadecimal(SHA512.hash(data: bytes))
        default: hexadecimal(SHA256.hash(data: bytes))
        }
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
