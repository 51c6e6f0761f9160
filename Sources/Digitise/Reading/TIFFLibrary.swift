import CLibTIFF

/// The libtiff that is linked at run time.
package enum TIFFLibrary {
    /// Its version, such as `4.5.0`: the last word of the first line of `TIFFGetVersion`.
    package static var version: String {
        guard let text = unsafe TIFFGetVersion() else { return "" }
        let line = unsafe String(cString: text).split(separator: "\n").first ?? ""
        return line.split(separator: " ").last.map(String.init) ?? ""
    }
}
