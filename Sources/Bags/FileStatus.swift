import Glibc

/// What the file system says of a file: enough to tell whether it is the one that was looked at before.
struct FileStatus: Sendable, Hashable {
    /// The kinds that a bag's entry can have.
    enum Kind: Sendable { case file, folder, link, special }

    let kind: Kind
    let bytes: Int
    let device: UInt64
    let inode: UInt64
    let owner: UInt32
    private let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .special
        }
        bytes = Int(status.st_size)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        owner = status.st_uid
        seconds = Int(status.st_mtim.tv_sec)
        nanoseconds = Int(status.st_mtim.tv_nsec)
    }
}
