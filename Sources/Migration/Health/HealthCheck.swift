import DICOM
import Digitise
import FilmModel
import Foundation
import Glibc
import MigrationQueue

/// Looks at everything that the pipeline depends on, and goes on after a fault, so that one look tells all.
package struct HealthCheck {
    let path: String
    let factory: any StoreFactory

    package init(
        path: String, factory: any StoreFactory
    ) {
        self.path = path
        self.factory = factory
    }

    /// Oldest libraries that this program is tested with (Debian 12).
    static let oldestDCMTK = [3, 6, 7]
    static let oldestLibTIFF = [4, 5, 0]
    static let oldestSQLite = [3, 40, 0]
    /// Free disk space, in bytes, below which a warning is due.
    static let leastFree = 2 << 30

    package func checks() async -> [Check] {
        var checks = libraries()
        checks += folders()
        guard let workspace = openWorkspace(&checks) else { return checks }
        guard let stores = openLedger(workspace, &checks) else { return checks }
        checks += await ledger(stores)
        checks += await archives(workspace, stores)
        return checks
    }

    private func libraries() -> [Check] {
        var checks = [
            version("DCMTK", DICOMLibrary.version, Self.oldestDCMTK, package: "libdcmtk17"),
            version("libtiff", TIFFLibrary.version, Self.oldestLibTIFF, package: "libtiff6"),
            version("SQLite", factory.libraryVersion, Self.oldestSQLite, package: "libsqlite3-0"),
        ]
        do {
            // The limits of the workspace, where it has any: doctor waits as long as `run` would.
            let settings = (try? Settings.read(path + "/" + Settings.fileName)) ?? Settings()
            try DICOMLibrary.start(
                connectSeconds: UInt32(settings.connectSeconds), socketSeconds: UInt32(settings.dimseSeconds))
        } catch {
            checks.append(.fault("DICOM dictionary", error))
        }
        return checks
    }

    private func version(_ library: String, _ found: String, _ oldest: [Int], package: String) -> Check {
        let parts = found.split(separator: ".").map { Int($0.prefix(while: \.isNumber)) ?? 0 }
        let wanted = oldest.map(String.init).joined(separator: ".")
        guard !parts.isEmpty, !parts.lexicographicallyPrecedes(oldest) else {
            return .fault(
                library, "version \(found.isEmpty ? "unknown" : found) is older than \(wanted)",
                remedy: "`apt-get install \(package)` on Debian 12 or newer", .wrongConfiguration)
        }
        return .ok(library, "version \(found)")
    }

    private func folders() -> [Check] {
        var checks: [Check] = []
        for folder in ["", "/inbox", "/outbox", "/plans", "/scans"] {
            let place = path + folder
            guard FileManager.default.fileExists(atPath: place) else {
                checks.append(
                    .fault(
                        "folder", "\(place) is missing", remedy: "`filmmigrate init` makes it",
                        .wrongConfiguration))
                continue
            }
            if !Self.isWritable(place) {
                checks.append(
                    .fault(
                        "folder", "\(place) can't be written",
                        remedy: "give this account the right to write there, or free space on its disk",
                        .inputOutput))
            }
        }
        if checks.isEmpty { checks.append(.ok("workspace", "\(path) can be written")) }
        return checks + [space(), sameDisk()].compactMap(\.self)
    }

    /// Writes for real: permission bits say nothing of a full or read-only disk, or to root.
    private static func isWritable(_ folder: String) -> Bool {
        let probe = URL(filePath: "\(folder)/.doctor-\(getpid())")
        defer { try? FileManager.default.removeItem(at: probe) }
        return (try? Data("probe".utf8).write(to: probe)) != nil
    }

    private func space() -> Check? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue else { return nil }
        let text = "\(free >> 20) MiB free"
        guard free < Self.leastFree else { return .ok("disk", text) }
        return .warning("disk", text, remedy: "free space: scans in custody and the ledger need it")
    }

    /// A rename from the inbox is atomic only inside one file system.
    private func sameDisk() -> Check? {
        func device(_ folder: String) -> UInt64? {
            var status = stat()
            return unsafe stat(path + folder, &status) == 0 ? UInt64(status.st_dev) : nil
        }
        guard let inbox = device("/inbox"), let scans = device("/scans"), inbox != scans else { return nil }
        return .warning(
            "inbox", "inbox and scans lie on different file systems: scans are copied, not linked",
            remedy: "put both on one file system")
    }

    private func openWorkspace(_ checks: inout [Check]) -> Workspace? {
        do {
            let workspace = try Workspace(at: path, factory)
            checks.append(.ok("settings", "\(Settings.fileName) is sound"))
            return workspace
        } catch {
            checks.append(.fault("settings", error))
            return nil
        }
    }

    private func openLedger(_ workspace: Workspace, _ checks: inout [Check]) -> Stores? {
        do { return try workspace.open() } catch {
            checks.append(.fault("ledger", error))
            return nil
        }
    }
}
