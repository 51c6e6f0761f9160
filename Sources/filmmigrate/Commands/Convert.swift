import ArgumentParser
import DICOM
import Digitise
import FilmModel
import Foundation
import Migration

struct Convert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turns scans into valid instances, one file a page. Needs no workspace.",
        usage: """
            filmmigrate convert IN.tif OUT.dcm [--film FIELD=VALUE …]
            filmmigrate convert IN.tif … FOLDER [--film FIELD=VALUE …]
            """,
        discussion: """
            FIELD is a column of films.csv, or trust (ODS code), bureau, batch, institution. Further pages become \
            OUT-2.dcm, …. Of several scans each makes its own file in the folder: A.tif makes A.dcm.
            """)
    @Argument(
        help: ArgumentHelp("Scans (TIFF, PNG or JPEG), and last the instance or a folder.", valueName: "path")
    )
    var paths: [String]
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
    @OptionGroup var overwrite: OverwriteOption

    func validate() throws {
        guard paths.count >= 2 else {
            throw ValidationError("name a scan, and the instance to write or a folder for it")
        }
    }

    func run() async throws {
        // The library's dictionary takes as long as the reading: it goes beside it.
        let library = Task { try await onBlockingThread { try DICOMLibrary.start() } }
        let jobs = try ConvertJob.all(of: paths)
        var outcomes = ConvertOutcomes()
        for job in jobs {
            do {
                try await convert(job, &outcomes, library)
            } catch let error as any OperatorError where jobs.count > 1 {
                // One scan that can't be used stops no other.
                Output.message("\(job.input): \(error.message)\n  \(error.remedy)")
                outcomes.refuse(error)
            }
        }
        try outcomes.end()
    }

    private func convert(
        _ job: ConvertJob, _ outcomes: inout ConvertOutcomes, _ library: Task<Void, any Error>
    ) async throws {
        guard let data = FileManager.default.contents(atPath: job.input) else {
            throw WorkspaceError.notFound(
                "\(job.input) can't be read", remedy: "check the path and its permissions")
        }
        let request = try ConvertRequest(film, image: URL(filePath: job.input).lastPathComponent)
        let limits = ScanLimits()
        let pages = try Scan.pageCount(data, limits: limits)
        let wanted = request.description.page.map { [$0] } ?? Array(1...min(pages, limits.pages))
        async let sourceDigest = onBlockingThread { SourceDigest.of(data) }
        // All of them may be written, or none is.
        let rule = overwrite.rule(inputs: paths.dropLast(), others: outcomes.written)
        let numbers = multiframe ? [1] : Array(1...wanted.count)
        // Who names the file means it; a name that comes from the scan's may be another scan's, too.
        let form = DocumentForm.instance(of: job.isInFolder ? try await sourceDigest : nil)
        let targets = try numbers.map { number throws in
            try job.checkNotScan(number)
            return (name: job.path(number), file: try OutputTarget(job.path(number), as: form, rule))
        }
        for remark in request.remarks {
            Output.message("\(remark.code.rawValue): \(remark.message)\n  \(remark.code.remedy)")
        }
        if multiframe {
            try await library.value
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
            let instance = try request.builder(page: 1, sourceDigest: digest).build(stack)
            return try save(instance, targets[0], &outcomes)
        }
        for (index, page) in wanted.enumerated() {
            do {
                let scan = try read(data, page, request, limits)
                try await library.value
                let instance = try request.builder(page: page, sourceDigest: await sourceDigest).build(scan)
                try save(instance, targets[index], &outcomes)
            } catch let error as DigitiseError {
                // A page that can't be used is refused alone, as a film of a batch is.
                guard wanted.count > 1 else { throw error }
                Self.tell(page, error.reason)
                outcomes.refuse(error)
            }
        }
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

    private func save(
        _ instance: Instance, _ target: (name: String, file: OutputTarget), _ outcomes: inout ConvertOutcomes
    ) throws {
        try target.file.write { path in
            try instance.dataset.encode(as: transferSyntax)
            try instance.dataset.save(to: path)
        }
        outcomes.written.append(target.name)
        Output.result(target.name)
    }
}

extension TransferSyntax: ExpressibleByArgument {}
