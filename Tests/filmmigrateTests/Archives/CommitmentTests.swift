import DICOM
import Testing

@testable import Archive
@testable import Community
@testable import Migration
@testable import filmmigrate

@Suite(
    "Storage commitment is told film by film, whatever the archive does with the question",
    .enabled(if: IllBehavedPeer.python != nil))
struct CommitmentTests {
    private static let there = "2.25.71"
    private static let also = "2.25.72"
    private static let never = "2.25.79"

    @Test(
        "on the same association or on ours, once, twice, in part, for another or never",
        arguments: [
            ("commit-same", [StorageCommitment.Verdict.committed, .committed, .failed(reason: 0x0112)]),
            ("commit-twice", [.committed, .committed, .failed(reason: 0x0112)]),
            ("commit-partly", [.committed, .unanswered, .failed(reason: 0x0112)]),
            ("commit-other", [.unanswered, .unanswered, .unanswered]),
            ("commit-never", [.unanswered, .unanswered, .unanswered]),
        ])
    func verdicts(mode: String, verdicts: [StorageCommitment.Verdict]) async throws {
        let answer = try await answer(mode)
        let asked = [Self.there, Self.also, Self.never]
        #expect(answer == .verdicts(Dictionary(uniqueKeysWithValues: zip(asked, verdicts))), "\(mode)")
    }

    @Test("an archive without commitment says so; one that refuses the request is not blamed on the films")
    func without() async throws {
        #expect(try await answer("behaves") == .notOffered)
        guard case .unavailable = try await answer("commit-refused") else {
            Issue.record("commit-refused")
            return
        }
    }

    /// Sends two instances and asks for three.
    private func answer(_ mode: String) async throws -> StorageCommitment.Answer {
        let port = try #require(ListeningPort.free(1).first)
        let peer = try await IllBehavedPeer.start(mode, callbackPort: port)
        let address = peer.address
        let known = try await IllBehavedPeer.identity.value
        let answer = try await offPool {
            _ = SampleInstance.library
            var settings = StoreListener.Settings(aeTitle: "FILMMIGRATE", port: port, callers: ["BADPEER"])
            settings.dimseSeconds = 2
            let destination = Destination(
                name: "peer", peer: address, identity: known, listener: try StoreListener(settings))
            let link = ArchiveLink(destination)
            for number in 1...2 {
                let instance = try SampleInstance(number)
                _ = link.send(instance.dataset, instance.expected, askFirst: false)
            }
            return StorageCommitment(destination, seconds: 3).request([Self.there, Self.also, Self.never])
        }
        await peer.stop()
        return answer
    }
}
