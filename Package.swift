// swift-tools-version: 6.2
import PackageDescription

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

// Comparing pictures is arithmetic over millions of pixels: a debug build that does not optimise it takes a
// hundred times as long.
let fast: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

// Dependencies point one way, down this list (docs/architecture.md). Tests/ArchitectureTests holds the
// imports to it.
let package = Package(
    name: "filmmigrate",
    products: [
        .executable(name: "filmmigrate", targets: ["filmmigrate"]),
        .library(name: "CrashShim", type: .dynamic, targets: ["CCrashShim"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .executableTarget(
            name: "filmmigrate",
            dependencies: [
                "Documents", "Migration", "StoreSQLite", "Community", "Bags", "MigrationQueue", "Digitise",
                "Duplicates", "PatientIndex", "Archive", "BenefitPlan", "DICOM", "Tables", "Workbook",
                "Paper", "FilmModel",
                arguments, logging, signals,
            ]),
        // What `--json` answers, as values: no text for a terminal.
        .target(
            name: "Documents",
            dependencies: ["Migration", "Bags", "MigrationQueue", "PatientIndex", "BenefitPlan", "FilmModel"]),
        .target(
            name: "Migration",
            dependencies: [
                "Bags", "MigrationQueue", "Digitise", "Duplicates", "PatientIndex", "Archive", "BenefitPlan",
                "DICOM", "FilmModel", "CXattr", crypto, logging, metrics, lifecycle, signals, yams,
            ]),
        // The only place that knows GRDB.
        .target(
            name: "StoreSQLite",
            dependencies: ["MigrationQueue", "PatientIndex", "Duplicates", "Tables", "FilmModel", grdb]),
        // The synthetic films, bags, people and plan of the demonstration, and private archives: for it and for tests.
        .target(
            name: "Community",
            dependencies: [
                "PatientIndex", "Digitise", "Archive", "DICOM", "FilmModel", "CLibTIFF", crypto, subprocess,
            ]),
        // Kills a process at a durable step; loaded by the crash tests with LD_PRELOAD.
        .target(name: "CCrashShim", path: "Tests/CCrashShim", linkerSettings: [.linkedLibrary("dl")]),
        // Drives a ledger without films: for scripts/bench, and as the process that crash tests kill.
        .executableTarget(
            name: "LedgerDrill", dependencies: ["StoreSQLite", "MigrationQueue", "FilmModel", arguments]),
        .target(
            name: "BenefitPlan",
            dependencies: ["FilmModel", "Tables", "Workbook", "Paper", crypto, mustache],
            resources: [.embedInCode("Templates/report.mustache")]),
        .target(name: "Archive", dependencies: ["DICOM", "FilmModel"]),
        .target(name: "PatientIndex", dependencies: ["FilmModel", "Tables"]),
        .target(
            name: "Duplicates", dependencies: ["FilmModel", "CFFTW", "CHamming", "CPixels"],
            swiftSettings: fast),
        .target(
            name: "Digitise",
            dependencies: ["DICOM", "FilmModel", "CLibTIFF", "CLibPNG", "CLibJPEG", crypto]),
        .target(name: "Bags", dependencies: ["FilmModel", "Tables", crypto]),
        .target(name: "MigrationQueue", dependencies: ["FilmModel"]),
        .target(name: "DICOM", dependencies: ["FilmModel", "CDCMTKShim"]),
        .target(name: "Workbook", dependencies: ["FilmModel", "CXLSXWriter"]),
        .target(name: "Paper", dependencies: ["FilmModel", "CPangoCairo"]),
        .target(name: "Tables", dependencies: ["FilmModel", "CLibCSV"]),
        .target(name: "FilmModel", dependencies: ["CXXHash", crypto]),
        .target(name: "CHamming", cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra"])]),
        .target(name: "CPixels", cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra"])]),
        .target(
            name: "CDCMTKShim",
            cxxSettings: [.unsafeFlags(["-Wall", "-Wextra"])],
            linkerSettings: [
                // DCMTK's own CharLS exports names that CharLS exports too, of another form: it has to come first.
                "dcmtkcharls", "dcmtls", "dcmnet", "dcmjpls", "dcmjpeg", "dcmimage", "dcmimgle", "dcmdata",
                "oflog", "ofstd", "charls", "openjp2", "ssl", "crypto",
            ]
            .map { .linkedLibrary($0) }),
        .testTarget(name: "FilmModelTests", dependencies: ["FilmModel"]),
        .testTarget(name: "TablesTests", dependencies: ["Tables", "FilmModel"]),
        .testTarget(name: "DICOMTests", dependencies: ["DICOM", "FilmModel"]),
        .testTarget(
            name: "DigitiseTests",
            dependencies: ["Digitise", "DICOM", "FilmModel", "Community", crypto, subprocess, systemPackage]),
        .testTarget(
            name: "BagsTests",
            dependencies: ["Bags", "FilmModel", "Tables", crypto, subprocess, systemPackage]),
        .testTarget(name: "MigrationQueueTests", dependencies: ["MigrationQueue", "FilmModel"]),
        .testTarget(
            name: "StoreSQLiteTests",
            dependencies: [
                "StoreSQLite", "MigrationQueue", "PatientIndex", "Duplicates", "LedgerDrill", "CCrashShim",
                "FilmModel", "Tables", crypto, grdb, subprocess, systemPackage,
            ]),
        .testTarget(
            name: "PatientIndexTests",
            dependencies: ["PatientIndex", "StoreSQLite", "MigrationQueue", "FilmModel", grdb]),
        .testTarget(
            name: "DuplicatesTests",
            dependencies: ["Duplicates", "StoreSQLite", "FilmModel", grdb], swiftSettings: fast),
        .testTarget(
            name: "BenefitPlanTests",
            dependencies: [
                "BenefitPlan", "FilmModel", "Workbook", "Paper", "Tables", subprocess, systemPackage,
            ]),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "filmmigrateTests",
            dependencies: [
                "filmmigrate", "Documents", "Migration", "StoreSQLite", "Community", "Bags", "MigrationQueue",
                "Digitise",
                "Duplicates", "PatientIndex", "Archive", "BenefitPlan", "DICOM", "Tables", "FilmModel",
                crypto,
                logging, subprocess, systemPackage, grdb,
            ]),
        .systemLibrary(name: "CXXHash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(name: "CXattr"),
        .systemLibrary(name: "CFFTW", providers: [.apt(["libfftw3-dev"])]),
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
        .systemLibrary(name: "CLibTIFF", providers: [.apt(["libtiff-dev", "zlib1g-dev"])]),
        .systemLibrary(name: "CLibPNG", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CLibJPEG", providers: [.apt(["libjpeg62-turbo-dev", "libexif-dev"])]),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// The fuzzer has libFuzzer's main: it is built by scripts/fuzz alone.
if Context.environment["FILMMIGRATE_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzzer", dependencies: ["Bags", "DICOM", "Digitise", "FilmModel", crypto],
            path: "Tests/Fuzzing",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}

// What scripts/bench digitise and archive measure of ours.
if Context.environment["FILMMIGRATE_BENCH"] != nil {
    package.targets.append(
        .executableTarget(
            name: "DigitiseBench", dependencies: ["Digitise", "DICOM", "FilmModel"], path: "Tests/Benchmarks",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
    package.targets.append(
        .executableTarget(
            name: "SendingBench", dependencies: ["Archive", "DICOM", "FilmModel"], path: "Tests/SendingBench",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]
for target in package.targets where [.regular, .test, .executable].contains(target.type) {
    // C and C++: CHamming, CDCMTKShim, CCrashShim.
    if target.name.hasPrefix("C"), target.name != "Community" { continue }
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
