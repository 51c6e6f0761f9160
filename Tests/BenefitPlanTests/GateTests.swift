import Testing

@testable import BenefitPlan
@testable import FilmModel

@Suite("Gates of the plan")
struct GateTests {
    /// SamplePlan's cover: 60,000.00 priming, 1,500.00 local cash, 5,453.21 cash-releasing.
    private static let cover: Int64 = 6_000_000 + 150_000 + 545_321

    private func plan(price: Int64) throws -> Plan {
        var plan = try SamplePlan.plan()
        plan.clusters[0].lspPrice = Pence(price)
        return plan
    }

    @Test("affordability passes on equality, and fails by one penny", arguments: [-1, 0, 1] as [Int64])
    func affordability(penny: Int64) throws {
        let gate = try #require(
            PlanCheck(plan(price: Self.cover + penny)).gate(.affordability, "NW"))
        #expect(gate.passed == (penny <= 0))
        #expect(gate.money == .init(left: Pence(Self.cover + penny), right: Pence(Self.cover)))
        #expect(gate.blockedBy == nil)
    }

    @Test("an opt-out changes both sides, local capital neither", arguments: [true, false])
    func optOut(optsOut: Bool) throws {
        var plan = try plan(price: Self.cover)
        plan.trusts[0].optedOut = optsOut
        plan.cash.append(
            CashLine(
                level: .trust, code: "RXB", month: try month("2026-02"), kind: .localCapitalCover,
                amount: Pence(999_999_999)))
        let gate = try #require(PlanCheck(plan).gate(.affordability, "NW"))
        // RXA's 536,250 p of benefit and 500.00 of local cash go.
        #expect(gate.money?.right.value == Self.cover - (optsOut ? 536_250 + 50_000 : 0))
        let days = try #require(PlanCheck(plan).gate(.contractorDays, "NW")?.numbers)
        #expect(days == .init(left: optsOut ? 0 : 50, right: optsOut ? 300 : 450))
        let volume = try #require(PlanCheck(plan).gate(.volumeCommitment, "NW")?.numbers)
        #expect(volume == .init(left: optsOut ? 210 : 490, right: optsOut ? 211 : 511))
    }

    @Test("days pass at 150 a Trust and fail by one, wherever they are booked", arguments: [-1, 0, 1])
    func days(day: Int) throws {
        var plan = try SamplePlan.plan()
        plan.days = [DayLine(trust: try trust("RXA"), activity: "all", days: 450 + day)]
        let gate = try #require(PlanCheck(plan).gate(.contractorDays, "NW"))
        #expect(gate.passed == (day <= 0))
        #expect(gate.numbers == .init(left: 450 + day, right: 450))
    }

    @Test("a film short of the commitment fails", arguments: [-1, 0, 1])
    func volume(film: Int) throws {
        var plan = try SamplePlan.plan()
        plan.trusts[0].volumeCommitment = 511 - 210 + film
        #expect(try PlanCheck(plan).gate(.volumeCommitment, "NW")?.passed == (film <= 0))
    }

    @Test(
        "a dip of one penny in one month fails cash-flow although the sums agree",
        arguments: [0, 1] as [Int64])
    func dip(penny: Int64) throws {
        var plan = try plan(price: Self.cover)
        plan.cash.removeAll { $0.kind == .lspPayment }
        // January has its priming and RXA's 100 films at 85 p.
        let first = 6_000_000 + 8_500 + penny
        for (text, amount) in [("2026-01", first), ("2026-06", Self.cover - first)] {
            plan.cash.append(
                CashLine(
                    level: .cluster, code: "NW", month: try month(text), kind: .lspPayment,
                    amount: Pence(amount)))
        }
        let check = try PlanCheck(plan)
        #expect(check.gate(.affordability, "NW")?.passed == true)
        let gate = try #require(check.gate(.cashFlow, "NW"))
        #expect(gate.passed == (penny == 0))
        #expect(gate.blockedBy == nil)
        #expect(gate.months?.count == 6)
        #expect(gate.months?.last?.balance == .zero)
        // All that is to be said is of the Trust that has opted out.
        #expect(check.warnings.allSatisfy { $0.contains("opted out") })
    }

    @Test("a Trust's local capital is judged by its own cover alone", arguments: [-1, 0, 1] as [Int64])
    func local(penny: Int64) throws {
        var plan = try plan(price: Self.cover)
        // RXB spends 12.00.
        plan.cash.append(
            CashLine(
                level: .trust, code: "RXB", month: try month("2026-02"), kind: .localCapitalCover,
                amount: Pence(1_200 - penny)))
        let check = try PlanCheck(plan)
        let gate = try #require(check.gate(.localAffordability, "RXB"))
        #expect(gate.passed == (penny <= 0))
        #expect(gate.money == .init(left: Pence(1_200), right: Pence(1_200 - penny)))
        #expect(check.gate(.cashFlow, "NW")?.blockedBy == nil)
    }

    @Test("gates stand in the programme's order, and a failing one blocks those behind it")
    func order() throws {
        let check = try PlanCheck(plan(price: Self.cover + 1))
        #expect(check.gates.map(\.name.step) == check.gates.map(\.name.step).sorted())
        #expect(Set(check.gates.map(\.name.step)) == Set(1...10))
        #expect(check.gate(.cashFlow, "NW")?.blockedBy == .affordability)
        #expect(!check.passed)
    }

    @Test("a forgotten Trust, a community of one and a fourth year are found")
    func organisations() throws {
        let known = try Set(["RXA", "RZZ"].map(trust))
        var plan = try SamplePlan.plan()
        #expect(try PlanCheck(plan).gate(.trustNeeds, "NW")?.passed == true)
        #expect(try PlanCheck(plan, known: known).gate(.trustNeeds, "NW")?.status == .failed)
        #expect(try PlanCheck(plan).gate(.communities, "NW")?.status == .open)
        plan.trusts[2].community = "C9"
        #expect(try PlanCheck(plan).gate(.communities, "NW")?.status == .failed)
        #expect(try PlanCheck(plan).gate(.outlineSchedule, "NW")?.passed == true)
        plan.clusters[0].months = 37
        #expect(try PlanCheck(plan).gate(.outlineSchedule, "NW")?.status == .failed)
    }

    private func signatures(_ plan: Plan) -> [PlanSignature] {
        let digest = PlanRecords(plan).digest
        return [
            (.lsp, .cluster, "NW"), (.cluster, .cluster, "NW"), (.sha, .sha, "Q1"), (.sha, .sha, "Q2"),
            (.clinical, .sha, "Q1"), (.clinical, .sha, "Q2"), (.clinical, .cluster, "NW"),
        ].map { party, level, code in
            PlanSignature(
                party: party, level: level, code: code, name: "Ann", at: Timestamp(milliseconds: 0), by: "x",
                digest: digest)
        }
    }

    @Test("a plan that all have signed passes, and any change unsigns it")
    func signOff() throws {
        var plan = try plan(price: Self.cover)
        plan.cash.removeAll { $0.kind == .lspPayment || $0.kind == .localCapital }
        plan.cash.append(
            CashLine(
                level: .cluster, code: "NW", month: try month("2026-06"), kind: .lspPayment,
                amount: Pence(Self.cover)))
        plan.trusts[2].community = "C1"
        let all = signatures(plan)
        #expect(try PlanCheck(plan, signatures: all).passed)
        for missing in all.indices {
            var fewer = all
            fewer.remove(at: missing)
            #expect(try !PlanCheck(plan, signatures: fewer).passed)
        }
        plan.days[0].days += 1
        let changed = try PlanCheck(plan, signatures: all)
        #expect(!changed.passed)
        #expect(changed.gate(.signOff, "Q1")?.message.contains("changed since") == true)
    }

    @Test("the order of rows changes neither digest nor sums, a changed amount does", arguments: 1...20)
    func digest(seed: UInt64) throws {
        let plan = try RandomPlan(seed: seed).plan
        var generator = SeededGenerator(state: seed)
        var shuffled = plan
        shuffled.schedule.shuffle(using: &generator)
        shuffled.benefits.shuffle(using: &generator)
        shuffled.trusts.shuffle(using: &generator)
        #expect(PlanRecords(plan).digest == PlanRecords(shuffled).digest)
        #expect(try PlanDiff(from: plan, to: shuffled).changes.isEmpty)
        let before = try PlanSummary(plan).clusters.map(\.figures)
        #expect(try PlanSummary(shuffled).clusters.map(\.figures) == before)
        shuffled.clusters[0].lspPrice = Pence(shuffled.clusters[0].lspPrice.value + 1)
        #expect(PlanRecords(plan).digest != PlanRecords(shuffled).digest)
        let change = try PlanDiff(from: plan, to: shuffled).changes
        #expect(change.map(\.column) == ["lsp_price"])
    }
}
