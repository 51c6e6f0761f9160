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
    @Argument(help: ArgumentHelp("The scan: TIFF, PNG or JPEG.", valueName: "in.tif"))
    var input: String
    @Argument(help: ArgumentHelp("The instance; further pages become OUT-2.dcm, …", valueName: "out.dcm"))
    var output: String
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("What the manifest would say. May be repeated.", valueName: "FIELD=VALUE"))
    var film: [String] = []
    @Option(
        help: ArgumentHelp(
            "How the pixels are written: \(TransferSyntax.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "name"))
    var transferSyntax = TransferSyntax.explicit
    @Flag(help: "All pages as the frames of one instance of a multi-frame class.")
    var multiframe = false

    func run() async throws {
        // The library's dictionary and the digest take as long as the reading: they go beside it.
        async let library: Void = onBlockingThread { try DICOMLibrary.start() }
        guard let data = FileManager.default.contents(atPath: input) else {
            throw WorkspaceError.notFound(
                "\(input) can't be read", remedy: "check the path and its permissions")
        }
        let request = try ConvertRequest(film, image: URL(filePath: input).lastPathComponent)
        let limits = ScanLimits()
        let pages = try Scan.pageCount(data, limits: limits)
        let wanted = request.description.page.map { [$0] } ?? Array(1...min(pages, limits.pages))
        for number in wanted.indices where Self.isSame(input, Self.path(output, number + 1)) {
            throw WorkspaceError.usage(
                "\(Self.path(output, number + 1)) is the scan itself",
                remedy: "name another file for the instance")
        }
        async let sourceDigest = onBlockingThread { SourceDigest.of(data) }
        if multiframe {
            try await library
            let digest = try await sourceDigest
            var stack: FrameStack?
            for page in wanted {
                let scan = try read(data, page, request, limits)
                if stack == nil {
                    stack = try FrameStack(scan, page: page, limits: limits)
                } else {
                    try stack?.append(scan, page: page)
                }
            }
            guard let stack else { return }
            return try save(request.builder(page: 1, sourceDigest: digest).build(stack), to: output)
        }
        var refused: [DigitiseError] = []
        for (index, page) in wanted.enumerated() {
            do {
                let scan = try read(data, page, request, limits)
                try await library
                let instance = try request.builder(page: page, sourceDigest: await sourceDigest).build(scan)
                try save(instance, to: Self.path(output, index + 1))
            } catch let error as DigitiseError {
                if wanted.count > 1 { Self.tell(page, error.reason) }
                refused.append(error)
            }
        }
        // A page that can't be used is refused alone, as a film of a batch is.
        guard let first = refused.first else { return }
        if refused.count == wanted.count { throw first }
        throw ExitCode(ExitStatus.doneWithExceptions.rawValue)
    }

    private func read(
        _ data: Data, _ page: Int, _ request: ConvertRequest, _ limits: ScanLimits
    ) throws(DigitiseError) -> Scan {
        let scan = try Scan.read(
            data, page: page, declaredBits: request.description.bitsStored,
            declaredSpacing: request.description.pixelSpacing, limits: limits)
        for remark in scan.report.remarks { Self.tell(page, remark) }
        return scan
    }

    private static func tell(_ page: Int, _ reason: Reason) {
        Output.message("page \(page): \(reason.code.rawValue): \(reason.message)\n  \(reason.code.remedy)")
    }

    /// Under a temporary name first, so that no half file ever has the instance's.
    private func save(_ instance: Instance, to given: String) throws {
        let path = try OutputTarget(given).path
        let part = path + ".part"
        do {
            try instance.dataset.encode(as: transferSyntax)
            try instance.dataset.save(to: part)
            guard unsafe rename(part, path) == 0 else { throw WorkspaceError.cannotWrite(path) }
        } catch {
            try? FileManager.default.removeItem(atPath: part)
            throw error
        }
        Output.result(given)
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

extension TransferSyntax: ExpressibleByArgument {}
