import Foundation
import Testing

@testable import Archive
@testable import Community
@testable import filmmigrate

@Suite("More lanes than an archive serves at once are no fault of its, and none of the films'")
struct AssociationPlacesTests {
    @Test(
        "four lanes into a dcmqrscp that refuses the second association",
        .enabled(if: PeerProcess.isInstalled("dcmqrscp") && PrivateOrthanc.isInstalled))
    func refusing() async throws {
        let folder = try TemporaryFolder()
        let port = try #require(ListeningPort.free(1).first)
        // No more than one: two of dcmqrscp's processes that store within the same second may choose the same file name,
        // and one instance is lost (docs/archives.md).
        try FileManager.default.createDirectory(
            atPath: folder.path + "/store", withIntermediateDirectories: true)
        let configuration = """
            NetworkTCPPort = \(port)
            MaxPDUSize = 131072
            MaxAssociations = 1
            HostTable BEGIN
            HostTable END
            VendorTable BEGIN
            VendorTable END
            AETable BEGIN
            STORE \(folder.path)/store RW (200, 1024mb) ANY
            AETable END

            """
        let file = folder.path + "/dcmqrscp.cfg"
        try Data(configuration.utf8).write(to: URL(filePath: file))
        let archive = try await PeerProcess.start("dcmqrscp", ["--config", file])
        #expect(try await archive.listens(on: [port], within: .seconds(60)))
        try await run("STORE@127.0.0.1:\(port)")
        await archive.stop()
    }

    @Test(
        "four lanes into an archive that serves one association after another, and keeps the next caller waiting",
        .enabled(if: IllBehavedPeer.python != nil && PrivateOrthanc.isInstalled))
    func waiting() async throws {
        let peer = try await IllBehavedPeer.start("one-by-one")
        try await run("BADPEER@127.0.0.1:\(peer.port)")
        await peer.stop()
    }

    /// A run of four lanes: all films verified, and not a word of an archive at a loss.
    private func run(_ address: String) async throws {
        let scene = try await SmallScene(films: 16)
        await scene.primary.stop()
        let tool = try await scene.workspace("workspace", settings: "acse_seconds: 2\n", primary: address)
        let run = try await tool("run", "--until-idle")
        #expect(run.status == 0, "\(run.errors)")
        let states = try await scene.states(tool)
        let review = try await tool("review", "list").output
        #expect(states == Array(repeating: "verified", count: 16), "\(review) \(run.errors)")
        for words in ["refuses the association", "nobody answers", "all the time"] {
            #expect(!run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test(
        "one that is refused beside others waits for its turn; one alone is refused for good; later one more is tried"
    )
    func places() {
        let places = AssociationPlaces()
        #expect(places.take(within: 0) && !places.isOneTooMany(timedOut: false) && !places.isScarce)
        places.stands()
        #expect(places.take(within: 0) && places.isOneTooMany(timedOut: true) && places.isScarce)
        places.giveBack(stood: false)
        #expect(!places.take(within: 0.01))
        places.giveBack(stood: true)
        #expect(places.take(within: 0))
        places.giveBack(stood: false)
    }

    @Test(
        "an association that nobody uses is closed, and comes again when it is needed",
        .enabled(if: IllBehavedPeer.python != nil))
    func idle() async throws {
        let peer = try await IllBehavedPeer.start("behaves")
        let destination = try await peer.destination()
        let answers = try await offPool {
            let instance = try SampleInstance()
            let link = ArchiveLink(destination)
            let first = link.send(instance.dataset, instance.expected, askFirst: false)
            link.closeIdle(after: .seconds(60))
            let isKept = link.hasAssociations
            link.closeIdle(after: .zero)
            let isClosed = !link.hasAssociations
            return (first, isKept, isClosed, link.readBack(instance.expected))
        }
        #expect(answers == (.stored(status: 0, remark: nil), true, true, .equal))
        await peer.stop()
    }
}
