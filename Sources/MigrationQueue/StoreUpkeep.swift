/// What a store needs while it works: nobody may keep it from clearing its log.
package protocol StoreUpkeep: Sendable {
    /// Who keeps the log from being cleared, where more than a little of it can't be carried over.
    func blockage() async throws -> LogBlockage?
    /// One look, a second after the one before: ends a reader that has been in the way for too long. Answers what stands
    /// in the way, if anything.
    func look() async throws -> LogBlockage?
}
