import Crypto
import Foundation

/// Seals a folder as a BagIt bag (RFC 8493): everything below `data/` is its payload.
package struct BagWriter: Sendable {
    /// The digest of the manifests.
    enum Algorithm: String, Sendable { case sha256, sha512 }

    let folder: String
    let version: String
    let algorithm: Algorithm
    /// The tags of `bag-info.txt` in order, without Payload-Oxum.
    let info: [(name: String, value: String)]

    /// Writes the declaration, the tags and the manifests. The payload must be whole by then.
    func seal() throws {
        let payload = try paths(below: "data")
        var octets = 0
        for path in payload {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + path)
            octets += (attributes[.size] as? Int) ?? 0
        }
        try write("BagIt-Version: \(version)\nTag-File-Character-Encoding: UTF-8\n", to: "bagit.txt")
        let tags = info + [("Payload-Oxum", "\(octets).\(payload.count)")]
        try write(tags.map { "\($0.name): \($0.value)\n" }.joined(), to: "bag-info.txt")
        try write(try lines(for: payload), to: "manifest-\(algorithm.rawValue).txt")
        let tagFiles = ["bag-info.txt", "bagit.txt", "manifest-\(algorithm.rawValue).txt"]
        try write(try lines(for: tagFiles), to: "tagmanifest-\(algorithm.rawValue).txt")
    }

    private func lines(for paths: [String]) throws -> String {
        var text = ""
        for path in paths { text += "\(try digest(of: folder + "/" + path))  \(path)\n" }
        return text
    }

    /// The files below a folder of the bag, sorted, relative to the bag.
    private func paths(below name: String) throws -> [String] {
        let root = folder + "/" + name
        var found: [String] = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
            var isFolder: ObjCBool = false
            let exists = unsafe FileManager.default.fileExists(
                atPath: root + "/" + path, isDirectory: &isFolder)
            if exists, !isFolder.boolValue { found.append(name + "/" + path) }
        }
        return found.sorted()
    }

    private func digest(of path: String) throws -> String {
        let bytes = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        switch algorithm {
        case .sha256: return Self.hexadecimal(SHA256.hash(data: bytes))
        case .sha512: return Self.hexadecimal(SHA512.hash(data: bytes))
        }
    }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        var text = ""
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
    }
}
