import Archive
package import DICOM
import Duplicates
import FilmModel
import Foundation
package import MigrationQueue
import PatientIndex

/// A folder with everything of one installation: settings, ledger, inbox, outbox, the scans in custody and
/// the plans.
package struct Workspace: Sendable {
    package let path: String
    package let settings: Settings
    private let factory: any StoreFactory

    var ledgerPath: String { path + "/ledger.sqlite" }
    /// Canonical pictures of the films: nothing that could not be made again from the scans.
    var portraitsPath: String { path + "/portraits.sqlite" }
    var inbox: String { path + "/inbox" }
    package var outbox: String { path + "/outbox" }
    var plans: String { path + "/plans" }
    package var lockPath: String { path + "/run.lock" }
    /// Which films a run has in hand: outlives the process, not the machine.
    var handPath: String { path + "/run.hand" }
    /// Folder of the scans in custody, relative to the workspace.
    static let custody = "scans"

    /// Folders of the workspace's own.
    static let folders = ["inbox", "outbox", "plans", custody]

    /// Opens a workspace that `init` has made.
    package init(at path: String, _ factory: any StoreFactory) throws {
        self.factory = factory
        self.path = Self.absolute(path)
        guard FileManager.default.fileExists(atPath: self.path + "/ledger.sqlite") else {
            throw WorkspaceError.notAWorkspace(self.path)
        }
        settings = try Settings.read(self.path + "/" + Settings.fileName)
    }

    /// Makes a workspace; what is there already stays as it is. True where it was made new.
    package static func create(at path: String, _ factory: any StoreFactory) throws -> Bool {
        let root = absolute(path)
        let files = FileManager.default
        let isNew = !files.fileExists(atPath: root + "/ledger.sqlite")
        let scans = (try? files.contentsOfDirectory(atPath: "\(root)/\(custody)")) ?? []
        guard !isNew || scans.isEmpty else { throw WorkspaceError.lostLedger(root) }
        do {
            // It will hold labels and the index: for this account alone.
            if !files.fileExists(atPath: root) {
                try files.createDirectory(
                    atPath: root, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            for folder in [""] + folders.map({ "/" + $0 }) {
                try files.createDirectory(atPath: root + folder, withIntermediateDirectories: true)
            }
            if !files.fileExists(atPath: root + "/" + Settings.fileName) {
                try Data(Settings.template.utf8).write(
                    to: URL(filePath: root + "/" + Settings.fileName), options: .atomic)
            }
        } catch {
            throw WorkspaceError.cannotWrite(root)
        }
        try factory.create(at: root)
        for name in (try? files.contentsOfDirectory(atPath: root)) ?? []
        where name.hasPrefix("ledger.") || name.hasPrefix("portraits.") {
            try? files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: root + "/" + name)
        }
        return isNew
    }

    /// Opens what the workspace keeps.
    package func open() throws -> Stores { try factory.open(at: path, urgentDays: settings.urgentDays) }

    /// The address of a registered archive, with this workspace's name and limits. Throws where the archive is
    /// called over TLS and a file for that is not set.
    func peer(_ record: DestinationRecord) throws(WorkspaceError) -> Peer {
        Peer(
            callingAETitle: settings.callingAETitle, calledAETitle: record.aeTitle, host: record.host,
            port: record.port, acseSeconds: UInt32(settings.acseSeconds),
            dimseSeconds: UInt32(settings.dimseSeconds),
            operationSeconds: UInt32(settings.dimseSeconds) * 10, tls: record.tls ? try tlsFiles() : nil)
    }

    /// Starts to listen for archives, where the settings say so. Throws `DICOMError` where the port is taken.
    package func listener(for records: [DestinationRecord]) throws -> StoreListener? {
        guard settings.listenPort != 0 else { return nil }
        var listening = StoreListener.Settings(
            aeTitle: settings.callingAETitle, port: settings.listenPort,
            callers: Set(records.map(\.aeTitle)), tls: settings.listensOverTLS ? try tlsFiles() : nil)
        listening.acseSeconds = UInt32(settings.acseSeconds)
        listening.dimseSeconds = UInt32(settings.dimseSeconds)
        listening.operationSeconds = UInt32(settings.dimseSeconds) * 10
        return try StoreListener(listening)
    }

    /// A registered archive as delivery and proof see it.
    func destination(
        _ record: DestinationRecord, identity: String?, listener: StoreListener? = nil
    ) throws -> Destination {
        let destination = Destination(
            name: record.name, peer: try peer(record), identity: identity, listener: listener,
            moveTitle: settings.listenPort == 0 ? nil : settings.callingAETitle,
            preference: SyntaxPreference(record.transferSyntax) ?? .fixed(.explicit))
        destination.pace.limit(bytesPerSecond: record.bytesPerSecond)
        return destination
    }

    /// What calls and answers over TLS need. Throws where a file for that is not set.
    func tlsFiles() throws(WorkspaceError) -> TLSFiles {
        func file(_ setting: String, _ key: String) throws(WorkspaceError) -> String {
            guard !setting.isEmpty else {
                throw .badSetting(path + "/" + Settings.fileName, "TLS is asked for and \(key) is not set")
            }
            return setting.hasPrefix("/") ? setting : path + "/" + setting
        }
        return TLSFiles(
            certificate: try file(settings.tlsCertificate, "tls_certificate"),
            key: try file(settings.tlsKey, "tls_key"),
            trusted: try file(settings.tlsTrusted, "tls_trusted"),
            extended: settings.tlsProfile == .extended)
    }

    /// Sets DCMTK's process-wide limits; once, before the first association.
    package func startDICOM() throws(DICOMError) {
        try DICOMLibrary.start(
            connectSeconds: UInt32(settings.connectSeconds), socketSeconds: UInt32(settings.dimseSeconds))
    }

    package static func absolute(_ path: String) -> String {
        URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL.path(percentEncoded: false)
            .droppingTrailingSlash
    }
}

extension String {
    fileprivate var droppingTrailingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
