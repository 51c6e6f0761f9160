import BenefitPlan
import FilmModel
import Foundation

/// The plans of a workspace: each import a numbered folder of its own, the highest is in force.
struct PlanStore {
    private let root: String

    init(_ workspace: Workspace) { root = workspace.plans }

    /// Checks a folder of plan files and takes it in as the next version, all or nothing.
    func take(_ folder: String) throws -> (plan: Plan, version: Int) {
        let files = try Self.read(folder)
        let plan = try PlanImporter.read(files: files)
        // A plan whose sums can't be made is no plan.
        _ = try PlanSummary(plan)
        let version = (versions.last ?? 0) + 1
        let staged = "\(root)/.taking-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: staged, withIntermediateDirectories: true)
            for (name, data) in files {
                try data.write(to: URL(filePath: staged + "/" + name), options: .atomic)
            }
            try FileManager.default.moveItem(atPath: staged, toPath: path(of: version))
        } catch {
            try? FileManager.default.removeItem(atPath: staged)
            throw WorkspaceError.cannotWrite(root)
        }
        return (plan, version)
    }

    /// The plan in force.
    func current() throws -> (plan: Plan, version: Int) {
        guard let version = versions.last else {
            throw WorkspaceError.notFound("no plan was imported yet", remedy: "`filmmigrate plan import DIR`")
        }
        return (try PlanImporter.read(files: try Self.read(path(of: version))), version)
    }

    private var versions: [Int] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }.sorted()
    }

    private func path(of version: Int) -> String {
        let digits = String(version)
        return root + "/" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    private static func read(_ folder: String) throws -> [String: Data] {
        let kind = try? FileManager.default.attributesOfItem(atPath: folder)[.type] as? FileAttributeType
        guard kind == .typeDirectory else {
            throw WorkspaceError.notFound(
                "\(folder) is no folder", remedy: "name the folder of the plan's CSV files")
        }
        var files: [String: Data] = [:]
        for file in PlanFile.allCases {
            files[file.name] = FileManager.default.contents(atPath: folder + "/" + file.name)
        }
        return files
    }
}
