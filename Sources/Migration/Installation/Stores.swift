package import Duplicates
package import MigrationQueue
package import PatientIndex

/// What a workspace keeps, by role. Which database that is, the face decides that opens it.
package struct Stores: Sendable {
    package let ledger: any ProofLedger & ReportingLedger
    package let upkeep: any StoreUpkeep
    package let persons: any PersonStore
    package let written: any WrittenPatientStore
    package let decisions: any DecisionStore
    package let fingerprints: any FingerprintStore
    package let portraits: any PortraitStore

    package init(
        ledger: any ProofLedger & ReportingLedger, upkeep: any StoreUpkeep, persons: any PersonStore,
        written: any WrittenPatientStore, decisions: any DecisionStore, fingerprints: any FingerprintStore,
        portraits: any PortraitStore
    ) {
        self.ledger = ledger
        self.upkeep = upkeep
        self.persons = persons
        self.written = written
        self.decisions = decisions
        self.fingerprints = fingerprints
        self.portraits = portraits
    }
}

/// Makes and opens the stores of a workspace in one kind of database.
package protocol StoreFactory: Sendable {
    /// Makes what is missing in a workspace's folder. Throws `LedgerError`.
    func create(at path: String) throws
    /// Opens the stores of a workspace's folder. Films whose clinic date is at most `urgentDays` away go in the urgent
    /// lane. Throws `LedgerError`.
    func open(at path: String, urgentDays: Int) throws -> Stores
    /// The version of the database's library.
    var libraryVersion: String { get }
}
