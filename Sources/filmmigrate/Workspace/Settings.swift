import Digitise
import FilmModel
import Foundation
import Yams

/// What an operator can set, from `filmmigrate.yaml`. Every key has a default; an unknown key is an error,
/// so that a mistyped one never passes in silence.
struct Settings: Sendable, Decodable {
    /// How this program calls itself on the network (AE title, at most 16 characters).
    var callingAETitle = "FILMMIGRATE"
    /// Films carried at the same time: each lane has its own associations.
    var lanes = 4
    /// Most bytes of pixels in hand at once, over all lanes, in MiB.
    var memoryMegabytes = 1024
    /// How long films in hand may go on after SIGTERM, in seconds.
    var graceSeconds = 20
    /// Charged attempts before a film is held.
    var attempts = 5
    /// Films whose clinic date is at most this many days away go first.
    var urgentDays = 14
    /// Services whose numbers are accepted without a person's decision; the others' films are held.
    var routes = ["NHS"]
    /// Most decoded bytes of one film, in MiB.
    var decodedMegabytes = 512
    /// What is asked of a scan: from where on a check remarks on it, holds it, rejects it.
    var checks = ScanThresholds()
    var connectSeconds = 10
    var acseSeconds = 10
    var dimseSeconds = 60
    /// PEM files for archives called over TLS; paths are relative to the workspace, empty is not set.
    var tlsCertificate = ""
    var tlsKey = ""
    var tlsTrusted = ""
    var tlsProfile = TLSProfile.extended

    /// The profiles of PS3.15 B.10 and B.11.
    enum TLSProfile: String, Sendable, Decodable {
        case extended
        case nonDowngrading = "non-downgrading"
    }

    static let fileName = "filmmigrate.yaml"

    /// The file as `init` writes it: every key with its default and its meaning.
    static let template = """
        # Settings of this filmmigrate workspace. Every key is optional; these are the defaults.
        calling_ae_title: FILMMIGRATE  # how this program calls itself to the archives
        lanes: 4                       # films carried at the same time; 2 to 4 suit most archives
        memory_megabytes: 1024         # most pixel bytes in hand at once
        grace_seconds: 20              # after SIGTERM: how long films in hand may go on
        attempts: 5                    # failed attempts before a film is held
        urgent_days: 14                # clinic dates this near go first
        routes: [NHS]                  # numbers accepted alone: NHS, CHI, H&C; others are held for a person
        decoded_megabytes: 512         # largest decoded film
        min_line_pairs_per_mm: 2.5     # coarser scans are remarked on: 5 pixels a millimetre carry 2.5
        min_bits_in_use: 7             # fewer grey values than 2 to the power of this are remarked on
        max_clipped_share: 0.5         # most pixels at the darkest, or at the lightest value
        max_uniform_share: 0.999       # most of a picture that may be of one grey
        min_grey_range: 0.1            # least share of the range that a picture takes
        max_border_share: 0.4          # most of a picture that may lie outside the film
        max_skew_degrees: 3            # most that a film may lie askew
        max_film_side_mm: 1300         # a resolution that makes films longer is not believed
        hold_for: [NEARLY_BLANK]       # remarks on a scan that wait for a person
        reject_for: []                 # remarks on a scan that ask for another scan
        connect_seconds: 10            # limits of an association's steps
        acse_seconds: 10
        dimse_seconds: 60
        tls_certificate: ""            # for archives added with --tls: our certificate (PEM)
        tls_key: ""                    # its private key, without a passphrase
        tls_trusted: ""                # certificates of the authorities that we trust
        tls_profile: extended          # BCP 195: extended, or non-downgrading for older archives

        """

    enum CodingKeys: String, CodingKey, CaseIterable {
        case callingAETitle = "calling_ae_title"
        case lanes
        case memoryMegabytes = "memory_megabytes"
        case graceSeconds = "grace_seconds"
        case attempts
        case urgentDays = "urgent_days"
        case routes
        case decodedMegabytes = "decoded_megabytes"
        case minLinePairs = "min_line_pairs_per_mm"
        case minBitsInUse = "min_bits_in_use"
        case maxClippedShare = "max_clipped_share"
        case maxUniformShare = "max_uniform_share"
        case minGreyRange = "min_grey_range"
        case maxBorderShare = "max_border_share"
        case maxSkewDegrees = "max_skew_degrees"
        case maxFilmSide = "max_film_side_mm"
        case holdFor = "hold_for"
        case rejectFor = "reject_for"
        case connectSeconds = "connect_seconds"
        case acseSeconds = "acse_seconds"
        case dimseSeconds = "dimse_seconds"
        case tlsCertificate = "tls_certificate"
        case tlsKey = "tls_key"
        case tlsTrusted = "tls_trusted"
        case tlsProfile = "tls_profile"
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func read<T: Decodable>(_ key: CodingKeys, _ target: inout T) throws {
            if let value = try values.decodeIfPresent(T.self, forKey: key) { target = value }
        }
        try read(.callingAETitle, &callingAETitle)
        try read(.lanes, &lanes)
        try read(.memoryMegabytes, &memoryMegabytes)
        try read(.graceSeconds, &graceSeconds)
        try read(.attempts, &attempts)
        try read(.urgentDays, &urgentDays)
        try read(.routes, &routes)
        try read(.decodedMegabytes, &decodedMegabytes)
        try read(.minLinePairs, &checks.linePairs)
        try read(.minBitsInUse, &checks.bitsInUse)
        try read(.maxClippedShare, &checks.clippedShare)
        try read(.maxUniformShare, &checks.uniformShare)
        try read(.minGreyRange, &checks.greyRange)
        try read(.maxBorderShare, &checks.borderShare)
        try read(.maxSkewDegrees, &checks.skewDegrees)
        try read(.maxFilmSide, &checks.longestSide)
        try read(.holdFor, &checks.holds)
        try read(.rejectFor, &checks.rejections)
        try read(.connectSeconds, &connectSeconds)
        try read(.acseSeconds, &acseSeconds)
        try read(.dimseSeconds, &dimseSeconds)
        try read(.tlsCertificate, &tlsCertificate)
        try read(.tlsKey, &tlsKey)
        try read(.tlsTrusted, &tlsTrusted)
        try read(.tlsProfile, &tlsProfile)
    }

    /// Reads the file of a workspace; throws `WorkspaceError` where it can't be used.
    static func read(_ path: String) throws -> Settings {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(validating: data, as: UTF8.self)
        else { throw WorkspaceError.noSettings(path) }
        let settings: Settings
        do {
            if let mapping = try Yams.load(yaml: text) as? [String: Any] {
                let known = Set(CodingKeys.allCases.map(\.rawValue))
                if let stranger = mapping.keys.sorted().first(where: { !known.contains($0) }) {
                    throw WorkspaceError.badSetting(path, "the key \(stranger) is not known")
                }
                settings = try YAMLDecoder().decode(Settings.self, from: text)
            } else if try Yams.compose(yaml: text) == nil {
                settings = Settings()
            } else {
                throw WorkspaceError.badSetting(path, "it is no list of `key: value` lines")
            }
        } catch let error as WorkspaceError {
            throw error
        } catch {
            throw WorkspaceError.badSetting(path, "it is no YAML, or a value has the wrong type")
        }
        try settings.check(path)
        return settings
    }

    private func check(_ path: String) throws(WorkspaceError) {
        let ranges: [(String, Int, ClosedRange<Int>)] = [
            ("lanes", lanes, 1...64), ("memory_megabytes", memoryMegabytes, 16...1_048_576),
            ("grace_seconds", graceSeconds, 1...3600), ("attempts", attempts, 1...100),
            ("urgent_days", urgentDays, 0...3650), ("decoded_megabytes", decodedMegabytes, 1...65_536),
            ("connect_seconds", connectSeconds, 1...600), ("acse_seconds", acseSeconds, 1...600),
            ("dimse_seconds", dimseSeconds, 1...3600),
        ]
        for (key, value, range) in ranges where !range.contains(value) {
            throw .badSetting(path, "\(key) must be from \(range.lowerBound) to \(range.upperBound)")
        }
        let measures: [(String, Double, ClosedRange<Double>)] = [
            ("min_line_pairs_per_mm", checks.linePairs, 0...100),
            ("min_bits_in_use", checks.bitsInUse, 0...16),
            ("max_clipped_share", checks.clippedShare, 0...1),
            ("max_uniform_share", checks.uniformShare, 0...1),
            ("min_grey_range", checks.greyRange, 0...1), ("max_border_share", checks.borderShare, 0...1),
            ("max_skew_degrees", checks.skewDegrees, 0...90),
            ("max_film_side_mm", checks.longestSide, 1...10_000),
        ]
        for (key, value, range) in measures where !range.contains(value) {
            throw .badSetting(
                path, "\(key) must be from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
        }
        let remarks = Set(ScanThresholds.codes)
        guard checks.holds.union(checks.rejections).isSubset(of: remarks) else {
            throw .badSetting(
                path,
                "hold_for and reject_for may name \(ScanThresholds.codes.map(\.rawValue).joined(separator: ", "))"
            )
        }
        guard AETitle.isValid(callingAETitle) else {
            throw .badSetting(
                path, "calling_ae_title must have 1 to 16 characters, without \\ and spaces around")
        }
        for route in routes where NationalNumber.Kind(rawValue: route) == nil || route == "TEST" {
            throw .badSetting(path, "routes may name NHS, CHI and H&C")
        }
    }
}
