/// One presentation context to propose (PS3.8 9.3.2.2). Each transfer syntax goes in a context of its own,
/// so that every one that the peer takes is open.
package struct PresentationContext: Sendable, Hashable {
    /// What we ask to be (PS3.7 D.3.3.4). A role is negotiated for an abstract syntax as a whole.
    package enum Role: Int32, Sendable {
        case scu = 0
        /// By this a C-GET brings objects back (PS3.4 C.4.3.1.4).
        case scp = 1
        case both = 2
    }

    package let abstractSyntax: String
    package let transferSyntax: String
    package let role: Role

    package init(_ abstractSyntax: String, _ transferSyntax: String, role: Role = .scu) {
        self.abstractSyntax = abstractSyntax
        self.transferSyntax = transferSyntax
        self.role = role
    }

    /// One transfer syntax for each abstract syntax.
    package static func compressed(
        _ abstractSyntaxes: [String], as syntaxes: [TransferSyntax], role: Role = .scu
    ) -> [Self] {
        abstractSyntaxes.flatMap { syntax in syntaxes.map { Self(syntax, $0.uid, role: role) } }
    }

    /// The uncompressed syntaxes for each abstract syntax, explicit first.
    package static func uncompressed(_ abstractSyntaxes: [String], role: Role = .scu) -> [Self] {
        abstractSyntaxes.flatMap { syntax in
            [UID.explicitVRLittleEndian, UID.implicitVRLittleEndian].map { Self(syntax, $0, role: role) }
        }
    }
}
