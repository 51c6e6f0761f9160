import DICOM
import FilmModel
import Foundation
import Testing

@testable import Archive
@testable import Community
@testable import Migration
@testable import filmmigrate

@Suite("Our listener takes what archives bring and report, and nothing else")
struct ListenerTests {
    private func listener(_ port: Int, callers: Set<String>) throws -> StoreListener {
        _ = SampleInstance.library
        var settings = StoreListener.Settings(aeTitle: "FILMMIGRATE", port: port, callers: callers)
        settings.acseSeconds = 2
        settings.dimseSeconds = 5
        settings.operationSeconds = 10
        return try StoreListener(settings)
    }

    private func destination(_ archive: PrivateOrthanc, _ listener: StoreListener?) -> Destination {
        Destination(
            name: archive.name,
            peer: Peer(
                callingAETitle: "FILMMIGRATE", calledAETitle: archive.aeTitle, host: "127.0.0.1",
                port: archive.dicomPort, acseSeconds: 5, dimseSeconds: 10),
            identity: nil, listener: listener)
    }

    @Test(
        "an archive that refuses C-GET brings instances by C-MOVE, and answers storage commitment film by film",
        .enabled(if: PrivateOrthanc.isInstalled))
    func orthanc() async throws {
        let folder = try TemporaryFolder()
        let port = try #require(ListeningPort.free(1).first)
        let archive = try await PrivateOrthanc.start(
            folder: folder.path, name: "moving", callingAETitle: "FILMMIGRATE",
            options: .init(callbackPort: port, allowGet: false))
        let listener = try listener(port, callers: [archive.aeTitle])
        let destination = destination(archive, listener)
        // Proved by hand: the proof itself asks for C-GET.
        let answers = try await offPool {
            let instances = try (1...5).map { try SampleInstance($0) }
            let link = ArchiveLink(
                Destination(
                    name: destination.name, peer: destination.peer,
                    identity: try Association(
                        destination.peer,
                        [PresentationContext(UID.verification, UID.implicitVRLittleEndian)]
                    ).identity(), listener: listener))
            for instance in instances.dropLast() {
                guard case .stored = link.send(instance.dataset, instance.expected, askFirst: false) else {
                    return (backs: [ReadBack](), commitment: StorageCommitment.Answer.notOffered)
                }
            }
            let backs = instances.map { link.readBack($0.expected) }
            let commitment = StorageCommitment(link.destination, seconds: 20)
                .request(instances.map(\.expected.sopInstanceUID))
            return (backs, commitment)
        }
        #expect(answers.backs == [.equal, .equal, .equal, .equal, .absent])
        #expect(
            answers.commitment
                == .verdicts([
                    "2.25.71": .committed, "2.25.72": .committed, "2.25.73": .committed,
                    "2.25.74": .committed, "2.25.75": .failed(reason: 0x0112),
                ]))
        await archive.stop()
    }

    @Test("dcmqrscp brings instances by C-MOVE too", .enabled(if: PeerProcess.isInstalled("dcmqrscp")))
    func dcmqrscp() async throws {
        let folder = try TemporaryFolder()
        let ports = ListeningPort.free(2)
        let configuration = """
            NetworkTCPPort = \(ports[0])
            MaxPDUSize = 131072
            MaxAssociations = 8
            HostTable BEGIN
            ours = (FILMMIGRATE, 127.0.0.1, \(ports[1]))
            HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            QRSCP \(folder.path)/store RW (200, 1024mb) ANY
            AETable END

            """
        try FileManager.default.createDirectory(
            atPath: folder.path + "/store", withIntermediateDirectories: true)
        try Data(configuration.utf8).write(to: URL(filePath: folder.path + "/qr.cfg"))
        let archive = try await PeerProcess.start("dcmqrscp", ["-c", folder.path + "/qr.cfg"])
        #expect(try await archive.listens(on: [ports[0]], within: .seconds(60)))
        let listener = try listener(ports[1], callers: ["QRSCP"])
        let back = try await offPool {
            let peer = Peer(
                callingAETitle: "FILMMIGRATE", calledAETitle: "QRSCP", host: "127.0.0.1", port: ports[0],
                acseSeconds: 5, dimseSeconds: 10)
            let instance = try SampleInstance()
            let link = ArchiveLink(
                Destination(name: "qr", peer: peer, identity: nil, listener: listener))
            guard case .stored = link.send(instance.dataset, instance.expected, askFirst: true) else {
                return ReadBack.absent
            }
            link.destination.health.noteGivesByMoveOnly()
            return link.readBack(instance.expected)
        }
        #expect(back == .equal)
        await archive.stop()
    }

    @Test("strangers, wrong titles and what nobody waits for are refused, and the listener goes on")
    func refusals() async throws {
        let port = try #require(ListeningPort.free(1).first)
        let listener = try listener(port, callers: ["KNOWN"])
        @Sendable func peer(_ calling: String, _ called: String) -> Peer {
            Peer(
                callingAETitle: calling, calledAETitle: called, host: "127.0.0.1", port: port, acseSeconds: 3,
                dimseSeconds: 3)
        }
        let contexts = PresentationContext.uncompressed([UID.secondaryCaptureImageStorage])
        let found = try await offPool {
            var codes: [DICOMError.Code] = []
            for wrong in [peer("STRANGER", "FILMMIGRATE"), peer("KNOWN", "OTHER")] {
                do { _ = try Association(wrong, contexts) } catch let error as DICOMError {
                    codes.append(error.code)
                }
            }
            let association = try Association(
                peer("KNOWN", "FILMMIGRATE"),
                contexts + [PresentationContext(UID.studyRootFind, UID.implicitVRLittleEndian)])
            let instance = try SampleInstance(6)
            let unwanted = try association.store(instance.dataset).status
            listener.expect("2.25.76")
            let wanted = try association.store(instance.dataset).status
            return (
                codes: codes, unwanted: unwanted, wanted: wanted,
                finds: association.accepts(UID.studyRootFind),
                taken: listener.take("2.25.76").count, again: listener.take("2.25.76").count
            )
        }
        #expect(
            found.codes == [
                .rejected(result: 1, source: 1, reason: 3), .rejected(result: 1, source: 1, reason: 7),
            ])
        #expect(found.unwanted == 0x0122 && found.wanted == 0 && !found.finds)
        #expect(found.taken == 1 && found.again == 0)
    }

    @Test("a caller that says nothing holds up nobody for longer than the limit, and the end is prompt")
    func muteCallers() async throws {
        let port = try #require(ListeningPort.free(1).first)
        var listener: StoreListener? = try listener(port, callers: ["KNOWN"])
        let mute = try MuteCaller(port: port)
        let start = ContinuousClock.now
        try await offPool {
            _ = try Association(
                Peer(
                    callingAETitle: "KNOWN", calledAETitle: "FILMMIGRATE", host: "127.0.0.1", port: port,
                    acseSeconds: 8, dimseSeconds: 3),
                PresentationContext.uncompressed([UID.secondaryCaptureImageStorage]))
        }
        #expect(.now - start < .seconds(8))
        withExtendedLifetime(mute) {}
        let end = ContinuousClock.now
        _ = listener?.aeTitle
        listener = nil
        #expect(.now - end < .seconds(8))
    }
}
