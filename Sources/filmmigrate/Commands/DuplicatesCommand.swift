import ArgumentParser
import DICOM
import Duplicates
import FilmModel
import Foundation
import Migration
import Tables

struct DuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "Which scans are the same film. Needs no workspace.",
        subcommands: [Find.self, Explain.self, Measure.self], defaultSubcommand: Find.self)

    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes one row for each pair of scans that is not clearly distinct.",
            discussion: "Of a folder all TIFF, JPEG and PNG files are taken, at any depth.")
        @Argument(help: ArgumentHelp("Scans, or folders of scans.", valueName: "file-or-folder"))
        var paths: [String]
        @Option(help: ArgumentHelp("The table of pairs.", valueName: "pairs.csv"))
        var output: String
        @OptionGroup var overwrite: OverwriteOption

        func run() async throws {
            try DICOMLibrary.start()
            let files = try ScanCatalogue.files(paths)
            let target = try OutputTarget(
                output, as: .init(.pairs, .table), overwrite.rule(inputs: files))
            let catalogue = await ScanCatalogue.read(files)
            for fault in catalogue.faults { Output.message(fault) }
            guard !catalogue.entries.isEmpty else {
                throw WorkspaceError.notFound(
                    "there is no scan that can be read", remedy: "name TIFF files, or a folder that has some")
            }
            let pairs = await PairFinder(entries: catalogue.entries).pairs()
            var rows = [Self.header]
            for pair in pairs {
                let cells = [
                    catalogue.entries[pair.a].name, catalogue.entries[pair.b].name, pair.verdict.rawValue,
                    pair.kind.rawValue, String(format: "%.4f", pair.score),
                    pair.reasons.joined(separator: "; "),
                ]
                rows.append(cells.map(Self.cell).joined(separator: ","))
            }
            try target.write(rows.joined(separator: "\n") + "\n")
            let duplicates = pairs.count { $0.verdict == .duplicate }
            Output.message(
                "\(catalogue.entries.count.counted("film")): \(duplicates.counted("pair is", "pairs are")) the same film, "
                    + "\((pairs.count - duplicates).counted("is", "are")) for a person to look at")
            if !catalogue.faults.isEmpty { throw ExitCode(ExitStatus.doneWithExceptions.rawValue) }
        }

        private static let header = "a,b,verdict,kind,score,reasons"

        /// A cell as RFC 4180 has it.
        private static func cell(_ text: String) -> String {
            guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
            return "\"\(text.replacing("\"", with: "\"\""))\""
        }
    }

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a page that shows two scans one on the other, and what decides.")
        @Argument(help: "The one scan, or film FILE#PAGE.")
        var a: String
        @Argument(help: "The other scan.")
        var b: String
        @Option(help: ArgumentHelp("The page.", valueName: "page.html"))
        var output = "duplicates.html"
        @OptionGroup var overwrite: OverwriteOption

        func run() async throws {
            try DICOMLibrary.start()
            let page = LikenessPage(try await entry(a), try await entry(b))
            Output.keepPrivate()
            try Output.write(
                page.html, toFile: output, as: .init(.comparison, .page),
                overwrite.rule(inputs: [a, b].map { Self.path(of: $0) }))
            Output.result(output)
        }

        /// The scan that a film's name begins with.
        private static func path(of name: String) -> String {
            guard !FileManager.default.fileExists(atPath: name), let mark = name.lastIndex(of: "#"),
                Int(name[name.index(after: mark)...]) != nil
            else { return name }
            return String(name[..<mark])
        }

        /// One film: a scan of one page, or `FILE#PAGE` as the table of pairs names it.
        private func entry(_ name: String) async throws -> ScanCatalogue.Entry {
            let path = Self.path(of: name)
            let catalogue = await ScanCatalogue.read([path])
            if let only = catalogue.entries.first, catalogue.entries.count == 1, path == name { return only }
            if let page = catalogue.entries.first(where: { $0.name == name }) { return page }
            throw WorkspaceError.notFound(
                catalogue.faults.first
                    ?? (path == name ? "\(name) has several pages" : "there is no page \(name)"),
                remedy: "name a scan of one page that can be read, or FILE#PAGE")
        }
    }
}
