import ArgumentParser
import DICOM
import Digitise
import FilmModel
import Foundation
import Glibc
import MigrationQueue

struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turns a scan into valid instances, one file a page. Needs no workspace.",
        discussion: "FIELD is a column of films.csv, or trust (ODS code), bureau, batch, institution.")
    @Argument(help: ArgumentHelp("The scan.", valueName: "in.tif"))
    var input: String
    @Argument(help: ArgumentHelp("The instance; further pages become OUT-2.dcm, …", valueName: "out.dcm"))
    var output: String
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("What the manifest would say. May be repeated.", valueName: "FIELD=VALUE"))
    var film: [String] = []

    func run() async throws {
        try DICOMLibrary.start()
        guard let data = FileManager.default.contents(atPath: input) else {
            throw WorkspaceError.notFound(
                "\(input) can't be read", remedy: "check the path and its permissions")
        }
        let request = try ConvertRequest(film, image: URL(filePath: input).lastPathComponent)
        let limits = ScanLimits()
        let pages = try Scan.pageCount(data, limits: limits)
        let wanted = request.description.page.map { [$0] } ?? Array(1...min(pages, limits.pages))
        // All pages are read before the first file is written: a scan that is half broken leaves nothing.
        var instances: [Instance] = []
        for page in wanted {
            let scan = try Scan.read(
                data, page: page, declaredBits: request.description.bitsStored, limits: limits)
            instances.append(try request.builder(page: page, sourceDigest: SourceDigest.of(data)).build(scan))
        }
        for number in instances.indices where Self.isSame(input, Self.path(output, number + 1)) {
            throw WorkspaceError.usage(
                "\(Self.path(output, number + 1)) is the scan itself",
                remedy: "name another file for the instance")
        }
        for (index, instance) in instances.enumerated() {
            let path = Self.path(output, index + 1)
            try instance.dataset.save(to: path)
            Output.result(path)
        }
    }

    /// Whether both paths lead to one file, by whatever link.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        var first = stat()
        var second = stat()
        guard unsafe stat(left, &first) == 0, unsafe stat(right, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// `OUT.dcm`, `OUT-2.dcm`, …
    static func path(_ output: String, _ number: Int) -> String {
        guard number > 1 else { return output }
        let slash = output.lastIndex(of: "/") ?? output.startIndex
        guard let dot = output[slash...].lastIndex(of: ".") else { return "\(output)-\(number)" }
        return "\(output[..<dot])-\(number)\(output[dot...])"
    }
}
