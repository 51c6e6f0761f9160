import Glibc

/// A system call that failed, with our own words for the causes that a person can mend.
struct SystemCallError: Error, Equatable {
    let number: Int32

    /// Takes the calling thread's `errno`.
    static func last() -> Self { Self(number: errno) }

    var isInputOutput: Bool { number == EIO || number == ENOSPC || number == EDQUOT || number == EROFS }

    /// What an open comes to where the last name is a symbolic link.
    var isLink: Bool { number == ELOOP }
    /// Also a folder on the way that is now something else.
    var isGone: Bool { number == ENOENT || number == ENOTDIR }

    var words: String {
        switch number {
        case ENOENT: "it does not exist"
        case ENOTDIR: "a part of the path is not a folder"
        case EACCES, EPERM: "this account may not"
        case ENOSPC: "the disk is full"
        case EDQUOT: "the account's quota is used up"
        case EROFS: "the disk is read-only"
        case EIO: "the disk reports an error"
        case ELOOP: "it is a symbolic link"
        case EMFILE, ENFILE: "too many files are open"
        case EEXIST: "it exists already"
        default: "system error \(number)"
        }
    }
}
