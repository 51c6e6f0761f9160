import Digitise
import Foundation
import Yams

/// From the keys of the file.
extension Settings: Decodable {
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
        case minPixel = "min_pixel_mm"
        case holdFor = "hold_for"
        case rejectFor = "reject_for"
        case keepPaperFor = "keep_paper_for"
        case connectSeconds = "connect_seconds"
        case acseSeconds = "acse_seconds"
        case dimseSeconds = "dimse_seconds"
        case idleSeconds = "idle_seconds"
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

    package init(from decoder: any Decoder) throws {
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
        try read(.minPixel, &checks.finestPixel)
        try read(.holdFor, &checks.holds)
        try read(.rejectFor, &checks.rejections)
        try read(.keepPaperFor, &checks.keepsPaper)
        try read(.connectSeconds, &connectSeconds)
        try read(.acseSeconds, &acseSeconds)
        try read(.dimseSeconds, &dimseSeconds)
        try read(.idleSeconds, &idleSeconds)
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

    /// ` (lines 3 and 9)`: where a key stands in a list of `key: value` lines.
    private static func lines(of key: String, in text: String) -> String {
        let numbers = text.split(separator: /\r\n|\n|\r/, omittingEmptySubsequences: false).enumerated()
            .filter { _, line in
                let name = line.prefix { $0 != ":" && $0 != "#" }
                return line.dropFirst(name.count).first == ":"
                    && name.trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'")) == key
            }.map { String($0.offset + 1) }
        guard let last = numbers.last, numbers.count > 1 else { return "" }
        return " (lines \(numbers.dropLast().joined(separator: ", ")) and \(last))"
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
        } catch let error as YamlError {
            if case .duplicatedKeysInMapping(let keys, _) = error, let key = keys.sorted().first {
                throw WorkspaceError.badSetting(
                    path, "the key \(key) stands twice\(lines(of: key, in: text))")
            }
            throw WorkspaceError.badSetting(path, "it is no YAML, or a value has the wrong type")
        } catch {
            throw WorkspaceError.badSetting(path, "it is no YAML, or a value has the wrong type")
        }
        try settings.check(path)
        return settings
    }
}
