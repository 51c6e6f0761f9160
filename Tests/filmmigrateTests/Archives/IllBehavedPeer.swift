import DICOM
import Foundation
import Testing

@testable import Archive
@testable import Community
@testable import filmmigrate

/// An archive that misbehaves in one way: Tests/peers/peer.py, on pynetdicom.
final class IllBehavedPeer: Sendable {
    let port: Int
    private let process: PeerProcess

    /// The Python that has pynetdicom: FILMMIGRATE_PEERS_PYTHON, or the environment that scripts/test makes.
    static let python: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let own = root.appending(path: ".build/peers/bin/python").path(percentEncoded: false)
        let named = ProcessInfo.processInfo.environment["FILMMIGRATE_PEERS_PYTHON"]
        return [named, own].compactMap(\.self).first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "peers/peer.py")
        .path(percentEncoded: false)

    private init(port: Int, process: PeerProcess) {
        self.port = port
        self.process = process
    }

    /// `callbackPort` is where it reports on storage commitment or passes on what it gets; `port` is a free one unless
    /// given.
    static func start(
        _ mode: String, port wanted: Int? = nil, callbackPort: Int = 0
    ) async throws -> IllBehavedPeer {
        let python = try #require(python)
        // A port found free can be somebody's outgoing connection by the time that Python has come up.
        for _ in 1...3 {
            let port = try #require(wanted ?? ListeningPort.free(1).first)
            let process = try await PeerProcess.start(
                "env", [python, script, String(port), mode, String(callbackPort)])
            if try await process.listens(on: [port], within: .seconds(60)) {
                return IllBehavedPeer(port: port, process: process)
            }
            await process.kill()
        }
        throw PeerError(
            message: "the peer \(mode) does not listen", remedy: "run Tests/peers/peer.py by hand and see why"
        )
    }

    /// Who pynetdicom says that it is; found out once, from one that behaves.
    static let identity = Task { () async throws -> String in
        let peer = try await start("behaves")
        let address = peer.address
        let identity = try await offPool {
            try Association(
                address, [PresentationContext(UID.verification, UID.implicitVRLittleEndian)]
            ).identity()
        }
        await peer.stop()
        return identity
    }

    /// With limits that a test can wait for.
    var address: Peer {
        Peer(
            callingAETitle: "FILMMIGRATE", calledAETitle: "BADPEER", host: "127.0.0.1", port: port,
            acseSeconds: 2, dimseSeconds: 2, operationSeconds: 4)
    }

    /// A link to it; `isKnown` takes the archive as proved.
    func destination(isKnown: Bool = true) async throws -> Destination {
        Destination(
            name: "peer", peer: address, identity: isKnown ? try await Self.identity.value : nil)
    }

    func stop() async { await process.kill() }
}

/// Runs blocking calls on a thread of their own.
func offPool<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { done in
        Thread { done.resume(with: Result { try body() }) }.start()
    }
}
