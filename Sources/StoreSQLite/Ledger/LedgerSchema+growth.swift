import MigrationQueue

extension LedgerSchema {
    /// Version 17. Lists of films on hold are read from an index in each of their orders. `clinic` is what the bureau's
    /// row says (`urgent_by`), or behind every date.
    ///
    /// Which verified films are to be read again for an archive that is new or at another address is kept as one place among
    /// the films: those behind `reread_from` that it has not proved since the row `reread_since` of `store`.
    static let growth = """
        ALTER TABLE hold ADD COLUMN clinic TEXT NOT NULL DEFAULT '9999';
        UPDATE hold SET clinic = (SELECT urgent_by FROM manifest WHERE manifest.film = hold.film)
            WHERE EXISTS (SELECT 1 FROM manifest WHERE manifest.film = hold.film AND urgent_by IS NOT NULL);
        CREATE INDEX hold_by_age ON hold (since, film, reason, trust);
        CREATE INDEX hold_by_clinic ON hold (clinic, since, film, reason);
        CREATE INDEX hold_by_trust ON hold (trust, clinic, since, film, reason);
        ALTER TABLE destination ADD COLUMN reread_from INTEGER;
        ALTER TABLE destination ADD COLUMN reread_since INTEGER;
        """
}
