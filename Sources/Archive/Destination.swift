package import DICOM

/// An archive as delivery sees it.
package struct Destination: Sendable, Hashable {
    package let name: String
    package let peer: Peer

    package init(name: String, peer: Peer) {
        self.name = name
        self.peer = peer
    }
}
