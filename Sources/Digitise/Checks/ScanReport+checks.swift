import DICOM
import FilmModel
import Foundation

extension ScanReport {
    /// Measures a decoded page.
    init(
        _ sample: GreySample, _ header: PageHeader, _ depth: BitDepth, _ ground: ScannerGround?,
        _ spacing: StatedSpacing
    ) {
        self.init()
        let full = (1 << depth.shown) - 1
        if let spacing = spacing.judged { linePairs = 1 / (2 * max(spacing.row, spacing.column)) }
        bitsInUse = sample.bitsInUse
        hasOutliers = sample.hasOutliers
        outsideShare = sample.outside
        let (dark, light) = header.photometric == .monochrome1 ? (full, 0) : (0, full)
        shadowShare = sample.share(of: dark)
        highlightShare = sample.share(of: light)
        uniformShare = sample.uniformShare(full: full)
        greyRange = sample.range(full: full)
        guard let ground else { return }
        borderShare = ground.share
        skewDegrees = ground.skewDegrees
        films = ground.films
    }

    private static func undeclared(_ bits: Int, outside: Double) -> String {
        guard outside > 0 else {
            return
                "no value takes more than \(bits) of 16 bits; if the scanner has \(bits), give bits_stored=\(bits)"
        }
        // A ten-thousandth of a film is a line of small letters.
        let what = outside < 0.0001 ? "single pixels lie" : "a frame or lettering lies"
        return
            "the film takes no more than \(bits) of 16 bits, and \(what) far from it; if the scanner has \(bits), let it leave them out and give bits_stored=\(bits), else bits_stored=16"
    }

    /// Compares what was measured with the thresholds.
    mutating func judge(
        _ header: PageHeader, _ depth: BitDepth, _ thresholds: ScanThresholds, _ spacing: StatedSpacing
    ) {
        func remark(_ code: ReasonCode, _ measured: String) { remarks.append(Reason(code, measured)) }
        func decimal(_ value: Double, _ places: Int = 1) -> String {
            InstanceBuilder.decimal(value, places: places)
        }
        func percent(_ share: Double) -> String { "\(decimal(share * 100)) %" }

        if let linePairs {
            if linePairs < thresholds.linePairs - 0.005 {
                remark(
                    .resolutionLow,
                    "\(decimal(linePairs, 2)) line pairs/mm; \(decimal(thresholds.linePairs, 2)) are asked for"
                )
            }
        } else if spacing.contradiction == nil {
            remark(.resolutionUnknown, "neither the file nor its row states a resolution with a unit")
        }
        if let implausible = spacing.implausible { remark(.sizeImplausible, implausible) }
        if let contradiction = spacing.contradiction { remark(.spacingContradicted, contradiction) }
        if header.orientationIsUnknown {
            remark(.orientationUnknown, ReasonCode.orientationUnknown.message)
        }
        if depth.isContradicted {
            remark(.bitsContradicted, "the values take more bits than were declared; 16 are stored")
        }
        if let bits = depth.undeclared {
            remark(.bitsUndeclared, Self.undeclared(bits, outside: outsideShare))
        }
        if bitsInUse < thresholds.bitsInUse {
            remark(
                .bitsLow,
                "the grey values take \(decimal(bitsInUse)) bits; \(decimal(thresholds.bitsInUse)) are asked for"
            )
        }
        if max(shadowShare, highlightShare) > thresholds.clippedShare {
            remark(
                .clipped,
                "\(percent(shadowShare)) of the pixels are at the dark end, \(percent(highlightShare)) at the light end; \(percent(thresholds.clippedShare)) are allowed"
            )
        }
        if uniformShare > thresholds.uniformShare {
            remark(.nearlyBlank, "\(decimal(uniformShare * 100, 3)) % of the picture is of one grey")
        } else if greyRange < thresholds.greyRange {
            remark(
                .contrastLow,
                "the picture takes \(percent(greyRange)) of the range; \(percent(thresholds.greyRange)) are asked for"
            )
        }
        if borderShare > thresholds.borderShare {
            remark(
                .borderWide,
                "\(percent(borderShare)) of the picture lies outside the film; \(percent(thresholds.borderShare)) are allowed"
            )
        }
        if let skewDegrees, abs(skewDegrees) > thresholds.skewDegrees {
            remark(
                .skewed,
                "the film lies askew by \(decimal(abs(skewDegrees)))°; \(decimal(thresholds.skewDegrees))° are allowed"
            )
        }
        if films > 1 { remark(.severalFilms, "\(films) films seem to lie apart on the scan") }
        func weight(_ reason: Reason) -> Int {
            thresholds.rejections.contains(reason.code) ? 0 : thresholds.holds.contains(reason.code) ? 1 : 2
        }
        remarks.sort { weight($0) < weight($1) }
    }
}
