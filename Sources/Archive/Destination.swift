package import DICOM

/// An archive as delivery sees it.
package struct Destination: Sendable {
    package let name: String
    package let peer: Peer
    package let identity: KnownIdentity
    /// Shared by all links to it.
    package let health = ArchiveHealth()
    /// Where the archive can bring instances and reports; nil where we do not listen.
    package let listener: StoreListener?

    /// `identity` is who answered when the archive was proved; nil where it never did.
    package init(name: String, peer: Peer, identity: String? = nil, listener: StoreListener? = nil) {
        self.name = name
        self.peer = peer
        self.identity = KnownIdentity(identity)
        self.listener = listener
    }
}
