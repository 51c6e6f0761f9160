import Foundation
import Testing

@testable import Community
@testable import filmmigrate

@Suite(
    "Whatever a second copy does, the primary gets every film, and each ends in the right state",
    .enabled(if: IllBehavedPeer.python != nil && PrivateOrthanc.isInstalled), .timeLimit(.minutes(6)))
struct IllBehavedCopyTests {
    private static let limits =
        "connect_seconds: 2\nacse_seconds: 1\ndimse_seconds: 2\nattempts: 2\ncommitment_seconds: 1\n"

    /// How a run beside a second copy must end: its status, and all its films.
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

    @Test("mute, slow, cutting, refusing, at a loss, wrong, forgetful, with an old object: each in its turn")
    func copies() async throws {
        let ends = [
            End("mute-connect", 69, "delivered"), End("mute-store", 69, "delivered"),
            End("drips", 69, "delivered"), End("cuts-object", 69, "delivered"),
            End("rejects", 69, "delivered"), End("no-contexts", 69, "delivered"),
            End("mute-get", 69, "delivered"), End("busy", 0, "verified"),
            End("mute-after-keeping", 0, "verified"), End("cut-after-keeping", 0, "verified"),
            End("status-A900", 2, "held STORE_REFUSED"), End("status-FE00", 2, "held STORE_FAILED"),
            End("flips", 2, "held READ_BACK_DIFFERS"), End("forgetful", 2, "held READ_BACK_DIFFERS"),
            End("other-patient", 2, "held READ_BACK_DIFFERS"),
            End("keeps-old", 2, "held READ_BACK_DIFFERS"), End("get-C000", 2, "held READ_BACK_DIFFERS"),
        ]
        try await check(ends)
    }

    @Test("storage commitment that fails holds a film; never, twice or for another's transaction it does not")
    func commitments() async throws {
        try await check(
            [
                End("commit-fails", 2, "held COMMITMENT_REFUSED"), End("commit-never", 0, "verified"),
                End("commit-twice", 0, "verified"), End("commit-other", 0, "verified"),
                End("commit-refused", 0, "verified"),
            ], listens: true)
    }

    private func check(_ ends: [End], listens: Bool = false) async throws {
        let scene = try await SmallScene(films: 3)
        do {
            // Most of the time is waiting: beside each other, as many archives on as many workspaces.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, end) in ends.enumerated() {
                    if number >= 6 { try await group.next() }
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
            end.mode, settings: limits + "listen_port: \(port)\n", copy: "BADPEER@127.0.0.1:\(peer.port)")
        let run = try await tool("run", "--until-idle")
        #expect(run.status == end.status, "\(end.mode) \(run.errors)")
        let states = try await scene.states(tool)
        #expect(states == Array(repeating: end.state, count: scene.films), "\(end.mode) \(run.errors)")
        await peer.stop()
    }
}
