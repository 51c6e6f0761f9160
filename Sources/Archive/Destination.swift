package import DICOM

/// An archive as delivery sees it.
package struct Destination: Sendable {
    package let name: String
    package let peer: Peer
    package let identity: KnownIdentity

    /// `identity` is who answered when the archive was proved; nil where it never did.
    package init(name: String, peer: Peer, identity: String? = nil) {
        self.name = name
        self.peer = peer
        self.identity = KnownIdentity(identity)
    }
}
