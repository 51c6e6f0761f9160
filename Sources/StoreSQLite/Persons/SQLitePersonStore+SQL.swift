import FilmModel
import GRDB
import PatientIndex

extension SQLitePersonStore {
    /// Every statement of the index.
    enum SQL {
        /// `person` has what the extract says; `person_form` the form that is compared, and who counts after
        /// merging; `person_key` filed persons under their blocking keys; `person_count` says how often a
        /// value occurs, and under 0 how many persons there are. A person that is no longer in the extract
        /// keeps its row, for films that are its already, and is filed under nothing.
        static let schema = """
            CREATE TABLE person (
                row INTEGER PRIMARY KEY, person_id TEXT NOT NULL UNIQUE, nhs_number TEXT, local_id TEXT,
                local_id_issuer TEXT, family_name TEXT, given_name TEXT, middle_names TEXT,
                previous_family_name TEXT, birth_date TEXT, death_date TEXT, sex TEXT, address TEXT, town TEXT,
                postcode TEXT, merged_into TEXT, digest INTEGER NOT NULL,
                is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))
            ) STRICT;
            CREATE TABLE person_form (
                row INTEGER PRIMARY KEY, survivor INTEGER NOT NULL, form BLOB NOT NULL
            ) STRICT;
            CREATE TABLE person_key (
                key INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE person_count (key INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
            """
        /// From version 2 on, blocking keys lie in buckets (`KeyBucket`), a hundredth of the rows: an import
        /// is faster, and a search reads one row a key.
        static let buckets = """
            CREATE TABLE person_bucket (bucket INTEGER PRIMARY KEY, entries BLOB NOT NULL) STRICT;
            DROP TABLE person_key;
            """
        /// From version 3 on: what the index said of a person before, until when; and links with dates, of those
        /// who were merged into another or came again under another id.
        static let history = """
            CREATE TABLE person_past (
                id INTEGER PRIMARY KEY, row INTEGER NOT NULL, until_at INTEGER NOT NULL, nhs_number TEXT,
                local_id TEXT, local_id_issuer TEXT, family_name TEXT, given_name TEXT, middle_names TEXT,
                previous_family_name TEXT, birth_date TEXT, sex TEXT
            ) STRICT;
            CREATE INDEX person_past_by_row ON person_past (row, until_at);
            CREATE TABLE person_link (
                id INTEGER PRIMARY KEY, row INTEGER NOT NULL, into_row INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('merged', 'renumbered')), since INTEGER NOT NULL,
                until_at INTEGER
            ) STRICT;
            CREATE INDEX person_link_by_row ON person_link (row, since);
            CREATE INDEX person_form_merged ON person_form (survivor) WHERE survivor <> row;
            """
        private static let pastColumns = """
            nhs_number, local_id, local_id_issuer, family_name, given_name, middle_names,
                previous_family_name, birth_date, sex
            """
        private static let pastOf = """
            SELECT person.person_id, past.*, NULL AS death_date, NULL AS address, NULL AS town, NULL AS postcode
                FROM person_past AS past JOIN person ON person.row = past.row WHERE past.row = :row
            """
        static let past = pastOf + " ORDER BY past.until_at DESC"
        /// What was said at a moment: the first that ended after it; none where that is said still.
        static let pastAt = pastOf + " AND past.until_at > :at ORDER BY past.until_at, past.id LIMIT 1"
        static let byRow = "SELECT * FROM person WHERE row = :row"
        static let rowOfID = "SELECT row FROM person WHERE person_id = ?"
        static let sameAs = """
            SELECT person_id FROM person WHERE row IN (
                SELECT form.row FROM person_form AS form WHERE form.survivor <> form.row AND form.survivor = (
                    SELECT survivor FROM person_form JOIN person USING (row) WHERE person_id = :person)
                UNION ALL SELECT survivor FROM person_form JOIN person USING (row) WHERE person_id = :person)
            """
        static let keepPast = """
            INSERT INTO person_past (row, until_at, \(pastColumns))
            SELECT row, :at, \(pastColumns) FROM person WHERE row = :row AND NOT (nhs_number IS :nhs_number
                AND local_id IS :local_id AND local_id_issuer IS :local_id_issuer
                AND family_name IS :family_name AND given_name IS :given_name
                AND middle_names IS :middle_names AND previous_family_name IS :previous_family_name
                AND birth_date IS :birth_date AND sex IS :sex)
            """
        static let linkAt = """
            SELECT into_row FROM person_link WHERE row = :row AND since <= :at
                AND (until_at IS NULL OR until_at > :at) ORDER BY since DESC, id DESC LIMIT 1
            """
        static let openLink = "SELECT into_row FROM person_link WHERE row = :row AND until_at IS NULL"
        static let openLinks = "SELECT DISTINCT row FROM person_link WHERE until_at IS NULL"
        static let closeLink = "UPDATE person_link SET until_at = :at WHERE row = :row AND until_at IS NULL"
        static let addLink = """
            INSERT INTO person_link (row, into_row, kind, since) VALUES (:row, :into, :kind, :at)
            """
        static let everyPerson = "SELECT * FROM person ORDER BY row"
        static let everyPast = "SELECT DISTINCT row FROM person_past"
        static let putFormAgain = "UPDATE person_form SET form = ? WHERE row = ?"
        static let clearCounts = "DELETE FROM person_count WHERE key <> 0"
        static let countOf = "SELECT count FROM person_count WHERE key = ?"
        static let idOf = "SELECT person_id FROM person WHERE row = ?"
        static let byID = """
            SELECT living.* FROM person AS named JOIN person_form AS form ON form.row = named.row
                JOIN person AS living ON living.row = form.survivor WHERE named.person_id = ?
            """
        static let entriesOf = "SELECT entries FROM person_bucket WHERE bucket = ?"
        static let putEntries = "INSERT OR REPLACE INTO person_bucket VALUES (?, ?)"
        static let clearEntries = "DELETE FROM person_bucket"
        static let hasEntries = "SELECT EXISTS (SELECT 1 FROM person_bucket)"
        static let featuresOf = "SELECT survivor, form FROM person_form WHERE row = ?"

        static let known = "SELECT row, digest, is_current FROM person WHERE person_id = ?"
        static let lastRow = "SELECT MAX(row) FROM person"
        static let current = "SELECT COUNT(*) FROM person WHERE is_current = 1"
        static let isCurrent = "SELECT is_current FROM person WHERE row = ?"
        static let mergedIntoOf = "SELECT merged_into FROM person WHERE row = ? AND is_current"
        static let isCurrentByID = """
            SELECT living.is_current FROM person AS named JOIN person_form AS form ON form.row = named.row
                JOIN person AS living ON living.row = form.survivor WHERE named.person_id = ?
            """
        static let currentRows = "SELECT row FROM person WHERE is_current = 1"
        static let put = """
            INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            """
        static let putForm = "INSERT OR REPLACE INTO person_form VALUES (?, ?, ?)"
        static let setAside = "UPDATE person SET is_current = 0 WHERE row = ?"
        static let addCount = """
            INSERT INTO person_count VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET count = count + excluded.count
            """
        static let setTotal = """
            INSERT OR REPLACE INTO person_count
                SELECT 0, COUNT(*) FROM person WHERE is_current = 1 AND merged_into IS NULL
            """
        static let merged =
            "SELECT row, merged_into FROM person WHERE merged_into IS NOT NULL AND is_current = 1"
        static let rowOf = "SELECT row, merged_into FROM person WHERE person_id = ?"
        /// Everybody who is that person now, the person's own row among them.
        static let survivedBy = """
            SELECT row FROM person_form WHERE survivor = ?1 AND survivor <> row UNION ALL SELECT ?1
            """
        static let survivorIfAbsent = """
            SELECT survivor FROM person_form JOIN person USING (row) WHERE row = ? AND NOT is_current
            """
        static let setSurvivor = "UPDATE person_form SET survivor = ? WHERE row = ?"
    }
}

extension Person {
    /// Reads a row of `person`.
    init(_ row: Row) {
        self.init(id: PersonID(row["person_id"]))
        nhsNumber = row["nhs_number"]
        localID = row["local_id"]
        localIDIssuer = row["local_id_issuer"]
        familyName = row["family_name"]
        givenName = row["given_name"]
        middleNames = row["middle_names"]
        previousFamilyName = row["previous_family_name"]
        birthDate = (row["birth_date"] as String?).flatMap { PartialDate($0) }
        deathDate = (row["death_date"] as String?).flatMap { PartialDate($0) }
        sex = (row["sex"] as String?).flatMap { Sex($0) }
        address = row["address"]
        town = row["town"]
        postcode = row["postcode"]
    }
}
