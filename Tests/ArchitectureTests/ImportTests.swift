import Foundation
import Testing

@Suite("The modules keep to the architecture")
struct ImportTests {
    /// What each target may import (docs/architecture.md): targets of ours that stand below it, C libraries, of which each
    /// has one importer, and packages. Swift's own modules are free. Community also writes the scans that Digitise reads.
    private static let allowed: [String: Set<String>] = [
        "FilmModel": ["CXXHash", "Crypto"],
        "Tables": ["FilmModel", "CLibCSV"],
        "DICOM": ["FilmModel", "CDCMTKShim"],
        "Workbook": ["FilmModel", "CXLSXWriter"],
        "Paper": ["FilmModel", "CPangoCairo"],
        "Bags": ["FilmModel", "Tables", "Crypto"],
        "MigrationQueue": ["FilmModel"],
        "Digitise": ["DICOM", "FilmModel", "CLibTIFF", "CLibPNG", "CLibJPEG", "Crypto"],
        "Duplicates": ["FilmModel", "CFFTW", "CHamming", "CPixels"],
        "PatientIndex": ["FilmModel", "Tables"],
        "Archive": ["DICOM", "FilmModel"],
        "BenefitPlan": ["FilmModel", "Tables", "Workbook", "Paper", "Crypto", "Mustache"],
        "StoreSQLite": [
            "FilmModel", "Tables", "MigrationQueue", "PatientIndex", "Duplicates", "GRDB", "GRDBSQLite",
        ],
        "Migration": [
            "FilmModel", "DICOM", "Bags", "MigrationQueue", "Digitise", "Duplicates", "PatientIndex",
            "Archive", "BenefitPlan", "CXattr", "Crypto", "Logging", "Metrics", "ServiceLifecycle",
            "UnixSignals",
            "Yams",
        ],
        "Documents": ["FilmModel", "Bags", "MigrationQueue", "PatientIndex", "BenefitPlan", "Migration"],
        "Community": [
            "FilmModel", "DICOM", "Digitise", "PatientIndex", "Archive", "CLibTIFF", "Crypto", "Subprocess",
        ],
        "LedgerDrill": ["FilmModel", "MigrationQueue", "StoreSQLite", "ArgumentParser"],
        "filmmigrate": [
            "FilmModel", "Tables", "DICOM", "Bags", "MigrationQueue", "Digitise", "Duplicates",
            "PatientIndex",
            "Archive", "BenefitPlan", "Workbook", "Paper", "Documents", "Migration", "StoreSQLite",
            "Community",
            "ArgumentParser", "Logging", "UnixSignals",
        ],
    ]

    /// The C faces; each stands in one line of `allowed`.
    private static let libraries: Set<String> = [
        "CDCMTKShim", "CLibTIFF", "CLibPNG", "CLibJPEG", "CXLSXWriter", "CPangoCairo", "CFFTW",
        "CHamming", "CPixels", "CLibCSV", "CXXHash", "CXattr",
    ]

    /// Swift's and the system's own.
    private static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "System",
        "SystemPackage",
    ]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func files(of target: String) -> [URL] {
        let folder = root.appending(path: "Sources/\(target)")
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    }

    private static func imports(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place <= 1, words.count == place + 2 else {
                return nil
            }
            return String(words[place + 1])
        }
    }

    @Test("no target imports another that stands above or beside it", arguments: Array(allowed.keys).sorted())
    func imports(target: String) throws {
        let files = Self.files(of: target)
        #expect(!files.isEmpty)
        for file in files {
            for name in try Self.imports(of: file) where !Self.system.contains(name) {
                #expect(
                    Self.allowed[target]?.contains(name) == true, "\(file.lastPathComponent) imports \(name)")
            }
        }
    }

    @Test("every folder of Sources is a target that this test knows")
    func known() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appending(path: "Sources").path(percentEncoded: false))
        #expect(Set(folders) == Set(Self.allowed.keys).union(Self.libraries))
    }

    @Test("only the tools of peers start processes, and never by Foundation.Process")
    func processes() throws {
        for target in Self.allowed.keys {
            for file in Self.files(of: target) {
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(!text.contains("Process()"), "\(file.lastPathComponent)")
            }
        }
    }

    @Test("commands change nothing in a ledger themselves: use-cases do, which ask who may")
    func commandsOnlyCall() throws {
        let writing =
            #/ledger\.(add|change|remove|pause|weigh|cap|limit|note|record|takeIn|cancel|release|reject|takeBack|rejoin|restate|hold|correct|settle|retry|ask|doubt|renumber|name|look|backUp)\(/#
        for file in Self.files(of: "filmmigrate") where file.path.contains("/Commands/") {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.firstMatch(of: writing) == nil, "\(file.lastPathComponent)")
        }
    }

    @Test("documents hold no text for a terminal")
    func documentsAreData() throws {
        for file in Self.files(of: "Documents") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in ["`filmmigrate ", "TextTable", "PrintableText", "var text"] {
                #expect(!text.contains(word), "\(file.lastPathComponent) has \(word)")
            }
        }
    }

    @Test("no Swift file passes 400 lines", arguments: Array(allowed.keys).sorted())
    func length(target: String) throws {
        for file in Self.files(of: target) {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 400, "\(file.lastPathComponent)")
        }
    }
}
