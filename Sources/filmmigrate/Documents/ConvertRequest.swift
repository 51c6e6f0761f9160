import Digitise
import FilmModel
import MigrationQueue

/// What `convert` was told about a film on its command line.
struct ConvertRequest {
    let description: FilmDescription
    private let trust: TrustID?
    private let bureau: String
    private let batch: String
    private let institution: String?

    /// Reads `FIELD=VALUE` pairs.
    init(_ pairs: [String], image: String) throws {
        var fields: [String: String] = [:]
        for pair in pairs {
            guard let sign = pair.firstIndex(of: "=") else {
                throw WorkspaceError.usage(
                    "--film takes FIELD=VALUE", remedy: "such as --film body_part=CHEST")
            }
            fields[String(pair[..<sign]).trimmed.lowercased()] = String(pair[pair.index(after: sign)...])
        }
        let code = fields.removeValue(forKey: "trust")?.nonEmpty
        trust = code.flatMap { TrustID($0) }
        if let code, trust == nil { throw WorkspaceError.unknownTrust(code) }
        bureau = fields.removeValue(forKey: "bureau")?.nonEmpty ?? "convert"
        batch = fields.removeValue(forKey: "batch")?.nonEmpty ?? "convert"
        institution = fields.removeValue(forKey: "institution")?.nonEmpty
        description = try FilmFields.read(fields, image: image)
    }

    /// The builder of one page's instance.
    func builder(page: Int, sourceDigest: String) throws -> InstanceBuilder {
        // A Trust that nobody named is part of no key but its own.
        guard let owner = trust ?? TrustID("NONE") else { throw WorkspaceError.unknownTrust("NONE") }
        var film = description
        film.page = page
        let origin = FilmOrigin(
            trust: owner, institution: institution, bureau: bureau, batchNumber: batch, filmName: film.filmID,
            row: page, description: film, sourceDigest: sourceDigest, takenInAt: nil, generation: 0)
        return InstanceBuilder(
            origin, patient: PatientIdentity(film.label, trust: trust), delivered: nil, matchedAt: nil)
    }
}
