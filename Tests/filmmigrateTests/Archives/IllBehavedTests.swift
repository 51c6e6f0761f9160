import DICOM
import FilmModel
import Testing

@testable import Archive
@testable import Community
@testable import filmmigrate

@Suite(
    "An archive that misbehaves ends in the right outcome, within its limits",
    .enabled(if: IllBehavedPeer.python != nil))
struct IllBehavedTests {
    /// What comes of one call, without the words.
    enum End: Sendable, Hashable {
        case stored, found, misplaced, refused, unavailable, failed
        case equal, absent, differs

        init(_ outcome: SendOutcome) {
            self =
                switch outcome {
                case .stored: .stored
                case .found: .found
                case .misplaced: .misplaced
                case .refused: .refused
                case .unavailable: .unavailable
                case .failed: .failed
                }
        }

        init(_ answer: ReadBack) {
            self =
                switch answer {
                case .equal, .followed: .equal
                case .absent: .absent
                case .differs: .differs
                case .failed: .failed
                case .unavailable: .unavailable
                }
        }
    }

    /// Runs the calls against a peer of a mode, on one link and one thread, and measures how long they take.
    private func against(
        _ mode: String, rows: Int = 64, isKnown: Bool = true,
        _ calls: @escaping @Sendable (ArchiveLink, SampleInstance) -> [End]
    ) async throws -> (ends: [End], seconds: Double) {
        let peer = try await IllBehavedPeer.start(mode)
        let destination = try await peer.destination(isKnown: isKnown)
        let start = ContinuousClock.now
        let ends = try await offPool {
            let instance = try SampleInstance(rows: rows)
            return calls(ArchiveLink(destination), instance)
        }
        let seconds = (.now - start) / .seconds(1)
        await peer.stop()
        return (ends, seconds)
    }

    @Test(
        "one that is only slow to give does not refuse to: no run stops for it",
        arguments: [
            ("mute-always-get", DICOMError.Code.associationLost), ("aborts-get", .notAccepted),
        ])
    func slowToGive(mode: String, code: DICOMError.Code) async throws {
        let peer = try await IllBehavedPeer.start(mode)
        let destination = try await peer.destination(isKnown: false)
        let error = await #expect(throws: DICOMError.self) {
            try await offPool { _ = try ArchiveProof(destination) }
        }
        #expect(
            error?.code == code && error?.mayPass == (code == .associationLost),
            "\(String(describing: error))")
        await peer.stop()
    }

    @Test("one that behaves takes an instance once and gives it back, first proved or not")
    func behaves() async throws {
        for isKnown in [true, false] {
            let result = try await against("behaves", isKnown: isKnown) { link, instance in
                [
                    End(link.readBack(instance.expected)),
                    End(link.send(instance.dataset, instance.expected, askFirst: true)),
                    End(link.send(instance.dataset, instance.expected, askFirst: true)),
                    End(link.readBack(instance.expected)),
                ]
            }
            #expect(result.ends == [.absent, .stored, .found, .equal])
        }
    }

    @Test(
        "mute, slow, cutting or refusing: the film is not to blame, and the limits hold",
        arguments: [
            "mute-connect", "mute-store", "drips", "drips-answer", "cuts-object", "rejects", "rejects-caller",
            "full",
            "no-contexts", "status-A700", "status-A7FF", "status-0122", "status-0124",
        ])
    func unavailable(mode: String) async throws {
        let result = try await against(mode, rows: 2048) { link, instance in
            [End(link.send(instance.dataset, instance.expected, askFirst: false))]
        }
        #expect(result.ends == [.unavailable], "\(mode)")
        #expect(result.seconds < 20, "\(mode)")
    }

    @Test("one that reads by drips is given up when the operation has taken its time")
    func dripping() async throws {
        // 8 MB: more than the sockets hold.
        let result = try await against("drips-object", rows: 8192) { link, instance in
            [End(link.send(instance.dataset, instance.expected, askFirst: false))]
        }
        #expect(result.ends == [.unavailable])
        #expect(result.seconds < 40)
    }

    @Test(
        "a status means what its class says",
        arguments: [
            ("status-0000", End.stored), ("status-B000", .stored), ("status-B006", .stored),
            ("status-B007", .stored), ("status-A900", .refused), ("status-A9FF", .refused),
            ("status-C000", .refused), ("status-CFFF", .refused), ("status-0110", .failed),
            ("status-0111", .failed), ("status-0119", .failed), ("status-FE00", .failed),
            ("duplicate-kept", .found),
        ])
    func statuses(mode: String, end: End) async throws {
        let result = try await against(mode) { link, instance in
            [End(link.send(instance.dataset, instance.expected, askFirst: false))]
        }
        #expect(result.ends == [end], "\(mode)")
    }

    @Test("out of resources for a while: nothing is charged, and it goes on when the while is over")
    func busy() async throws {
        let result = try await against("busy") { link, instance in
            (0..<3).map { _ in End(link.send(instance.dataset, instance.expected, askFirst: false)) } + [
                End(link.readBack(instance.expected))
            ]
        }
        #expect(result.ends == [.unavailable, .unavailable, .stored, .equal])
    }

    @Test(
        "after an end that leaves it open the archive is asked before a byte is sent again",
        arguments: ["mute-after-keeping", "cut-after-keeping"])
    func unclear(mode: String) async throws {
        let result = try await against(mode) { link, instance in
            [
                End(link.send(instance.dataset, instance.expected, askFirst: false)),
                End(link.readBack(instance.expected)),
            ]
        }
        #expect(result.ends == [.found, .equal], "\(mode)")
        #expect(result.seconds < 20, "\(mode)")
    }

    @Test(
        "what is given back is compared, and nothing but the same is equal",
        arguments: [
            ("flips", End.differs), ("truncates", .differs), ("no-pixels", .differs),
            ("other-patient", .differs), ("other-side", .differs), ("other-instance", .differs),
            ("gives-twice", .differs), ("keeps-old", .differs), ("forgetful", .absent),
            ("get-A701", .unavailable), ("get-C000", .failed), ("mute-get", .unavailable),
        ])
    func readBack(mode: String, end: End) async throws {
        let result = try await against(mode) { link, instance in
            [
                End(link.send(instance.dataset, instance.expected, askFirst: false)),
                End(link.readBack(instance.expected)),
            ]
        }
        #expect(result.ends == [.stored, end], "\(mode)")
        #expect(result.seconds < 20, "\(mode)")
    }

    @Test(
        "a C-FIND that lies harms nobody",
        arguments: [
            ("find-denies", [End.stored, .stored, .equal]), ("find-claims", [.found, .found, .absent]),
            ("find-others", [.stored, .found, .equal]),
            ("find-other-patient", [.stored, .misplaced, .equal]),
            ("find-twice", [.stored, .misplaced, .equal]),
            ("find-A700", [.unavailable, .unavailable, .absent]),
            ("mute-find", [.unavailable, .unavailable, .absent]),
        ])
    func finds(mode: String, ends: [End]) async throws {
        let result = try await against(mode) { link, instance in
            [
                End(link.send(instance.dataset, instance.expected, askFirst: true)),
                End(link.send(instance.dataset, instance.expected, askFirst: true)),
                End(link.readBack(instance.expected)),
            ]
        }
        #expect(result.ends == ends, "\(mode)")
        #expect(result.seconds < 30, "\(mode)")
    }

    @Test("links to an archive that is away know it of each other, for a minute at most")
    func away() async throws {
        let port = try #require(ListeningPort.free(1).first)
        let destination = Destination(
            name: "away",
            peer: Peer(callingAETitle: "FILMMIGRATE", calledAETitle: "AWAY", host: "127.0.0.1", port: port),
            identity: "1.2.3 AWAY")
        let ends = try await offPool {
            let instance = try SampleInstance()
            let first = ArchiveLink(destination)
            let second = ArchiveLink(destination)
            let before = second.isAway
            let end = End(first.send(instance.dataset, instance.expected, askFirst: false))
            return (before, end, second.isAway)
        }
        #expect(ends == (false, .unavailable, true))
        #expect(!destination.health.isAway(at: .now + .seconds(60)))
    }
}
