import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "Whatever a primary does, each film ends in the right state, and the second copy gets what the primary took",
    .enabled(if: IllBehavedPeer.python != nil && PrivateOrthanc.isInstalled), .timeLimit(.minutes(6)))
struct IllBehavedPrimaryTests {
    private static let limits =
        "connect_seconds: 2\nacse_seconds: 1\ndimse_seconds: 2\nattempts: 2\ncommitment_seconds: 1\n"

    /// How a run into a primary must end: its status, and all its films.
    private struct End: Sendable {
        let mode: String
        let status: Int32
        let state: String

        init(_ mode: String, _ status: Int32, _ state: String) {
            self.mode = mode
            self.status = status
            self.state = state
        }
    }

    @Test(
        "mute, dripping, cutting, refusing, busy for a while, wrong, forgetful, with an old object: each in turn"
    )
    func primaries() async throws {
        try await check([
            // Nothing was taken: the films wait for it, uncharged.
            End("mute-connect", 69, "queued"), End("mute-store", 69, "queued"), End("drips", 69, "queued"),
            End("cuts-object", 69, "queued"), End("rejects", 69, "queued"), End("no-contexts", 69, "queued"),
            End("status-A700", 69, "queued"), End("mute-get", 69, "delivered"),
            End("busy", 0, "verified"), End("mute-after-keeping", 0, "verified"),
            End("cut-after-keeping", 0, "verified"), End("status-B007", 0, "verified"),
            End("status-A900", 2, "held STORE_REFUSED"), End("status-FE00", 2, "held STORE_FAILED"),
            End("flips", 2, "held READ_BACK_DIFFERS"), End("forgetful", 2, "held READ_BACK_DIFFERS"),
            End("other-patient", 2, "held READ_BACK_DIFFERS"), End("keeps-old", 2, "held READ_BACK_DIFFERS"),
        ])
    }

    @Test("storage commitment that fails holds a film; never, twice or for another's transaction it does not")
    func commitments() async throws {
        try await check(
            [
                End("commit-fails", 2, "held COMMITMENT_REFUSED"), End("commit-never", 0, "verified"),
                End("commit-twice", 0, "verified"), End("commit-other", 0, "verified"),
            ], listens: true)
    }

    private func check(_ ends: [End], listens: Bool = false) async throws {
        // Its archive is the second copy of all.
        let scene = try await SmallScene(films: 3)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, end) in ends.enumerated() {
                    if number >= 9 { try await group.next() }
                    group.addTask { try await Self.check(end, scene, listens: listens) }
                }
                try await group.waitForAll()
            }
            #expect(try await scene.primary.instances().count == scene.films)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    private static func check(_ end: End, _ scene: SmallScene, listens: Bool) async throws {
        let port = listens ? try #require(ListeningPort.free(1).first) : 0
        let peer = try await IllBehavedPeer.start(end.mode, callbackPort: port)
        let tool = try await scene.workspace(
            end.mode, settings: limits + "listen_port: \(port)\n", primary: "BADPEER@127.0.0.1:\(peer.port)",
            copy: scene.address)
        let run = try await tool("run", "--until-idle")
        #expect(run.status == end.status, "\(end.mode) \(run.errors)")
        let states = try await scene.states(tool)
        #expect(states == Array(repeating: end.state, count: scene.films), "\(end.mode) \(run.errors)")
        // Whatever the primary took has gone to the other archive too.
        let film = try await tool("film", "show", "B1/F0", "--json").json()
        let events = (film["history"] as? [[String: Any]] ?? []).compactMap { $0["event"] as? String }
        #expect(
            events.contains("deliver") == !["queued", "held STORE_REFUSED", "held STORE_FAILED"].contains(
                end.state),
            "\(end.mode): \(events)")
        await peer.stop()
    }
}
