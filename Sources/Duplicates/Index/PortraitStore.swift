/// The canonical pictures of films: nothing that could not be made again from the scans. A picture is kept under its file's
/// digest and page, so it can never be another film's.
package protocol PortraitStore: Sendable {
    /// Keeps a picture. One that is there already stays, unless `replacing`.
    func put(_ picture: CanonicalPicture, of source: String, replacing: Bool) async throws
    /// Nil where there is none, or none that is whole.
    func picture(of source: String) async throws -> CanonicalPicture?
}

extension PortraitStore {
    /// Keeps a picture that is not there yet.
    package func put(_ picture: CanonicalPicture, of source: String) async throws {
        try await put(picture, of: source, replacing: false)
    }
}
