import Bags
import FilmModel
import MigrationQueue

extension Delivery {
    /// What enters the ledger from a whole bag.
    init(_ bag: Bag, _ probes: [ScanProbe.Finding], custody: String) {
        let films = zip(bag.films, probes).map { row, finding in
            var rejection = row.rejection
            var cost = 0
            switch finding {
            case .cost(let bytes): cost = bytes
            case .unusable(let reason): rejection = rejection ?? reason
            }
            return Film(
                row: row.number, name: row.key, description: row.description,
                sourceDigest: row.scan?.sha256 ?? "", sourceMark: row.scan?.mark ?? "",
                cost: cost, rejection: rejection)
        }
        self.init(
            bureau: bag.bureau, number: bag.number, trust: bag.trust, digest: bag.manifestDigest,
            custody: custody, films: films)
    }
}

extension Receipt {
    /// The receipt of a batch at the moment it is taken in.
    init(_ delivery: Delivery, _ batch: BatchRecord, remarks: [String]) {
        var counts = StateCounts()
        let films = delivery.films.map { film in
            let state: FilmState = film.rejection == nil ? .queued : .rejected
            counts[state] += 1
            let reason =
                film.rejection
                ?? Reason(joining: film.description.remarks(today: PartialDate(batch.takenInAt.londonDay)))
            return Film(
                row: film.row, filmID: film.description.filmID, image: film.description.image,
                page: film.description.page,
                outcome: state, code: reason?.code.rawValue, message: reason?.message,
                remedy: reason?.code.remedy, sopInstanceUID: nil, mayBeReleased: false)
        }
        self.init(
            batch: batch.name, trust: batch.trust.code, bureau: batch.bureau, number: batch.number,
            stage: .intake, takenInAt: batch.takenInAt, counts: counts, films: films,
            remarks: remarks.isEmpty ? nil : remarks)
    }
}
