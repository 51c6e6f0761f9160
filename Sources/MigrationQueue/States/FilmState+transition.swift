package import FilmModel

extension FilmState {
    /// Where an event leads from here, or nil where it may not happen. Pure; the ledger's schema refuses
    /// what this refuses, and docs/states.md draws it (held to this function by a test).
    package func after(_ event: FilmEvent) -> FilmState? {
        switch (self, event) {
        case (.queued, .claim): .inFlight
        case (.queued, .hold), (.inFlight, .hold), (.delivered, .hold), (.verified, .hold): .held
        case (.queued, .reject), (.inFlight, .reject), (.held, .reject): .rejected
        case (.inFlight, .handBack): .queued
        case (.inFlight, .deliver): .delivered
        case (.inFlight, .duplicate), (.held, .duplicate): .duplicate
        case (.delivered, .verify): .verified
        case (.held, .release), (.duplicate, .release), (.rejected, .release): .queued
        case (.held, .resume): .delivered
        default: nil
        }
    }
}
