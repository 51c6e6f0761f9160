import Archive
import DICOM
import FilmModel
import Logging
import MigrationQueue
import PatientIndex

extension HealthCheck {
    /// The ledger's invariants, and what has to be there before a film can be carried.
    func ledger(_ stores: Stores) async -> [Check] {
        do {
            let breaches = try await stores.ledger.breaches()
            var checks = breaches.map {
                Check.fault(
                    "ledger", $0, remedy: "stop `run`, keep the ledger's file, and call the maintainers",
                    .ourFault)
            }
            if breaches.isEmpty { checks.append(.ok("ledger", "every film is in exactly one place")) }
            if let blockage = try await stores.upkeep.blockage() {
                checks.append(
                    .warning(
                        "log", blockage.text,
                        remedy: "end that process, or read a copy made by `filmmigrate backup`"))
            }
            if let rejected = try await self.rejected(stores) { checks.append(rejected) }
            if try await stores.ledger.trusts().isEmpty {
                checks.append(
                    .warning(
                        "trusts", "no Trust is registered", remedy: "`filmmigrate trust add CODE --name NAME`"
                    ))
            }
            let persons = try await stores.persons.count()
            checks.append(
                persons == 0
                    ? .warning(
                        "index", "the master patient index is empty: every film would be held",
                        remedy: "`filmmigrate index import FILE`")
                    : .ok("index", persons.counted("person")))
            return checks
        } catch {
            return [.fault("ledger", error)]
        }
    }

    /// Films that were rejected while an archive has them: nobody else tells its keeper.
    private func rejected(_ stores: Stores) async throws -> Check? {
        let films = try await stores.ledger.rejectedInArchives()
        guard !films.isEmpty else { return nil }
        var names: [String] = []
        for film in films.prefix(5) { names.append(try await stores.ledger.film(film).reference) }
        let others = films.count > names.count ? ", …" : ""
        return .warning(
            "rejected",
            "\(films.count.counted("film")) rejected since an archive has the instance, or may have it: "
                + "\(names.joined(separator: ", "))\(others)",
            remedy:
                "`filmmigrate film show FILM` names the archives; their keepers delete the instance, then `filmmigrate "
                + "film looked FILM --reason WHY`")
    }

    /// Whether each archive answers, as the one it was, and takes what is needed.
    func archives(_ workspace: Workspace, _ stores: Stores) async -> [Check] {
        let records: [DestinationRecord]
        do { records = try await stores.ledger.destinations() } catch { return [.fault("archives", error)] }
        var checks: [Check] = []
        if !records.contains(where: { $0.role == .primary }) {
            checks.append(.fault("archives", WorkspaceError.noPrimary))
        }
        if records.count == 1 {
            checks.append(
                .warning(
                    "archives", "there is no second copy: films are verified against the primary alone",
                    remedy: "`filmmigrate archive add NAME AET@HOST:PORT --role second-copy`"))
        }
        checks += ownCertificate(workspace, records) + listener(workspace, records)
        let prover = ArchiveProver(
            workspace: workspace, ledger: stores.ledger, logger: Logger(label: "filmmigrate"))
        for (record, answer) in await prover.prove(all: records) { checks += archive(record, answer) }
        return checks + (await apart(workspace, stores))
    }

    /// Whether our own port can be listened on; a run that works has it already.
    private func listener(_ workspace: Workspace, _ records: [DestinationRecord]) -> [Check] {
        guard workspace.settings.listenPort != 0 else { return [] }
        let port = "port \(workspace.settings.listenPort)"
        guard (try? FileLock(workspace.lockPath, busy: .isRunning)) != nil else {
            return [.ok("listener", "\(port) is a run's that works just now")]
        }
        do {
            _ = try workspace.listener(for: records)
            return [.ok("listener", "\(port) can be listened on as \(workspace.settings.callingAETitle)")]
        } catch {
            return [.fault("listener", error)]
        }
    }

    /// Whether the archives are as many as they seem, as far as that was tried: looking leaves no instance behind.
    private func apart(_ workspace: Workspace, _ stores: Stores) async -> [Check] {
        do {
            let pairs = ArchivePairs(workspace: workspace, ledger: stores.ledger)
            let open = try await pairs.unknown(
                among: try await stores.ledger.destinations(), trusting: [.distinct, .same])
            return open.map { pair in
                .warning(
                    "archive \(pair.second.name)",
                    "nothing proves yet that it is another archive than \(pair.first.name)",
                    remedy:
                        "`filmmigrate archive test \(pair.second.name)`, which stores a marked test instance")
            }
        } catch {
            return [.fault("archives", error)]
        }
    }

    private func archive(
        _ record: DestinationRecord, _ answer: Result<ProvedArchive, any Error>
    ) -> [Check] {
        let check = "archive \(record.name)"
        do {
            let proof = try answer.get().proof
            let answer = Check.ok(check, "answers as \(proof.identity) and takes what is needed")
            var checks = [answer]
            if let refusal = record.refusal {
                checks.append(
                    .warning(
                        check, "it is full: it refuses to store since \(refusal.since): \(refusal.message)",
                        remedy:
                            "have its keeper make room; `run` goes on by itself, and this ends with an instance stored"
                    ))
            }
            if !proof.answersFind {
                checks.append(
                    .warning(
                        check, "it does not permit C-FIND, so that nobody can ask after an unclear sending",
                        remedy: "have its keeper permit C-FIND to this program (Orthanc: AllowFind)"))
            }
            if !proof.takesPreferredSyntax {
                checks.append(
                    .warning(
                        check, "it does not take \(record.transferSyntax): films are sent uncompressed",
                        remedy:
                            "have its keeper allow it for Secondary Capture, or add it without --transfer-syntax"
                    ))
            }
            if let end = proof.certificateEnd, Self.isNear(end) {
                checks.append(
                    .warning(
                        check, "its certificate ends at \(end)",
                        remedy:
                            "have its keeper renew it, then `filmmigrate archive test \(record.name) --accept-identity`"
                    ))
            }
            guard !proof.checksCalledAETitle else { return checks }
            return checks + [
                .warning(
                    check, "it answers to any AE title, so a mistyped address is not noticed by it",
                    remedy: "have its keeper refuse unknown called AE titles (Orthanc: DicomCheckCalledAet)")
            ]
        } catch {
            return [.fault(check, error)]
        }
    }
}
