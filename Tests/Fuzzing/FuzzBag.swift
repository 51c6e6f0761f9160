import Bags
import Crypto
import FilmModel
import Foundation

/// Any bytes as one file of a bag: the bag is refused with its faults, or taken with the digests that the disk
/// has. The first byte says which file, and whether the manifests are made right afterwards, so that the fuzzer
/// need not find a digest to reach what lies behind it; the rest is the file.
enum FuzzBag {
    private static let folder: URL = {
        let shared = URL(filePath: "/dev/shm")
        let parent =
            FileManager.default.isWritableFile(atPath: shared.path)
            ? shared : FileManager.default.temporaryDirectory
        return parent.appending(path: "fuzz-bag-\(ProcessInfo.processInfo.processIdentifier)")
    }()

    private static let payload: [String: Data] = [
        "data/films.csv": Data(
            ("film_id,image,page,jacket_id,exam_date,modality,laterality,nhs_number,birth_date\n"
                + "F1,scans/1.tif,1,J1,2004-03-02,CR,L,9434765919,1950-01-02\nF2,scans/2.tif,,J1,2004,CR,,,\n")
                .utf8),
        "data/scans/1.tif": Data("first scan".utf8),
        "data/scans/2.tif": Data("second scan, longer".utf8),
    ]

    private static let names = [
        "data/films.csv", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt",
        "data/scans/1.tif", "fetch.txt", "manifest-md5.txt",
    ]

    static func run(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        guard let start = unsafe start, count > 0 else { return 0 }
        let switches = unsafe start[0]
        let bytes = unsafe Data(UnsafeRawBufferPointer(start: start + 1, count: count - 1))
        let name = names[Int(switches >> 1) % names.count]
        var files = payload
        if files[name] != nil { files[name] = bytes }
        var tags = [
            "bagit.txt": Data("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8),
            "bag-info.txt": Data(
                ("Source-Organization: Northern Scanning\nExternal-Identifier: NS-2041\n"
                    + "Filmmigrate-Trust: RXA\n").utf8),
        ]
        if tags[name] != nil { tags[name] = bytes }
        let isRight = switches & 1 == 1
        tags["manifest-sha256.txt"] = manifest(isRight ? files : payload)
        if files[name] == nil { tags[name] = bytes }
        let digests = manifest(tags.filter { isRight || $0.key != name })
        if name != "tagmanifest-sha256.txt" { tags["tagmanifest-sha256.txt"] = digests }
        judge(files, tags)
        return 0
    }

    /// A failure of the disk ends the run: it is no finding about the bag.
    private static func judge(_ files: [String: Data], _ tags: [String: Data]) {
        do {
            try? FileManager.default.removeItem(at: folder)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "data/scans"), withIntermediateDirectories: true)
            for (path, data) in files.merging(tags, uniquingKeysWith: { $1 }) {
                try data.write(to: folder.appending(path: path))
            }
            let bag = try BagReader(threads: 1).read(folder.path)
            for file in bag.payload {
                let written = files[file.path.text]
                precondition(written.map { digest($0) } == file.sha256, "another digest than the disk's")
                precondition(written?.count == file.bytes, "another length than the disk's")
            }
            precondition(Set(bag.films.map(\.key)).count == bag.films.count, "two films of one key")
            precondition(
                bag.films.allSatisfy { $0.rejection != nil || $0.scan != nil }, "neither scan nor reason")
        } catch let refusal as BagRefusal {
            precondition(!refusal.faults.isEmpty, "refused without a fault")
            precondition(
                !refusal.description.unicodeScalars.contains { $0.value < 0x20 }, "a control character shown")
        } catch {
            fatalError("\(error)")
        }
    }

    private static func manifest(_ files: [String: Data]) -> Data {
        Data(
            files.sorted { $0.key < $1.key }.map { "\(digest($0.value))  \($0.key)\n" }.joined().utf8)
    }

    private static func digest(_ data: Data) -> String {
        SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
