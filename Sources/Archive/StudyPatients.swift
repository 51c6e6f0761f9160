import DICOM
package import FilmModel

/// As whom an archive has a study by C-FIND: every patient that it names for it.
package enum StudyPatients: Sendable, Hashable {
    /// None where it has nothing of the study.
    case named([Patient])
    /// The archive does not say: it answers no C-FIND, or leaves the Patient ID out.
    case untold
    /// The archive's fault: not reached, silent.
    case unavailable(String)

    /// One patient, by the attributes that the archive gave.
    package struct Patient: Sendable, Hashable {
        let found: [String: String]

        package init(_ found: [String: String]) {
            let tags = Set(Dataset.naming.map(\.description))
            self.found = found.filter { tags.contains($0.key) }
        }

        /// Whether it is the patient whom these attributes name; what the archive did not say contradicts nothing.
        package func isNamed(by sent: [String: String]) -> Bool { comparison(with: sent).renamed().isEmpty }

        /// Whether it is the person whom these attributes name, as the person is or was called.
        package func isOne(_ aliases: PatientAliases, sentAs sent: [String: String]) -> Bool {
            let comparison = comparison(with: sent)
            return comparison.renamed().isEmpty || comparison.isKnown(by: aliases)
        }

        /// The patient, with what the archive did not say as it was sent.
        package func identity(sentAs sent: [String: String]) -> PatientIdentity {
            PatientIdentity(written: completed(by: sent))
        }

        private func comparison(with sent: [String: String]) -> IdentityComparison {
            let tags = Set(Dataset.naming.map(\.description))
            return IdentityComparison(
                found: completed(by: sent), sent: sent.filter { tags.contains($0.key) }, others: nil)
        }

        /// The issuer belongs to the number: it is taken over with the very same one alone.
        private func completed(by sent: [String: String]) -> [String: String] {
            func value(_ values: [String: String]) -> AttributeValue {
                AttributeValue(values[Tag.patientID.description] ?? "", of: .patientID)
            }
            let isSame = value(found) == value(sent)
            let rest = sent.filter { tag, _ in
                Dataset.naming.contains { $0.description == tag }
                    && (isSame || tag != Tag.issuerOfPatientID.description)
            }
            return found.merging(rest) { told, _ in told }
        }
    }
}

extension ArchiveLink {
    /// Asks as whom the archive has a study (C-FIND, STUDY level, PS3.4 C.6.2): some have one under several patients.
    package func patients(of study: String) -> StudyPatients {
        defer { rest() }
        guard destination.identity.answersFind else { return .untold }
        var isFresh = sending == nil
        while true {
            do {
                return try patients(of: study, on: try open())
            } catch let error as DICOMError {
                drop(\.sending)
                if isFresh || error.code != .associationLost { return .unavailable(error.description) }
            } catch {
                drop(\.sending)
                return .unavailable(
                    (error as? any OperatorError)?.description ?? "\(destination.name) failed")
            }
            isFresh = true
        }
    }

    private func patients(of study: String, on association: Association) throws -> StudyPatients {
        guard association.accepts(UID.studyRootFind) else { return .untold }
        let query = try Dataset()
        try query.root.put(.queryRetrieveLevel, "STUDY")
        try query.root.put(.studyInstanceUID, study)
        for tag in Dataset.identifying where Dataset.naming.contains(tag) { try query.root.put(tag, "") }
        let answer = try association.find(query)
        guard answer.status == 0 else { return .untold }
        var patients: Set<StudyPatients.Patient> = []
        for hit in answer.hits {
            // An archive that does not know a key answers with whatever it has.
            guard try hit.root.string(.studyInstanceUID)?.trimmed == study else { continue }
            let patient = StudyPatients.Patient(try hit.identity())
            guard patient.found[Tag.patientID.description]?.trimmed.isEmpty == false else { return .untold }
            patients.insert(patient)
        }
        return .named(Array(patients))
    }
}
