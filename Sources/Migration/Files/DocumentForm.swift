import DICOM
import Foundation

/// What a document is, and how a file shows that this program has written it and nobody has changed it since: then the
/// next document of this kind may take its place.
package struct DocumentForm: Sendable {
    /// Which command's document it is. The raw values stand in files.
    package enum Kind: String, Sendable {
        case instance, match, candidates, model, evaluation, pairs, comparison, report
        case duplicateMeasure = "duplicate-measure"
        case decidedLabels = "decided-labels"
        case decidedPersons = "decided-persons"
    }

    /// How its mark is carried.
    package enum Format: Sendable {
        /// By the meta header's implementation, and, where one is given, the digest of its scan.
        case instance(scan: String?)
        /// Formats that have no place for a mark: an attribute of the file carries it.
        case table, object
        /// At the end, where readers pass over it.
        case page, paper, workbook
    }

    let kind: Kind
    let format: Format

    package init(_ kind: Kind, _ format: Format) { (self.kind, self.format) = (kind, format) }

    /// An instance of the scan with this digest; nil: of any.
    package static func instance(of scan: String?) -> Self { Self(.instance, .instance(scan: scan)) }

    /// Whether the file at a path is an earlier document of this kind, in whichever format, as it was written.
    func isWritten(at path: String) -> Bool {
        if case .instance(let scan) = format { return Self.isInstance(path, of: scan) }
        return FileMark.all.contains { $0.kind(of: path) == kind.rawValue }
    }

    /// What is said of a file that this command does not replace.
    func refusal(_ given: String) -> String {
        let what =
            kind == .instance
            ? "is there already, and is no instance that `convert` wrote of this scan"
            : "is there already, and is no document of this command as it was written"
        return "\(given) \(what); it is left as it is"
    }

    /// More than a meta header and all that stands before the pixels have.
    private static let mostOfHead = 1 << 16

    private static func isInstance(_ path: String, of scan: String?) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        let head = (try? handle.read(upToCount: mostOfHead)) ?? Data()
        return head.dropFirst(128).starts(with: "DICM".utf8)
            && head.prefix(2048).range(of: Data(UID.implementationClass.utf8)) != nil
            && scan.map { head.range(of: Data("source sha256 \($0)".utf8)) != nil } ?? true
    }

    /// Marks a document that has been written under a name of its own.
    func mark(_ path: String) throws {
        switch format {
        case .instance: return
        case .table, .object: try FileMark.attribute.mark(path, kind.rawValue)
        case .page: try FileMark.page.mark(path, kind.rawValue)
        case .paper: try FileMark.paper.mark(path, kind.rawValue)
        case .workbook: try FileMark.workbook.mark(path, kind.rawValue)
        }
    }
}
