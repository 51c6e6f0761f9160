package import FilmModel

/// A bag or its custody that the machine does not let us reach: no fault of the bureau's.
package struct BagAccessError: OperatorError, Equatable {
    package let message: String
    package let remedy: String
    package let exitStatus: ExitStatus

    static func notAFolder(_ path: String) -> Self {
        Self(
            message: "\(BagPath.shown(path)) is not a folder", remedy: "name the folder that holds bagit.txt",
            exitStatus: .unusableInput)
    }

    static func unreachable(_ path: String, _ cause: SystemCallError) -> Self {
        Self(
            message: "\(BagPath.shown(path)) cannot be read: \(cause.words)",
            remedy: "check that it exists and that this account may read it",
            exitStatus: cause.isInputOutput ? .inputOutput : .unusableInput)
    }

    static func custodyExists(_ path: String) -> Self {
        Self(
            message: "the custody folder \(BagPath.shown(path)) exists already",
            remedy: "run `filmmigrate doctor`; remove the folder if no batch refers to it",
            exitStatus: .inputOutput)
    }

    static func custodyFailed(_ path: String, _ cause: SystemCallError) -> Self {
        Self(
            message: "the scans cannot be stored in \(BagPath.shown(path)): \(cause.words)",
            remedy: "check the workspace's disk, its free space and its permissions, then run again",
            exitStatus: .inputOutput)
    }

    static func custodyLeft(_ path: String) -> Self {
        Self(
            message: "the custody folder \(BagPath.shown(path)) of a refused bag cannot be removed",
            remedy: "remove it by hand, then run again to see why the bag is refused",
            exitStatus: .inputOutput)
    }
}
