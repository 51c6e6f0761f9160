import DICOM
import FilmModel
import Foundation
import Testing

@testable import Archive
@testable import Community
@testable import filmmigrate

@Suite(
    "DICOM over TLS, both ways authenticated",
    .enabled(
        if: PrivateOrthanc.isInstalled && PeerProcess.isInstalled("storescp")
            && OutsideTool.isInstalled("openssl")))
struct TLSTests {
    /// An archive that only stores, over TLS, with a certificate of its own.
    private func receiver(_ files: TLSFiles, folder: String) async throws -> (process: PeerProcess, port: Int)
    {
        let port = try #require(ListeningPort.free(1).first)
        let process = try await PeerProcess.start(
            "storescp",
            [
                "-aet", "RECEIVER", "--ignore", "+tls", files.key, files.certificate, "+cf", files.trusted,
                "+pz",
                String(port),
            ])
        #expect(try await process.listens(on: [port], within: .seconds(60)))
        return (process, port)
    }

    private func call(_ port: Int, _ files: TLSFiles, host: String = "127.0.0.1") async throws -> String {
        try await offPool {
            _ = SampleInstance.library
            let peer = Peer(
                callingAETitle: "FILMMIGRATE", calledAETitle: "RECEIVER", host: host, port: port,
                acseSeconds: 3, dimseSeconds: 5, operationSeconds: 10, tls: files)
            let association = try Association(
                peer, PresentationContext.uncompressed([UID.secondaryCaptureImageStorage]))
            let instance = try SampleInstance(rows: 2048)
            guard try association.store(instance.dataset).status == 0 else { return "not stored" }
            return try association.identity()
        }
    }

    @Test("an instance goes through the extended BCP 195 profile, and the certificate's fingerprint is known")
    func stored() async throws {
        let folder = try TemporaryFolder()
        let authority = try await TestAuthority(folder.path)
        let own = try await authority.issue("own")
        let theirs = try await authority.issue("archive")
        let archive = try await receiver(theirs, folder: folder.path)
        let identity = try await call(archive.port, own)
        await archive.process.stop()
        let printed = try await OutsideTool.run(
            "openssl", ["x509", "-in", theirs.certificate, "-noout", "-fingerprint", "-sha256"]
        ).output
        let digits = try #require(printed.split(separator: "=").last).filter(\.isHexDigit).lowercased()
        #expect(identity.hasSuffix(" sha256:\(digits)"))
    }

    @Test("a certificate that is not good is named, and nothing is sent")
    func faults() async throws {
        let folder = try TemporaryFolder()
        let authority = try await TestAuthority(folder.path)
        let stranger = try await TestAuthority(folder.path, name: "stranger")
        let own = try await authority.issue("own")
        let good = try await authority.issue("archive")
        var trusting = try await stranger.issue("unknown")
        trusting.trusted = authority.certificate
        var foreign = try await stranger.issue("foreign")
        foreign.trusted = authority.certificate
        var mixed = own
        mixed.key = good.key
        var none = own
        none.certificate = "\(folder.path)/none.pem"
        let cases: [(theirs: TLSFiles, ours: TLSFiles, fault: TLSFault)] = [
            (try await authority.issue("expired", days: -1), own, .expired),
            (try await authority.issue("other", host: "DNS:other.example"), own, .wrongName),
            (trusting, own, .unknownAuthority), (good, foreign, .oursUnknownAuthority),
            (good, mixed, .ourPair), (good, none, .ourCertificate),
            (good, try await authority.issue("past", days: -1), .oursExpired),
        ]
        for (theirs, ours, fault) in cases {
            let archive = try await receiver(theirs, folder: folder.path)
            do {
                let answer = try await call(archive.port, ours)
                Issue.record("\(fault): \(answer)")
            } catch let error as DICOMError {
                #expect(error.code == .tls(fault), "\(fault): \(error.message)")
            }
            await archive.process.stop()
        }
    }

    @Test("a peer that is mute in the handshake, or speaks no TLS, is given up within the limit")
    func mute() async throws {
        let folder = try TemporaryFolder()
        let own = try await TestAuthority(folder.path).issue("own")
        guard IllBehavedPeer.python != nil else { return }
        for mode in ["mute-connect", "behaves"] {
            let peer = try await IllBehavedPeer.start(mode)
            let start = ContinuousClock.now
            await #expect(throws: DICOMError.self) { try await call(peer.port, own) }
            #expect(.now - start < .seconds(10), "\(mode)")
            await peer.stop()
        }
    }

    @Test("a whole run into an archive over TLS; a new certificate stops the next, until it is accepted")
    func wholeRun() async throws {
        let scene = try await Scene(seed: 407)
        let tls = scene.folder.path + "/tls"
        try FileManager.default.createDirectory(atPath: tls, withIntermediateDirectories: true)
        let authority = try await TestAuthority(tls)
        let own = try await authority.issue("own")
        let archive = try await PrivateOrthanc.start(
            folder: scene.folder.path + "/secure", name: "secure", callingAETitle: "FILMMIGRATE",
            options: .init(tls: try await authority.issue("archive")))
        do {
            let tool = try await scene.workspace(archives: false)
            let address = "\(archive.aeTitle)@127.0.0.1:\(archive.dicomPort)"
            #expect(try await tool("archive", "add", "secure", address, "--tls").status == 0)
            let unset = try await tool("archive", "test", "secure")
            #expect(unset.status == 78 && unset.errors.contains("tls_certificate"), "\(unset.errors)")
            let settings = """
                tls_certificate: \(own.certificate)
                tls_key: \(own.key)
                tls_trusted: \(own.trusted)

                """
            try Data(settings.utf8).write(to: URL(filePath: tool.workspace + "/filmmigrate.yaml"))
            let tested = try await tool("archive", "test", "secure")
            #expect(tested.status == 0 && tested.output.contains("sha256:"), "\(tested.errors)")
            _ = try await tool("intake", scene.bags[0])
            let run = try await tool("run", "--until-idle")
            #expect([0, 2].contains(run.status), "\(run.errors)")
            let batch = scene.expectations[0].batch
            try await scene.expectEachOnce(
                archive,
                times: scene.expectations.filter { $0.batch == batch && $0.state == .verified }.count)
            // The same name and authority, another key.
            await archive.stop()
            _ = try await authority.issue("archive")
            let renewed = try await archive.restarted()
            let stopped = try await tool("run", "--until-idle")
            #expect(stopped.status == 78 && stopped.errors.contains("--accept-identity"), "\(stopped.errors)")
            #expect(try await tool("archive", "test", "secure", "--accept-identity").status == 0)
            #expect([0, 2].contains(try await tool("run", "--until-idle").status))
            // What `doctor` says of each certificate that the archive may come up with; ours ends soon all along.
            let stranger = try await TestAuthority(tls, name: "stranger")
            var last = renewed
            for (issuer, host, days, words) in [
                (authority, "IP:127.0.0.1", 5, "its certificate ends at"),
                (authority, "IP:127.0.0.1", -1, "has expired"),
                (authority, "DNS:other.example", 30, "made out to another host"),
                (stranger, "IP:127.0.0.1", 30, "from no authority that is trusted here"),
            ] {
                await last.stop()
                _ = try await issuer.issue("archive", host: host, days: days)
                last = try await last.restarted()
                if days == 5 {
                    #expect(try await tool("archive", "test", "secure", "--accept-identity").status == 0)
                }
                let doctor = try await tool("doctor")
                #expect(doctor.output.contains(words), "\(words): \(doctor.output)")
                #expect((doctor.status == 0) == (days == 5), "\(words)")
                #expect(doctor.output.contains("ours ends at"), "\(doctor.output)")
            }
            _ = try await authority.issue("own", days: -1)
            let ended = try await tool("doctor")
            #expect(ended.status == 78 && ended.output.contains("ours has ended at"), "\(ended.output)")
            try Data("none".utf8).write(to: URL(filePath: own.certificate))
            #expect(try await tool("doctor").output.contains("can't be read as a certificate"))
            await last.stop()
        } catch {
            await archive.kill()
            await scene.close()
            throw error
        }
        await scene.close()
    }
}
