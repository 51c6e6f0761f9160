/// What an archive answered to a C-STORE.
package struct StoreAnswer: Sendable, Hashable {
    /// The classes of PS3.4 B.2.3 and PS3.7 Annex C.
    package enum Kind: Sendable {
        case success
        /// Stored, with a remark: coerced attributes, elements discarded, data set mismatch (B000, B006, B007).
        case warning
        /// A7xx: the archive is out of resources; not the film's fault.
        case outOfResources
        /// A9xx, Cxxx: this data set is refused, and will be again.
        case refused
        /// 0122, 0124: the archive does not take this kind of object, or not from us.
        case notSupported
        /// 0111: the archive has an instance of this UID, this one or another.
        case duplicate
        case unknown
    }

    package let status: Int
    /// Error Comment (0000,0902), the archive's own words, with Offending Element (0000,0901) behind it in brackets.
    /// They may hold a patient's details.
    package let comment: String

    package init(status: Int, comment: String) {
        self.status = status
        self.comment = comment
    }

    package var kind: Kind {
        switch status {
        case 0x0000: .success
        case 0xB000, 0xB006, 0xB007: .warning
        case 0xA700...0xA7FF: .outOfResources
        case 0xA900...0xA9FF, 0xC000...0xCFFF: .refused
        case 0x0122, 0x0124: .notSupported
        case 0x0111: .duplicate
        default: .unknown
        }
    }
}
