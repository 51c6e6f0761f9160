import MigrationQueue

/// The films that the lanes carry now.
struct FilmsUnderWay {
    private(set) var films = 0
    /// Those of them that are being verified.
    private(set) var proofs = 0
    /// Their pixels, in bytes.
    private(set) var bytes = 0
    /// Whether the film was in a dead worker's hand before: it is carried alone, so that a second death says who did it.
    private(set) var isAlone = false

    mutating func begin(_ lease: Lease) {
        films += 1
        if lease.kind == .verify { proofs += 1 }
        bytes += lease.film.cost
        isAlone = lease.rescues > 0
    }

    mutating func end(_ lease: Lease) {
        films -= 1
        if lease.kind == .verify { proofs -= 1 }
        bytes -= lease.film.cost
        isAlone = false
    }
}
