import DICOM
import FilmModel
import Foundation
import Testing

@testable import Archive
@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "How an archive is sent to: transfer syntax, speed, and a second copy that lags",
    .enabled(if: PrivateOrthanc.isInstalled), .timeLimit(.minutes(6)))
struct SendingTests {
    /// The transfer syntaxes of what an Orthanc holds.
    private func syntaxes(_ archive: PrivateOrthanc) async throws -> Set<String> {
        var found: Set<String> = []
        for id in try await archive.instances() {
            found.insert(try await archive.rest("GET", "instances/\(id)/metadata/TransferSyntax"))
        }
        return found
    }

    @Test(
        "an archive gets films in the form that is set for it, the other one in its own, and both give them back",
        arguments: ["jpeg-ls-lossless", "jpeg-2000-lossless", "auto"])
    func forms(name: String) async throws {
        let scene = try await SmallScene(films: 6)
        let copy = try await PrivateOrthanc.start(
            folder: scene.folder.path + "/copy", name: "copy", callingAETitle: "FILMMIGRATE")
        do {
            let tool = try await scene.workspace(
                "workspace", copy: "\(copy.aeTitle)@127.0.0.1:\(copy.dicomPort)")
            let address = "\(scene.primary.aeTitle)@127.0.0.1:\(scene.primary.dicomPort)"
            #expect(
                try await tool("archive", "add", "primary", address, "--transfer-syntax", name).status == 0)
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await scene.states(tool) == Array(repeating: "verified", count: 6))
            let forms = try await syntaxes(scene.primary)
            if let syntax = TransferSyntax(rawValue: name) {
                #expect(forms == [syntax.uid])
            } else {
                // Each is tried once at least.
                #expect(forms == [UID.explicitVRLittleEndian, TransferSyntax.jpegLS.uid])
            }
            #expect(try await syntaxes(copy) == [UID.explicitVRLittleEndian])
            #expect(try await tool("verify", "--all").status == 0)
            #expect(
                try await tool("archive", "add", "primary", address, "--transfer-syntax", "jpeg").status == 64
            )
        } catch {
            await scene.primary.stop()
            await copy.stop()
            throw error
        }
        await scene.primary.stop()
        await copy.stop()
    }

    @Test(
        "one that does not take the form that is set gets films uncompressed, and doctor says so",
        .enabled(if: IllBehavedPeer.python != nil))
    func refused() async throws {
        let scene = try await SmallScene(films: 2)
        let peer = try await IllBehavedPeer.start("behaves")
        do {
            let address = "BADPEER@127.0.0.1:\(peer.port)"
            let tool = try await scene.workspace("workspace", copy: address)
            #expect(
                try await tool(
                    "archive", "add", "copy", address, "--role", "second-copy", "--transfer-syntax",
                    "jpeg-ls-lossless"
                ).status == 0)
            #expect(try await tool("doctor").output.contains("does not take jpeg-ls-lossless"))
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await scene.states(tool) == ["verified", "verified"])
        } catch {
            await scene.primary.stop()
            await peer.stop()
            throw error
        }
        await scene.primary.stop()
        await peer.stop()
    }

    @Test("a limit of bytes a second holds for all links together, and can be lifted under way")
    func pace() async throws {
        let folder = try TemporaryFolder()
        let archive = try await PrivateOrthanc.start(
            folder: folder.path, name: "slow", callingAETitle: "FILMMIGRATE")
        let destination = Destination(
            name: "slow",
            peer: Peer(
                callingAETitle: "FILMMIGRATE", calledAETitle: archive.aeTitle, host: "127.0.0.1",
                port: archive.dicomPort, dimseSeconds: 2, operationSeconds: 2))
        // Two films of 2 MiB on two links at 1 MB a second: more than the operation's limit alone allows.
        destination.pace.limit(bytesPerSecond: 1_000_000)
        let start = ContinuousClock.now
        let outcomes = try await withThrowingTaskGroup(of: SendOutcome.self) { group in
            for number in 1...2 {
                group.addTask {
                    try await offPool {
                        let instance = try SampleInstance(number, rows: 2048)
                        return ArchiveLink(destination).send(
                            instance.dataset, instance.expected, askFirst: false)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: .stored(status: 0, remark: nil), count: 2))
        #expect(.now - start > .seconds(3.5))
        destination.pace.limit(bytesPerSecond: nil)
        let last = try await offPool {
            let instance = try SampleInstance(3, rows: 2048)
            return ArchiveLink(destination).send(instance.dataset, instance.expected, askFirst: false)
        }
        #expect(last == .stored(status: 0, remark: nil))
        await archive.stop()
    }

    @Test(
        "a second copy that takes a second a film does not hold up the primary, and is caught up by itself",
        .enabled(if: IllBehavedPeer.python != nil))
    func lagging() async throws {
        let scene = try await SmallScene(films: 10)
        let peer = try await IllBehavedPeer.start("slow")
        do {
            let tool = try await scene.workspace("workspace", copy: "BADPEER@127.0.0.1:\(peer.port)")
            #expect(try await tool("archive", "limit", "copy", "--kilobytes-per-second", "5000").status == 0)
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await scene.states(tool) == Array(repeating: "verified", count: 10))
            let ledger = try Workspace(at: tool.workspace).open().ledger
            var delivered: [Int64] = []
            var verified: [Int64] = []
            for film in try await ledger.films(of: try await ledger.batch(named: "B1").id) {
                let history = try await ledger.history(of: film.id)
                delivered += history.filter { $0.event == "deliver" }.map(\.at.milliseconds)
                verified += history.filter { $0.event == "verify" }.map(\.at.milliseconds)
            }
            let last = try #require(delivered.max())
            #expect(verified.count { $0 > last } >= 5, "the primary waited for the second copy")
        } catch {
            await scene.primary.stop()
            await peer.stop()
            throw error
        }
        await scene.primary.stop()
        await peer.stop()
    }
}
