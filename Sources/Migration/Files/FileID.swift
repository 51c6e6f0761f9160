import Glibc

/// Which file a path leads to in the end, by whatever links.
package struct FileID: Equatable {
    private let device: UInt64
    private let number: UInt64
    /// How many names it has.
    let links: UInt64

    /// Nil where there is nothing.
    package init?(_ path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino))
        links = UInt64(status.st_nlink)
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.device == right.device && left.number == right.number
    }
}
