import FilmModel

/// A value of an attribute in a form that is equal wherever PS3.5 takes two values for the same: padding, spaces that
/// mean nothing, delimiters without anything behind them, and ways to write one number.
package struct AttributeValue: Hashable, Sendable {
    private let form: String

    package init(_ text: String, of tag: Tag) {
        form =
            switch tag {
            case .patientName, .otherPatientNames, .patientBirthName: Self.personName(text)
            case .patientID: Self.identifier(text)
            case .rows, .columns, .bitsAllocated, .bitsStored, .highBit, .pixelRepresentation,
                .samplesPerPixel, .planarConfiguration, .pixelSpacing, .nominalScannedPixelSpacing,
                .imagerPixelSpacing, .pixelAspectRatio,
                .windowCenter, .windowWidth:
                Self.numbers(text)
            // To say nothing is to say the same (PS3.3 C.7.6.6, C.11.1).
            case .numberOfFrames, .rescaleSlope: Self.numbers(text, unless: "1.0")
            case .rescaleIntercept: Self.numbers(text, unless: "0.0")
            case .patientSex, .modality, .imageLaterality, .laterality, .bodyPartExamined, .viewPosition,
                .frameLaterality, .measurementLaterality, .issuerOfPatientID,
                .photometricInterpretation, .presentationLUTShape, .lossyImageCompression:
                // CS has upper case alone (PS3.5 6.2); issuers are codes, too.
                Self.values(text).uppercased()
            default: Self.values(text)
            }
    }

    package var isEmpty: Bool { form.isEmpty }

    /// Leading and trailing spaces of each value are not significant.
    private static func values(_ text: String) -> String {
        text.split(separator: "\\", omittingEmptySubsequences: false)
            .map { String($0).trimmed }.joined(separator: "\\")
    }

    /// A number of ten digits is the same with spaces and dashes between them, as national numbers are often written.
    private static func identifier(_ text: String) -> String {
        let text = values(text)
        let digits = text.filter(\.isNumber)
        let isSpaced = text.allSatisfy {
            $0.isNumber || $0.isWhitespace || "-\u{2010}\u{2011}\u{2013}".contains($0)
        }
        return digits.utf8.count == 10 && isSpaced ? digits : text
    }

    /// PS3.5 6.2.1.1: trailing delimiters may be left out. What is matched by a query regardless of case
    /// (PS3.4 C.2.2.2.1) is the same name here too: hospitals write theirs in capitals. Only the alphabetic group
    /// is ours.
    private static func personName(_ text: String) -> String {
        let group = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        var components = group.split(separator: "^", omittingEmptySubsequences: false)
            .map { String($0).trimmed.uppercased() }
        while components.last?.isEmpty == true { components.removeLast() }
        return components.joined(separator: "^")
    }

    private static func numbers(_ text: String, unless usual: String = "") -> String {
        let numbers = text.split(separator: "\\", omittingEmptySubsequences: false)
            .map { part in
                let text = String(part).trimmed
                return Double(text).map { "\($0)" } ?? text
            }
            .joined(separator: "\\")
        return numbers == usual ? "" : numbers
    }
}
