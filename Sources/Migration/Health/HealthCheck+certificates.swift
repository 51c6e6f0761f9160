import DICOM
import FilmModel
import MigrationQueue

extension HealthCheck {
    /// Whether a certificate ends within the days that renewing one takes.
    static func isNear(_ end: Timestamp) -> Bool { end < Timestamp.now().adding(seconds: 30 * 86_400) }

    /// Our own certificate, where an archive or our port is used over TLS.
    func ownCertificate(_ workspace: Workspace, _ records: [DestinationRecord]) -> [Check] {
        guard workspace.settings.listensOverTLS || records.contains(where: \.tls) else { return [] }
        let remedy = "renew the certificate and set `tls_certificate` and `tls_key`"
        do {
            let files = try workspace.tlsFiles()
            guard let end = files.certificateEnd() else {
                return [
                    .fault(
                        "certificate", "\(files.certificate) can't be read as a certificate in PEM form",
                        remedy: "check `tls_certificate`", .wrongConfiguration)
                ]
            }
            if end < Timestamp.now() {
                return [
                    .fault("certificate", "ours has ended at \(end)", remedy: remedy, .wrongConfiguration)
                ]
            }
            return Self.isNear(end)
                ? [.warning("certificate", "ours ends at \(end)", remedy: remedy)]
                : [.ok("certificate", "ours holds until \(end)")]
        } catch {
            return [.fault("certificate", error)]
        }
    }
}
