/// One presentation context to propose (PS3.8 9.3.2.2). Each transfer syntax goes in a context of its own,
/// so that every one that the peer takes is open.
package struct PresentationContext: Sendable, Hashable {
    package let abstractSyntax: String
    package let transferSyntax: String
    /// Asks for the SCP role, by which a C-GET brings objects back (PS3.7 D.3.3.4).
    package let asSCP: Bool

    package init(_ abstractSyntax: String, _ transferSyntax: String, asSCP: Bool = false) {
        self.abstractSyntax = abstractSyntax
        self.transferSyntax = transferSyntax
        self.asSCP = asSCP
    }

    /// The uncompressed syntaxes for each abstract syntax, explicit first.
    package static func uncompressed(_ abstractSyntaxes: [String], asSCP: Bool = false) -> [Self] {
        abstractSyntaxes.flatMap { syntax in
            [UID.explicitVRLittleEndian, UID.implicitVRLittleEndian].map { Self(syntax, $0, asSCP: asSCP) }
        }
    }
}
