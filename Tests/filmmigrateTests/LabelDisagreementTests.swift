import FilmModel
import Testing

@testable import Migration
@testable import filmmigrate

@Suite("An identity conflict says which labels disagree, and nothing of what they say")
struct LabelDisagreementTests {
    @Test("columns are named where both labels have them and they differ")
    func columns() {
        let one = Label(
            nhsNumber: "4010232137", hospitalNumber: "H1", familyName: "Brown", birthDate: "1950-01-01",
            sex: "F")
        let two = Label(
            hospitalNumber: "H2", familyName: " BROWN ", givenName: "Ann", birthDate: "1951-01-01", sex: "F")
        #expect(one.disagreements(with: two) == "hospital_number, birth_date")
        #expect(two.disagreements(with: one) == "hospital_number, birth_date")
        #expect(one.disagreements(with: one).isEmpty)
    }
}
