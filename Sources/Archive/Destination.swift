package import DICOM
import Foundation

/// An archive as delivery sees it.
package struct Destination: Sendable {
    package let name: String
    package let peer: Peer
    package let identity: KnownIdentity
    /// Shared by all links to it.
    package let health = ArchiveHealth()
    /// Where the archive can bring instances and reports; nil where we do not listen.
    package let listener: StoreListener?
    /// The title under which the archive would bring instances; nil where we do not listen.
    package let moveTitle: String?
    package let preference: SyntaxPreference
    let choice: SyntaxChoice
    /// How many links may have associations at once.
    let places = AssociationPlaces()
    /// How fast it may be sent to, over all links.
    package let pace = SendingPace()

    /// `identity` is who answered when the archive was proved; nil where it never did. `moveTitle` alone is enough
    /// to prove it.
    package init(
        name: String, peer: Peer, identity: String? = nil, listener: StoreListener? = nil,
        moveTitle: String? = nil, preference: SyntaxPreference = .fixed(.explicit)
    ) {
        self.preference = preference
        choice = SyntaxChoice(preference)
        self.name = name
        self.peer = peer
        self.identity = KnownIdentity(identity)
        self.listener = listener
        self.moveTitle = listener?.aeTitle ?? moveTitle
    }

    /// Calls the archive. One that refuses for now is called again within 1.6 seconds: it may still count an
    /// association that has just ended. Blocks.
    func associate(
        _ contexts: [PresentationContext], calledAETitle: String? = nil
    ) throws(DICOMError) -> Association {
        var peer = peer
        peer.calledAETitle = calledAETitle ?? peer.calledAETitle
        for pause in [0.05, 0.1, 0.2, 0.4, 0.8] {
            do { return try Association(peer, contexts, pace: pace) } catch {
                guard error.isRefusedForNow else { throw error }
                Thread.sleep(forTimeInterval: pause)
            }
        }
        return try Association(peer, contexts, pace: pace)
    }

    /// Takes over what a proof found of the archive.
    package func learn(_ proof: ArchiveProof) {
        identity.answersFind = proof.answersFind
        if proof.givesByMoveOnly { health.noteGivesByMoveOnly() }
    }
}
