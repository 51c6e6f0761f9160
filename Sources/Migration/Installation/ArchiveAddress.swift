import FilmModel

/// `AET@HOST:PORT`.
package struct ArchiveAddress {
    package let aeTitle: String
    package let host: String
    package let port: Int

    package init(_ text: String) throws(WorkspaceError) {
        guard let at = text.firstIndex(of: "@"), let colon = text.lastIndex(of: ":"), at < colon,
            let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port)
        else { throw Self.fault(text) }
        aeTitle = String(text[..<at])
        host = String(text[text.index(after: at)..<colon])
        self.port = port
        // DCMTK takes 63 characters for host and port together.
        guard AETitle.isValid(aeTitle), !host.isEmpty, host.utf8.count <= 57,
            host.utf8.allSatisfy({ $0.isASCIIAlphanumeric || $0 == 0x2E || $0 == 0x2D })
        else { throw Self.fault(text) }
    }

    private static func fault(_ text: String) -> WorkspaceError {
        .usage(
            "\(text) is no archive's address",
            remedy: "write AET@HOST:PORT, such as COMMUNITY@archive.example:104; AET has 1 to 16 characters")
    }
}
