import Archive
import DICOM
import Foundation
import PatientIndex
import Subprocess

/// An Orthanc of our own, for `demo` and for tests: made-up AE title, free ports, storage in a folder that
/// it is given, and proof that the one that answers is the one that was started.
package final class PrivateOrthanc: Sendable {
    /// The archive's name, and the folder that holds its storage, its index and its log.
    package let name: String
    package let folder: String
    /// Who may call it.
    let callingAETitle: String
    package let aeTitle: String
    package let dicomPort: Int
    /// REST on loopback, without a password: for counting and for a look into it.
    package let httpPort: Int
    private let options: Options
    private let process: PeerProcess

    /// What is out of the ordinary.
    package struct Options: Sendable {
        /// The archive's own certificate and key, and the authorities that it trusts: DICOM over TLS.
        var tls: TLSFiles?
        /// Where the caller listens, for C-MOVE and the answers of storage commitment.
        var callbackPort: Int?
        /// Whether C-GET is allowed.
        var allowGet = true
        /// Whether C-FIND is allowed.
        var allowFind = true
        /// How many patients it keeps; with one more the oldest is deleted.
        var maximumPatientCount: Int?
    }

    package var pid: Int32 { process.pid }
    var isRunning: Bool { process.isRunning }

    private init(
        _ settings: OrthancSettings, _ options: Options, folder: String, callingAETitle: String,
        process: PeerProcess
    ) {
        self.options = options
        self.name = settings.name
        self.folder = folder
        self.callingAETitle = callingAETitle
        self.aeTitle = settings.dicomAet
        self.dicomPort = settings.dicomPort
        self.httpPort = settings.httpPort
        self.process = process
    }

    /// Whether Orthanc is installed.
    static var isInstalled: Bool { PeerProcess.isInstalled("Orthanc") }

    /// Starts an archive in `folder`, which is made where it is not there, and waits until it serves. Films
    /// that the folder holds from before are there again.
    package static func start(
        folder: String, name: String, callingAETitle: String, options: Options = Options()
    ) async throws -> PrivateOrthanc {
        let letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
        let title = "FM" + String((0..<10).compactMap { _ in letters.randomElement() })
        // A free port is only free until another takes it.
        for _ in 0..<2 {
            let ports = ListeningPort.free(2)
            if ports.count == 2,
                let archive = try? await start(folder, name, title, ports, callingAETitle, options)
            {
                return archive
            }
        }
        return try await start(folder, name, title, ListeningPort.free(2), callingAETitle, options)
    }

    /// Starts it again where it was: same title, ports and films. The old one must have ended.
    func restarted() async throws -> PrivateOrthanc {
        try await Self.start(folder, name, aeTitle, [dicomPort, httpPort], callingAETitle, options)
    }

    private static func start(
        _ folder: String, _ name: String, _ title: String, _ ports: [Int], _ callingAETitle: String,
        _ options: Options
    ) async throws -> PrivateOrthanc {
        guard isInstalled else { throw PeerError.notInstalled("Orthanc", package: "orthanc") }
        let folder = URL(filePath: folder).path
        guard ports.count == 2 else { throw PeerError.noStart("Orthanc", folder) }
        for part in ["storage", "temporary"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
        }
        var caller = OrthancSettings.Modality(
            // Without a port of the caller's, nothing is moved or committed: Orthanc's own stands in.
            aet: callingAETitle, port: options.callbackPort ?? ports[0], allowGet: options.allowGet)
        caller.allowFind = options.allowFind
        caller.allowMove = options.callbackPort != nil
        caller.allowStorageCommitment = options.callbackPort != nil
        var settings = OrthancSettings(
            name: name, storageDirectory: "\(folder)/storage", indexDirectory: "\(folder)/storage",
            temporaryDirectory: "\(folder)/temporary", httpPort: ports[1], dicomAet: title,
            dicomPort: ports[0], dicomModalities: ["filmmigrate": caller])
        settings.maximumPatientCount = options.maximumPatientCount
        if let tls = options.tls {
            settings.dicomTlsEnabled = true
            settings.dicomTlsCertificate = tls.certificate
            settings.dicomTlsPrivateKey = tls.key
            settings.dicomTlsTrustedCertificates = tls.trusted
        }
        try settings.write(to: "\(folder)/orthanc.json")
        let process = try await PeerProcess.start(
            "Orthanc", ["--logfile=\(folder)/orthanc.log", "\(folder)/orthanc.json"])
        guard try await process.listens(on: ports, within: .seconds(120)) else {
            await process.kill()
            throw PeerError.noStart("Orthanc", folder)
        }
        return PrivateOrthanc(
            settings, options, folder: folder, callingAETitle: callingAETitle, process: process)
    }

    /// Whether the sockets that listen on both ports are this process's.
    package var ownsItsPorts: Bool {
        isRunning && ListeningPort.isHeld(dicomPort, by: pid) && ListeningPort.isHeld(httpPort, by: pid)
    }

    /// Ends it in order, or by SIGKILL after ten seconds.
    package func stop() async { await process.stop() }

    /// Ends it at once, as a power cut would.
    func kill() async { await process.kill() }

    /// Leaves it running after this process (`demo --keep`); `kill PID` stops it.
    package func detach() { process.detach() }

    /// The archive's own numbers of the films' instances that it holds: of all but test instances.
    package func instances() async throws -> [String] {
        let all = try JSONDecoder().decode([String].self, from: Data(await rest("GET", "instances").utf8))
        let tests = Set(try await testInstances())
        return all.filter { !tests.contains($0) }
    }

    /// The archive's own numbers of the test instances that it holds.
    func testInstances() async throws -> [String] {
        let query = #"{"Level":"Instance","Query":{"PatientID":"\#(TestInstance.patientID)"}}"#
        return try JSONDecoder().decode(
            [String].self, from: Data(await rest("POST", "tools/find", body: query).utf8))
    }

    /// One request to the archive's REST interface, by curl.
    @discardableResult
    func rest(_ method: String, _ path: String, body: String? = nil) async throws -> String {
        guard PeerProcess.isInstalled("curl") else { throw PeerError.silent(name) }
        let result = try await Subprocess.run(
            .name("curl"),
            arguments: Arguments(
                [
                    "--silent", "--fail", "--noproxy", "*", "--max-time", "30", "--request", method,
                    "http://127.0.0.1:\(httpPort)/\(path)",
                ] + (body.map { ["--data", $0] } ?? [])),
            environment: PeerProcess.environment, output: .string(limit: 1 << 24), error: .discarded)
        guard result.terminationStatus.isSuccess else { throw PeerError.silent(name) }
        return result.standardOutput
    }
}
