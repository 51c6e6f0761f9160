package import Archive
import FilmModel
import Foundation
import MigrationQueue
import PatientIndex

/// Reads films again from every archive and compares: on a thread of its own, over one association an archive.
package actor Reprover {
    private let executor = BlockingQueueExecutor(label: "reprover")
    private let originals: OriginalPixels
    private let persons: any PersonStore
    private let written: any WrittenPatientStore
    private let links: [ArchiveLink]
    /// What brings a film to an archive that never had it; nil where that is left to the next run.
    package let pipeline: Pipeline?

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// How often an archive that has an instance and fails to give it is asked.
    private static let tries = 3

    package init(
        _ workspace: Workspace, _ stores: Stores, _ destinations: [Destination],
        bringing pipeline: Pipeline? = nil
    ) {
        persons = stores.persons
        written = stores.written
        self.pipeline = pipeline
        originals = OriginalPixels(workspace: workspace)
        links = destinations.map { ArchiveLink($0) }
    }

    /// Whether an archive has refused to store in these words.
    func isRefusal(_ message: String, of archive: String) -> Bool {
        links.first { $0.destination.name == archive }?.destination.health.isRefusal(message) ?? false
    }

    /// Every archive is asked, whatever the others gave. `known` are those that ever had the film: one that was
    /// registered since gets it now.
    func prove(_ film: FilmRecord, known: Set<String>) async throws -> Reproof {
        guard let expected = Expected(film.facts) else {
            return .differs(
                links.map {
                    Reproof.Difference(
                        archive: $0.destination.name, what: "the ledger lacks what was sent", isAnswer: false)
                },
                [])
        }
        var stores: [StoreRecord] = []
        var differences: [Reproof.Difference] = []
        var lacking: [String] = []
        var refusal: Reason?
        for link in links {
            let name = link.destination.name
            var answer = read(expected, film, link)
            if answer == .absent, !known.contains(name) {
                // What differs elsewhere is for a person to see first.
                guard differences.isEmpty else { continue }
                guard let pipeline else {
                    lacking.append(name)
                    continue
                }
                switch try await pipeline.question(beforeBringing: film, expected, to: link) {
                case .objection(let stop):
                    refusal = Pipeline.asSent(stop)
                    continue
                case .unavailable(let message): answer = .unavailable(message)
                case .clear:
                    let others = links.filter { $0 !== link }
                    switch try await pipeline.bring(film, expected, link, others: others) {
                    case .sent(let record):
                        stores.append(record)
                        answer = read(expected, film, link)
                    case .failed(let words):
                        differences.append(Reproof.Difference(archive: name, what: words))
                        continue
                    case .unavailable(let message): answer = .unavailable(message)
                    }
                }
            }
            switch answer {
            case .equal, .followed:
                stores.append(StoreRecord(answer, name, expected.sopInstanceUID))
                try await written.note(answer, of: film, expected, in: name)
            case .differs(let what): differences.append(Reproof.Difference(archive: name, what: what))
            case .absent:
                differences.append(
                    Reproof.Difference(archive: name, what: "it has no such instance any more"))
            case .failed(let status):
                let code = String(status, radix: 16, uppercase: true)
                differences.append(
                    Reproof.Difference(
                        archive: name, what: "it has the instance and fails to give it (status 0x\(code))"))
            case .unavailable(let message):
                // What another archive has lost is known all the same.
                guard differences.isEmpty else { continue }
                return .unavailable(archive: name, message: message)
            }
        }
        guard differences.isEmpty else { return .differs(differences, stores) }
        if let refusal { return .refused(refusal, stores) }
        return lacking.isEmpty ? .equal(stores) : .lacking(lacking, stores)
    }

    private func read(_ expected: Expected, _ film: FilmRecord, _ link: ArchiveLink) -> ReadBack {
        var answer = ReadBack.absent
        for attempt in 1...Self.tries {
            answer = link.readBack(
                expected,
                aliases: {
                    film.person.flatMap {
                        try? persons.aliases(of: $0)
                    }
                },
                original: { originals.bytes(of: film) })
            guard case .failed = answer, attempt < Self.tries else { return answer }
            Thread.sleep(forTimeInterval: 0.2 * Double(attempt))
        }
        return answer
    }
}
