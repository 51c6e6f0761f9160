import Digitise
import FilmModel

extension Settings {
    /// Throws where a value is not allowed, for the file at `path`.
    func check(_ path: String) throws(WorkspaceError) {
        let ranges: [(String, Int, ClosedRange<Int>)] = [
            ("lanes", lanes, 1...64), ("memory_megabytes", memoryMegabytes, 16...1_048_576),
            ("grace_seconds", graceSeconds, 1...3600), ("attempts", attempts, 1...100),
            ("urgent_days", urgentDays, 0...3650), ("decoded_megabytes", decodedMegabytes, 1...65_536),
            ("connect_seconds", connectSeconds, 1...600), ("acse_seconds", acseSeconds, 1...600),
            ("dimse_seconds", dimseSeconds, 1...3600), ("idle_seconds", idleSeconds, 1...3600),
            ("listen_port", listenPort, 0...65_535),
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
            ("min_pixel_mm", checks.finestPixel, 0...1),
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
        guard checks.holds.union(checks.rejections).union(checks.keepsPaper).isSubset(of: remarks) else {
            throw .badSetting(
                path,
                "hold_for, reject_for and keep_paper_for may name \(ScanThresholds.codes.map(\.rawValue).joined(separator: ", "))"
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

    private static func plain(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}
