import BenefitPlan
import FilmModel
import Foundation

/// The files of a plan's folder as bytes. Only a name that is not in the folder counts as left out: a file
/// that is there and can't be read is a fault.
struct PlanFolder {
    private(set) var files: [String: Data] = [:]
    /// CSV files that are none of the plan's.
    private(set) var remarks: [PlanRemark] = []

    init(_ path: String) throws {
        guard FileKind(following: path) == .folder else {
            throw WorkspaceError.notFound(
                "\(path) is no folder", remedy: "name the folder of the plan's CSV files")
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw WorkspaceError.notFound("\(path) can't be listed", remedy: "check its permissions")
        }
        var faults: [PlanFault] = []
        let present = Set(names)
        for file in PlanFile.allCases where present.contains(file.name) {
            do { files[file.name] = try RegularFile.read(path + "/" + file.name) } catch {
                faults.append(PlanFault(file, message: error.what, remedy: error.remedy))
            }
        }
        let known = Set(PlanFile.allCases.map(\.name))
        remarks = names.sorted().filter { $0.lowercased().hasSuffix(".csv") && !known.contains($0) }
            .prefix(100).map { PlanRemark(strangeFile: $0) }
        guard faults.isEmpty else { throw PlanImportError(faults, remarks: remarks) }
    }
}
