import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Codes of a plan")
struct CodeTests {
    @Test("capitals make no difference in any file, and the unit's own spelling stands")
    func capitals() throws {
        let plan = try SamplePlan.plan(replacing: [
            "shas.csv": SamplePlan.shas.replacing(",NW", with: ",nw"),
            "trusts.csv": SamplePlan.trusts.replacing("Q1", with: "q1"),
            "cash.csv": SamplePlan.cash.replacing("cluster,NW", with: "cluster,Nw").replacing(
                "sha,Q1", with: "sha,q1"),
            "teams.csv": SamplePlan.teams.replacing("cluster,NW", with: "cluster,nw"),
        ])
        #expect(PlanRecords(plan).digest == PlanRecords(try SamplePlan.plan()).digest)
        #expect(plan.cluster(typed: "nw")?.code == "NW")
        #expect(plan.sha(typed: "q2")?.code == "Q2")
        #expect(try ProgressReport(plan: plan, progress: progress("2026-02-10")).code(typed: "rxa") == "RXA")
        #expect(
            try Explanation.of(
                "nw.gate.affordability.left", in: ProgressReport(plan: plan, progress: progress("2026-02-10"))
            )
            .code == "NW")
    }

    @Test(
        "what differs by capitals alone stands twice: a fault",
        arguments: [
            ("shas.csv", "q1,Again,NW"), ("clusters.csv", "nw,Again,2026-01,6,1.00,150"),
            ("benefits.csv", "RXA,Store Rent,cash_releasing,store_empty,1000.00,"),
            ("days.csv", "RXA,SURVEY,10"),
            // Nor do spaces, what no eye sees, full-width letters or ß.
            ("benefits.csv", "RXA,store  rent,cash_releasing,store_empty,1000.00,"),
            ("benefits.csv", "RXA,store\u{200B} rent,cash_releasing,store_empty,1000.00,"),
            ("benefits.csv", "RXA,ｓｔｏｒｅ rent,cash_releasing,store_empty,1000.00,"),
            ("benefits.csv", "RXA,ſtore rent,cash_releasing,store_empty,1000.00,"),
            ("days.csv", "RXA,sur\u{AD}vey,10"),
        ])
    func twice(file: String, row: String) {
        let text = (SamplePlan.texts[file] ?? "") + "\n" + row
        let faults = SamplePlan.faults(replacing: [file: text])
        #expect(faults.count == 1)
        #expect(faults.first?.message.contains("stands in an earlier row too") == true)
    }

    @Test(
        "two names are the same where they mean one thing",
        arguments: [
            ("Straße", "STRASSE", true), ("a  b", " a b ", true), ("Ａ\u{3000}B", "a b", true),
            ("a\u{200B}b", "ab", true), ("a b", "ab", false), ("é", "e\u{301}", true), ("é", "e", false),
        ])
    func names(left: String, right: String, isSame: Bool) {
        #expect((SameName.key(left) == SameName.key(right)) == isSame)
    }

    @Test("a code stands for one unit, whatever the level", arguments: ["Q1", "q2", "nw"])
    func collision(code: String) {
        let trusts = SamplePlan.trusts + "\n\(code)A,Eta,Q1,C1,no,,0,"
        let shas = SamplePlan.shas + "\n\(code)A,Third,NW"
        let faults = SamplePlan.faults(replacing: ["trusts.csv": trusts, "shas.csv": shas])
        #expect(faults.map(\.message) == ["“\(code.uppercased())A” is the code of an SHA too"])
        #expect(faults.first?.place == "trusts.csv, row 6, trust")
    }

    @Test("an SHA with its Cluster's code is refused too")
    func clusterCollision() {
        let faults = SamplePlan.faults(replacing: ["shas.csv": SamplePlan.shas + "\nnw,Third,NW"])
        #expect(faults.map(\.message) == ["“nw” is the code of a Cluster too"])
    }

    @Test("a plan that was taken under the rules of before is still read as it was taken")
    func kept() throws {
        let files = SamplePlan.files(replacing: [
            "shas.csv": SamplePlan.shas + "\nq1,Small,NW\nRXE,Third,NW",
            "trusts.csv": SamplePlan.trusts + "\nRXE,Eta,RXE,C1,no,2026-01,0,\nRXF,Theta,q1,C1,no,2026-01,0,",
            "benefits.csv": SamplePlan.benefits + "\nRXA,Store Rent,cash_releasing,store_empty,1.00,",
        ])
        let plan = try PlanImporter.readKept(files: files)
        #expect(plan.trusts.last?.sha == "q1")
        #expect(plan.benefits.count == 10)
        #expect(throws: PlanImportError.self) { try PlanImporter.read(files: files) }
        // One that is taken today is kept as it is.
        let today = SamplePlan.files(replacing: ["shas.csv": SamplePlan.shas.replacing(",NW", with: ",nw")])
        #expect(
            PlanRecords(try PlanImporter.readKept(files: today)).digest
                == PlanRecords(try PlanImporter.read(files: today)).digest)
    }
}
