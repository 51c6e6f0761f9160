import Crypto
import FilmModel

/// What makes a bag the same bag, however often and with whatever manifests it is delivered: SHA-256 over
///
///     filmmigrate bag 1
///     bureau  <Source-Organization>
///     batch  <External-Identifier>
///     trust  <ODS code>
///     <sha256 of a file>  <its path>
///     …
///
/// in UTF-8, each line ended by LF, the payload's files sorted by the bytes of their paths. None of the
/// values can hold a line's end, so no two payloads share a text. The order, number and digests of the
/// manifests, the tag files and the bag's version have no part in it.
enum BagIdentity {
    static func digest(bureau: String, number: String, trust: TrustID, payload: [PayloadFile]) -> String {
        var hash = SHA256()
        func add(_ line: String) { hash.update(data: Array("\(line)\n".utf8)) }
        add("filmmigrate bag 1")
        add("bureau  \(bureau)")
        add("batch  \(number)")
        add("trust  \(trust.code)")
        for file in payload.sorted(by: { $0.path < $1.path }) { add("\(file.sha256)  \(file.path.text)") }
        return MultiDigest.hexadecimal(hash.finalize())
    }
}
