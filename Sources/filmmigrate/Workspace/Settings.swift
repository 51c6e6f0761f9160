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
    /// How far a film is looked for among those that are known.
    var duplicates = KnownAs.film
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
    /// Where we listen for C-MOVE and storage commitment; 0 does not listen.
    var listenPort = 0
    var listensOverTLS = false
    /// Whether archives are asked to say that they keep what they took, where we listen and they take the question.
    var asksCommitment = true
    /// How long the answer may take.
    var commitmentSeconds = 60
    /// How long after its delivery a film is read back, in minutes.
    var readBackAfterMinutes = 0.0
    /// How long after that it is read again, in hours, and which share of the films.
    var readAgainAfterHours = 24.0
    var readAgainShare = 1.0
    /// What reading again may take of an archive, in MB/s.
    var readAgainMegabytes = 20.0
    /// An archive of which so many films came back different is paused.
    var stopArchiveAfter = 100

    /// What counts as a film that is known: the same sheet however it was scanned, or equal pixels alone.
    enum KnownAs: String, Sendable, Decodable { case film, pixels }

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
        duplicates: film               # pixels: only equal pixels make a duplicate, rescans do not
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
        listen_port: 0                 # where archives bring instances (C-MOVE) and commitments; 0: nowhere
        listen_tls: false              # whether they call it over TLS
        storage_commitment: true       # with a listen_port: ask archives whether they keep what they took
        commitment_seconds: 60         # how long their answer may take
        read_back_after_minutes: 0     # how long after delivery a film is read back; 0: at once
        read_again_after_hours: 24     # how long after that it is read once more
        read_again_share: 1            # of which part of the films; 0: of none
        read_again_mb_per_second: 20   # most that reading again takes of each archive
        stop_archive_after: 100        # so many films come back different: the archive is paused

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
        case duplicates
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
        case listenPort = "listen_port"
        case listensOverTLS = "listen_tls"
        case asksCommitment = "storage_commitment"
        case commitmentSeconds = "commitment_seconds"
        case readBackAfterMinutes = "read_back_after_minutes"
        case readAgainAfterHours = "read_again_after_hours"
        case readAgainShare = "read_again_share"
        case readAgainMegabytes = "read_again_mb_per_second"
        case stopArchiveAfter = "stop_archive_after"
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
        try read(.duplicates, &duplicates)
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
        try read(.listenPort, &listenPort)
        try read(.listensOverTLS, &listensOverTLS)
        try read(.asksCommitment, &asksCommitment)
        try read(.commitmentSeconds, &commitmentSeconds)
        try read(.readBackAfterMinutes, &readBackAfterMinutes)
        try read(.readAgainAfterHours, &readAgainAfterHours)
        try read(.readAgainShare, &readAgainShare)
        try read(.readAgainMegabytes, &readAgainMegabytes)
        try read(.stopArchiveAfter, &stopArchiveAfter)
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

    private static func plain(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }

    private func check(_ path: String) throws(WorkspaceError) {
        let ranges: [(String, Int, ClosedRange<Int>)] = [
            ("lanes", lanes, 1...64), ("memory_megabytes", memoryMegabytes, 16...1_048_576),
            ("grace_seconds", graceSeconds, 1...3600), ("attempts", attempts, 1...100),
            ("urgent_days", urgentDays, 0...3650), ("decoded_megabytes", decodedMegabytes, 1...65_536),
            ("connect_seconds", connectSeconds, 1...600), ("acse_seconds", acseSeconds, 1...600),
            ("dimse_seconds", dimseSeconds, 1...3600), ("listen_port", listenPort, 0...65_535),
            ("commitment_seconds", commitmentSeconds, 1...3600),
            ("stop_archive_after", stopArchiveAfter, 1...1_000_000),
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
            ("read_back_after_minutes", readBackAfterMinutes, 0...100_000),
            ("read_again_after_hours", readAgainAfterHours, 0...100_000),
            ("read_again_share", readAgainShare, 0...1),
            ("read_again_mb_per_second", readAgainMegabytes, 0.001...100_000),
        ]
        for (key, value, range) in measures where !range.contains(value) {
            throw .badSetting(
                path, "\(key) must be from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
            )
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
