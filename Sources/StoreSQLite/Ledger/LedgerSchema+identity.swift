import MigrationQueue

extension LedgerSchema {
    /// Version 8. What of a film's instance would be another one tomorrow, as it was written: the patient's identity and
    /// the Trust's name, null in films that were sent before. And the film that it was last found to look like, or to
    /// share an examination with.
    static let identity = """
        ALTER TABLE finding ADD COLUMN written TEXT;
        ALTER TABLE finding ADD COLUMN rival INTEGER;
        """
}
