import Duplicates
import FilmModel
import MigrationQueue
import PatientIndex

extension Run {
    /// What the gate asks of the ledger, of the rows, and of what people have decided.
    func surroundings(_ maker: PortraitMaker) -> DuplicateGate.Surroundings {
        let (ledger, decisions, persons) = (stores.ledger, stores.decisions, stores.persons)
        return DuplicateGate.Surroundings(
            states: { try await ledger.states(of: $0) },
            archived: { films in
                var archived: Set<FilmID> = []
                for film in films {
                    if try await ledger.film(film).facts.written != nil { archived.insert(film) }
                    if try await !ledger.stores(of: film).isEmpty { archived.insert(film) }
                }
                return archived
            },
            differences: { film, other in
                let row = try await ledger.film(film).description
                return row.differences(from: try await ledger.film(other).description)
            },
            saysSame: { film, other in
                let row = try await ledger.film(film).description
                return row.saysSame(as: try await ledger.film(other).description)
            },
            saidToBeOne: { try await decisions.saidToBeOne(with: $0) },
            duplicates: { try await ledger.duplicates(of: $0) },
            isOverruled: { film, other in
                let (own, theirs) = (
                    try await decisions.lastNamed(on: film), try await decisions.lastNamed(on: other)
                )
                guard let theirs, let person = theirs.person else { return false }
                guard let own, let named = own.person else { return true }
                guard theirs.id > own.id else { return false }
                return try await !persons.isSame(person, named)
            },
            portrait: { try await maker.picture(of: $0) })
    }
}

extension DecisionStore {
    /// The last standing decision that says whose a film is.
    func lastNamed(on film: FilmID) async throws -> ReviewDecision? {
        try await everyStanding(on: film).last { $0.kind == .assign }
    }
}
