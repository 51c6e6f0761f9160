import FilmModel

/// A lease as the writer made it; what is JSON in its film is decoded after the transaction.
struct RawLease {
    let film: RawFilm
    let place: Place
    let worker: String
    let epoch: Int64

    func lease() throws -> Lease {
        var record = try film.record()
        if place.kind == .migrate { record.state = .inFlight }
        return Lease(
            film: record, kind: place.kind, worker: worker, epoch: epoch, attempt: place.attempt,
            rescues: place.rescues, lane: place.lane)
    }
}
