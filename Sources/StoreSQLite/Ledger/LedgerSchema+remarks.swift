import MigrationQueue

extension LedgerSchema {
    /// What the checks remarked on each film's scan, how often in each batch, and which films a person has looked at.
    static let remarks = """
        CREATE TABLE remark (
            film INTEGER NOT NULL, place INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
            PRIMARY KEY (film, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE remark_count (
            batch INTEGER NOT NULL, code TEXT NOT NULL, films INTEGER NOT NULL CHECK (films >= 0),
            PRIMARY KEY (batch, code)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE look (
            film INTEGER PRIMARY KEY NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, cause TEXT NOT NULL
        ) STRICT;
        """
}
