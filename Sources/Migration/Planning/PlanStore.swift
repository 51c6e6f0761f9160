package import BenefitPlan
package import FilmModel
import Foundation

/// The plans of a workspace: each import a numbered folder of its own with who, when and why, the highest is
/// in force. Signatures, confirmations and used days stand beside them, one file each, never changed.
package struct PlanStore {
    private let root: String

    package init(_ workspace: Workspace) { root = workspace.plans }

    /// What an import came to.
    package struct Taken {
        package let plan: Plan
        package let version: PlanVersion
        /// False where the plan in force says the same already.
        package let isNew: Bool
        /// What was not read, and what a reader should know.
        package var remarks: [PlanRemark] = []
        /// The version in force before, where it said the same and can't be read any longer.
        package var broken: Int?
    }

    /// Checks a folder of plan files and takes it in as the next version, all or nothing. The plan that is in
    /// force already is not taken again.
    package func take(_ folder: String, by: String, reason: String?, at: Timestamp) throws -> Taken {
        let given = try PlanFolder(folder)
        let (plan, strange): (Plan, [PlanRemark])
        do { (plan, strange) = try PlanImporter.readWithRemarks(files: given.files) } catch {
            throw error.adding(given.remarks)
        }
        let remarks = given.remarks + strange
        let digest = PlanRecords(plan).digest
        var broken: Int?
        if let last = try versions().last, last.digest == digest {
            // What is kept must still be what was imported: else the plan is taken again.
            if let kept = try? self.plan(last.version), PlanRecords(kept).digest == digest {
                return Taken(plan: plan, version: last, isNew: false, remarks: remarks)
            }
            broken = last.version
        }
        var number = (numbers.last ?? 0) + 1
        let staged = "\(root)/.taking-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: staged, withIntermediateDirectories: true)
            for (name, data) in given.files {
                try data.write(to: URL(filePath: staged + "/" + name), options: .atomic)
            }
            while true {
                let version = PlanVersion(
                    version: number, importedAt: at, by: by, reason: reason, digest: digest)
                try Data(try JSONDocument.text(version).utf8).write(
                    to: URL(filePath: staged + "/" + Self.versionFile), options: .atomic)
                // Another import may have taken the number: then the next one is ours.
                if FileManager.default.fileExists(atPath: path(of: number)) {
                    number += 1
                    continue
                }
                try FileManager.default.moveItem(atPath: staged, toPath: path(of: number))
                return Taken(
                    plan: plan, version: version, isNew: true, remarks: remarks, broken: broken)
            }
        } catch {
            try? FileManager.default.removeItem(atPath: staged)
            throw WorkspaceError.cannotWrite(root)
        }
    }

    /// The plan in force.
    package func current() throws -> (plan: Plan, version: PlanVersion) {
        guard let version = try versions().last else {
            throw WorkspaceError.notFound("no plan was imported yet", remedy: "`filmmigrate plan import DIR`")
        }
        return (try plan(version.version), version)
    }

    /// The plan that was in force at the end of a day; the one in force now where none was yet, with a remark.
    func inForce(on day: CalendarDay) throws -> (plan: Plan, version: PlanVersion, remark: String?) {
        let versions = try versions()
        if let version = versions.last(where: { $0.importedAt.londonDay <= day.description }) {
            return (try plan(version.version), version, nil)
        }
        let (plan, version) = try current()
        return (
            plan, version,
            "No plan was in force on \(day.text): the figures are held against version \(version.version), "
                + "imported on \(version.importedAt.londonDay)."
        )
    }

    /// One version's plan.
    package func plan(_ number: Int) throws -> Plan {
        guard numbers.contains(number) else {
            throw WorkspaceError.notFound(
                "there is no plan version \(number)", remedy: "see `filmmigrate plan versions`")
        }
        return try PlanImporter.readKept(files: try PlanFolder(path(of: number)).files)
    }

    /// All versions, the oldest first. A folder without its slip of paper was imported before there were any.
    package func versions() throws -> [PlanVersion] {
        try numbers.map { number in
            let file = path(of: number) + "/" + Self.versionFile
            if let data = FileManager.default.contents(atPath: file) {
                do { return try JSONDecoder().decode(PlanVersion.self, from: data) } catch {
                    throw WorkspaceError.notFound(
                        "\(file) can't be read", remedy: "restore it from the workspace's backup")
                }
            }
            let modified = try? FileManager.default.attributesOfItem(atPath: path(of: number))[
                .modificationDate]
            let seconds = (modified as? Date)?.timeIntervalSince1970 ?? 0
            return PlanVersion(
                version: number, importedAt: Timestamp(milliseconds: Int64(seconds * 1000)), by: "unknown",
                reason: nil, digest: PlanRecords(try plan(number)).digest)
        }
    }

    // MARK: Signatures, confirmations and used days

    package func sign(_ signature: PlanSignature) throws { try append(signature, to: "signatures") }

    package func signatures() throws -> [PlanSignature] { try entries("signatures") }

    package func confirm(_ confirmation: BenefitConfirmation) throws {
        try append(confirmation, to: "confirmations")
    }

    package func confirmations() throws -> [BenefitConfirmation] { try entries("confirmations") }

    package func use(_ days: DayUseEntry) throws { try append(days, to: "days-used") }

    package func daysUsed() throws -> [DayUseEntry] { try entries("days-used") }

    /// Adds a numbered file that nobody writes again; of two writers at once each gets a number.
    private func append(_ entry: some Encodable, to kind: String) throws {
        let folder = root + "/" + kind
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            // Whole and on the disk before it has its number: no reader, and no power cut, leaves half an entry.
            let staged = "\(folder)/.adding-\(UUID().uuidString)"
            try Data(try JSONDocument.text(entry).utf8).write(to: URL(filePath: staged))
            defer { try? files.removeItem(atPath: staged) }
            let handle = try FileHandle(forUpdating: URL(filePath: staged))
            try handle.synchronize()
            try handle.close()
            var number = (Self.files(folder).last ?? 0) + 1
            while true {
                do {
                    return try files.linkItem(
                        atPath: staged, toPath: "\(folder)/\(Self.digits(number)).json")
                } catch let error as CocoaError where error.code == .fileWriteFileExists {
                    number += 1
                }
            }
        } catch {
            throw WorkspaceError.cannotWrite(folder)
        }
    }

    private func entries<Entry: Decodable>(_ kind: String) throws -> [Entry] {
        let folder = root + "/" + kind
        return try Self.files(folder).map { number in
            let file = "\(folder)/\(Self.digits(number)).json"
            guard let data = FileManager.default.contents(atPath: file),
                let entry = try? JSONDecoder().decode(Entry.self, from: data)
            else {
                throw WorkspaceError.notFound(
                    "\(file) can't be read", remedy: "restore it from the workspace's backup")
            }
            return entry
        }
    }

    private static let versionFile = "version.json"

    private static func files(_ folder: String) -> [Int] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .compactMap { $0.hasSuffix(".json") ? Int($0.dropLast(5)) : nil }.sorted()
    }

    private var numbers: [Int] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }.sorted()
    }

    private func path(of version: Int) -> String { root + "/" + Self.digits(version) }

    private static func digits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
