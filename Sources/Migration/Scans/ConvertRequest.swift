import Bags
package import Digitise
package import FilmModel
import Foundation
import MigrationQueue

/// What `convert` was told about a film on its command line.
package struct ConvertRequest {
    package let description: FilmDescription
    private let trust: TrustID?
    private let bureau: String
    private let batch: String
    private let institution: String?
    private let now: Timestamp
    /// How what was said openly was read.
    private let notes: [String]

    /// Reads `FIELD=VALUE` pairs.
    package init(_ pairs: [String], image: String, now: Timestamp = .now()) throws {
        self.now = now
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
        fields["film_id"] = fields["film_id"] ?? Self.filmID(of: image)
        var notes: [String] = []
        description = try FilmFields.read(fields, image: image, now: now) { notes.append($0) }
        self.notes = notes
    }

    /// The film's number where none is given: the scan's file name, shortened and told apart by its SHA-256 where that is
    /// no film number. The same name always gives the same number.
    package static func filmID(of image: String) -> String {
        let scalars = image.unicodeScalars
        func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
            scalar != "\\" && scalar.properties.generalCategory != .control
        }
        guard scalars.count > FilmFields.longestID || !scalars.allSatisfy(isAllowed) else { return image }
        let ending = "~" + SourceDigest.of(Data(image.utf8)).prefix(12)
        var kept = String.UnicodeScalarView()
        for scalar in scalars.prefix(FilmFields.longestID - ending.unicodeScalars.count) {
            kept.append(isAllowed(scalar) ? scalar : "_")
        }
        return String(kept) + ending
    }

    /// What was said of the film and does not reach the instance, or not as it was said.
    package var remarks: [Reason] {
        let label = description.label
        var remarks = description.remarks(today: PartialDate(now.londonDay))
        remarks += notes.map { Reason(.dateDoubtful, $0) }
        let identity = PatientIdentity(label, trust: trust)
        if label.birthDate != nil, identity.birthDate.isEmpty,
            !remarks.contains(where: { $0.code == .dateDoubtful })
        {
            remarks.append(
                Reason(
                    .dateDoubtful,
                    "birth_date is no whole date of four digits a year; Patient's Birth Date is empty"))
        }
        if label.sex != nil, identity.sex.isEmpty {
            remarks.append(Reason(.rowInvalid, "sex can't be read; Patient's Sex is empty"))
        }
        return remarks
    }

    /// The builder of one page's instance.
    package func builder(page: Int, sourceDigest: String) throws -> InstanceBuilder {
        // A Trust that nobody named is part of no key but its own.
        guard let owner = trust ?? TrustID("NONE") else { throw WorkspaceError.unknownTrust("NONE") }
        var film = description
        film.page = page
        var origin = FilmOrigin(
            trust: owner, institution: institution, bureau: bureau, batchNumber: batch, filmName: film.filmID,
            row: page, description: film, sourceDigest: sourceDigest, takenInAt: nil, generation: 0)
        origin.isLoose = true
        return InstanceBuilder(
            origin, patient: PatientIdentity(film.label, trust: trust), delivered: nil, matchedAt: nil)
    }
}
