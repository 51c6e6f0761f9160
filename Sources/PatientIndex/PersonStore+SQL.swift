import FilmModel
import GRDB

extension PersonStore {
    /// Every statement of the index.
    enum SQL {
        static let schema = """
            CREATE TABLE person (
                person_id TEXT PRIMARY KEY NOT NULL, nhs_number TEXT, local_id TEXT, local_id_issuer TEXT,
                family_name TEXT, given_name TEXT, middle_names TEXT, previous_family_name TEXT,
                birth_date TEXT, death_date TEXT, sex TEXT, address TEXT, town TEXT, postcode TEXT,
                surname_key TEXT, previous_surname_key TEXT
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX person_by_national_number ON person (nhs_number) WHERE nhs_number IS NOT NULL;
            CREATE INDEX person_by_local_id ON person (local_id, local_id_issuer) WHERE local_id IS NOT NULL;
            CREATE INDEX person_by_surname ON person (birth_date, surname_key);
            """
        static let count = "SELECT COUNT(*) FROM person"
        static let byID = "SELECT * FROM person WHERE person_id = :id"
        static let byNationalNumber =
            "SELECT * FROM person WHERE nhs_number = :number ORDER BY person_id LIMIT 11"
        static let byLocalID = """
            SELECT * FROM person WHERE local_id = :id AND local_id_issuer = :issuer ORDER BY person_id LIMIT 11
            """
        static let bySurname = """
            SELECT * FROM person WHERE birth_date = :birth_date
                AND (surname_key = :surname OR previous_surname_key = :surname) ORDER BY person_id LIMIT 11
            """
        static let put = """
            INSERT OR REPLACE INTO person VALUES (:person_id, :nhs_number, :local_id, :local_id_issuer,
                :family_name, :given_name, :middle_names, :previous_family_name, :birth_date, :death_date, :sex,
                :address, :town, :postcode, :surname_key, :previous_surname_key)
            """
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

    var columns: [String: (any DatabaseValueConvertible)?] {
        [
            "person_id": id.text, "nhs_number": nhsNumber, "local_id": localID,
            "local_id_issuer": localIDIssuer, "family_name": familyName, "given_name": givenName,
            "middle_names": middleNames, "previous_family_name": previousFamilyName,
            "birth_date": birthDate?.description, "death_date": deathDate?.description, "sex": sex?.rawValue,
            "address": address, "town": town, "postcode": postcode, "surname_key": NameKey.of(familyName),
            "previous_surname_key": NameKey.of(previousFamilyName),
        ]
    }
}
