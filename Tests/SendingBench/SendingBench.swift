import Archive
import DICOM
import FilmModel
import Foundation

/// What `scripts/bench archive` measures of sending alone: `SendingBench AET HOST PORT LINKS FILE…` sends ready-made
/// instances over so many links at once, each from a thread of its own, as the lanes of `run` do.
@main
enum SendingBench {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count > 5, let port = Int(words[3]), let links = Int(words[4]) else { exit(64) }
        try DICOMLibrary.start()
        DICOMLibrary.keepFreedMemory()
        let peer = Peer(callingAETitle: "FILMMIGRATE", calledAETitle: words[1], host: words[2], port: port)
        // Who answers is no matter here: the first answer is believed.
        let answer = try Association(
            peer, [PresentationContext(UID.verification, UID.implicitVRLittleEndian)]
        ).identity()
        let destination = Destination(name: "receiver", peer: peer, identity: answer)
        let files = Array(words.dropFirst(5))
        let group = DispatchGroup()
        for lane in 0..<links {
            let share = stride(from: lane, to: files.count, by: links).map { files[$0] }
            group.enter()
            Thread {
                carry(share, to: destination)
                group.leave()
            }.start()
        }
        group.wait()
    }

    /// The link is gone when this returns: nothing may be inside DCMTK while the process ends.
    private static func carry(_ files: [String], to destination: Destination) {
        let link = ArchiveLink(destination)
        for file in files { send(file, link) }
    }

    private static func send(_ file: String, _ link: ArchiveLink) {
        guard let dataset = try? Dataset(path: file),
            let instance = (try? dataset.root.string(.sopInstanceUID)) ?? nil
        else { exit(65) }
        let expected = Expected(
            studyInstanceUID: "", seriesInstanceUID: "", sopInstanceUID: instance, pixelDigest: "",
            identity: [:])
        guard case .stored = link.send(dataset, expected, askFirst: false) else { exit(69) }
    }
}
