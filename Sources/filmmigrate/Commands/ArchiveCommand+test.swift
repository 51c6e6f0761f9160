import ArgumentParser
import FilmModel
import Migration
import MigrationQueue

extension ArchiveCommand {
    struct Test: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            abstract: "Proves that an archive is the one it should be, before a film is sent.",
            discussion: """
                Also that it is another archive than each of the others that are registered: a marked test instance \
                is stored in one and asked for at the other. This is done once, and again when an address or an \
                identity changes, with --store or with --accept-identity. DICOM cannot delete: the instance stays, \
                as patient FILMMIGRATE^TEST, until the archive's keeper deletes it.
                """)
        @Argument(help: "The archives' names; several are called side by side.")
        var names: [String]
        @Flag(help: "Accept that another archive answers than the one proved before.")
        var acceptIdentity = false
        @Flag(help: "Store a marked test instance, read it back and compare. It stays in the archive.")
        var store = false
        @OptionGroup var output: JSONOption

        func validate() throws {
            guard Set(names).count == names.count else { throw ValidationError("name each archive once") }
        }

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            try workspace.startDICOM()
            let trial = try await ArchiveTrial(
                of: names, in: workspace, stores, actor: Operator.actor(), logger: logger,
                acceptsIdentity: acceptIdentity, stores: store)
            let results = try await trial()
            if names.count > 1, output.json || !results.documents.isEmpty {
                try output.show(
                    ["archives": results.documents],
                    text: results.documents.map(\.text).joined(separator: "\n\n"))
            } else if let document = results.documents.first {
                try output.show(document, text: document.text)
            }
            guard let gravest = results.errors.max(by: { $0.exitStatus.rawValue < $1.exitStatus.rawValue })
            else { return }
            for error in results.errors where error.message != gravest.message {
                Output.message("filmmigrate: \(error.message)\n  \(error.remedy)")
            }
            throw gravest
        }
    }
}
