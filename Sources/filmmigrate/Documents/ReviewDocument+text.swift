import Documents
import FilmModel
import Migration
import MigrationQueue
import PatientIndex

extension ReviewDocument {
    var text: String {
        var lines = ["film \(film), Trust \(trust), \(state.rawValue)"]
        if let reason { lines += ["\(reason.code): \(reason.message)", "remedy: \(reason.remedy)"] }
        for candidate in candidates {
            guard let earlier = candidate.earlierID else { continue }
            lines.append(
                "\(candidate.personID) is who was \(earlier) until the hospital gave that id to another human"
            )
        }
        lines += evidence.map { "evidence: \($0)" }
        if let decision {
            let told = [decision.decision, decision.personID, "by", decision.actor].compactMap(\.self)
            lines.append(
                PrintableText.line(
                    "decided: \(told.joined(separator: " ")), \(decision.at) \(decision.reason)"))
        }
        let examined: [(String, String?)] = [
            ("examined", examDate?.description), ("jacket", jacketID), ("exam", examID),
            ("modality", modality), ("body part", bodyPart), ("side", laterality), ("view", viewPosition),
        ]
        lines.append(PrintableText.line(Self.told(examined).joined(separator: ", ")))
        lines.append("scan: \(scan)" + (page.map { ", page \($0)" } ?? ""))
        if let rival {
            lines.append(
                "the other film: \(rival.film), \(rival.state.rawValue), "
                    + (rival.personID.map { "person \($0)" } ?? "nobody's yet")
                    + Self.told([
                        ("examined", rival.examDate?.description), ("body part", rival.bodyPart),
                        ("side", rival.laterality), ("view", rival.viewPosition),
                    ]).map { ", \($0)" }.joined())
            lines.append("its scan: \(rival.scan)")
        }
        var table = TextTable(
            ["", "label"] + (rival == nil ? [] : ["other film"]) + candidates.map(\.personID))
        for (name, path) in Self.fields {
            let values =
                [label[keyPath: path]] + (rival.map { [$0.label[keyPath: path]] } ?? [])
                + candidates.map { $0.label[keyPath: path] }
            guard values.contains(where: { $0 != nil }) else { continue }
            table.add([name] + values.map { $0 ?? "" })
        }
        lines += ["", table.text, ""]
        if let wanted { lines.append(PrintableText.line(wanted.text)) }
        if let correction, state == .held {
            lines.append(
                "next: once the keeper of each archive has moved or removed it there, `review accept \(film) --person \(correction)`; if the film is "
                    + "right as it was sent, `review accept \(film)`")
        } else if state == .held, isOfIdentity {
            let none = isSent ? "" : ", `review none \(film)`"
            lines.append(
                "next: `filmmigrate review accept \(film) --person ID`\(none) or `review reject \(film)`")
        } else if state == .held {
            lines.append("next: `filmmigrate review accept \(film)` or `review reject \(film)`")
        }
        return lines.joined(separator: "\n")
    }

    private static func told(_ values: [(String, String?)]) -> [String] {
        values.compactMap { name, value in value.map { "\(name) \($0)" } }
    }

    private static var fields: [(String, KeyPath<Label, String?>)] {
        [
            ("NHS number", \.nhsNumber), ("hospital number", \.hospitalNumber), ("family name", \.familyName),
            ("given name", \.givenName), ("birth date", \.birthDate), ("sex", \.sex), ("address", \.address),
            ("town", \.town), ("postcode", \.postcode),
        ]
    }
}

extension ReviewDocument.Wanted {
    var text: String {
        "wanted in the archives: Patient ID \(patientID), Issuer of Patient ID \(issuer), Patient's Name \(name), "
            + "Birth Date \(birthDate), Sex \(sex)"
    }
}
