import DICOM
import Foundation

@testable import Community
@testable import filmmigrate

/// A certificate authority of a test's own, made by openssl.
struct TestAuthority {
    let folder: String
    let name: String

    var certificate: String { "\(folder)/\(name).pem" }

    /// Makes the authority's key and certificate.
    init(_ folder: String, name: String = "authority") async throws {
        self.folder = folder
        self.name = name
        try await Self.openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "\(folder)/\(name).key", "-out",
            "\(folder)/\(name).pem", "-days", "30", "-subj", "/CN=\(name)")
    }

    /// Issues a certificate for a host, with a key of its own; trusted is this authority.
    func issue(_ holder: String, host: String = "IP:127.0.0.1", days: Int = 30) async throws -> TLSFiles {
        let path = "\(folder)/\(holder)"
        try await Self.openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "\(path).key", "-out", "\(path).csr", "-subj",
            "/CN=\(holder)", "-addext", "subjectAltName=\(host)")
        try await Self.openssl(
            "x509", "-req", "-in", "\(path).csr", "-CA", certificate, "-CAkey", "\(folder)/\(name).key",
            "-CAcreateserial", "-out", "\(path).pem", "-days", String(days), "-copy_extensions", "copy")
        return TLSFiles(certificate: "\(path).pem", key: "\(path).key", trusted: certificate)
    }

    private static func openssl(_ arguments: String...) async throws {
        guard try await OutsideTool.run("openssl", arguments).succeeded else {
            throw PeerError(message: "openssl \(arguments[0]) failed", remedy: "see its help")
        }
    }
}
