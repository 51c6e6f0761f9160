/// Files that programs leave in folders, so that a message can say where they come from.
enum StrayFile {
    /// `: macOS leaves it`, or nothing.
    static func words(_ path: BagPath) -> String {
        let name = path.segments.last ?? ""
        let origin: String? =
            switch name.lowercased() {
            case ".ds_store": "macOS leaves it"
            case "thumbs.db", "desktop.ini": "Windows leaves it"
            case let name where name.hasPrefix("._"): "macOS leaves it"
            case let name where name.hasPrefix(".~lock."): "LibreOffice leaves it beside an open file"
            case let name where name.hasSuffix(".tmp") || name.hasSuffix(".bak"): "it is a temporary file"
            default: nil
            }
        return origin.map { ": \($0)" } ?? ""
    }
}
