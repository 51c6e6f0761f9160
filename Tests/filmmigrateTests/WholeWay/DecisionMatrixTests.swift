import FilmModel
import Foundation
import Testing

@testable import Migration
@testable import MigrationQueue
@testable import PatientIndex
@testable import filmmigrate

@Suite(
    "Every decision on every hold, in a real ledger: it moves the film on, or names the decision that does")
struct DecisionMatrixTests {
    /// What the matrix is over.
    private struct Case {
        let code: ReasonCode
        let isSent: Bool
        let decision: HoldDecision
    }

    private static let cases = ReasonCode.allCases.filter { $0.effect == .held }.flatMap { code in
        [false, true].flatMap { isSent in
            HoldDecision.allCases.map { Case(code: code, isSent: isSent, decision: $0) }
        }
    }

    @Test("reason code × decision × whether an archive has the film")
    func matrix() async throws {
        let folder = try TemporaryFolder()
        try SmallScene.write(Self.cases.count, to: folder.path)
        let tool = Tool(workspace: folder.path + "/workspace")
        for command in [
            ["init"], ["trust", "add", "RXA"], ["index", "import", folder.path + "/index.csv"],
            ["intake", folder.path + "/bag"],
        ] {
            #expect(try await tool(command).status == 0)
        }
        let stores = try Workspace(at: tool.workspace).open()
        let desk = ReviewDesk(stores: stores, actor: .commandLine("jo"), cause: "jacket seen")
        try await stores.ledger.register(
            ThisProcess.worker(), aliveUntil: Timestamp.now().adding(seconds: 9e5))
        for one in Self.cases {
            let film = try await Self.hold(one, stores)
            let name = "\(one.code.rawValue), \(one.isSent ? "sent" : "not sent"), \(one.decision.rawValue)"
            do {
                try await Self.decide(one.decision, film, desk)
            } catch let error as WorkspaceError {
                // Refused: the film stays, and the decision that is named ends the hold.
                #expect(try await stores.ledger.film(film.id).state == .held, "\(name)")
                #expect(error.exitStatus == .wrongUsage, "\(name): \(error)")
                let hold = HoldRule.Hold(one.code, isSent: one.isSent)
                guard case .refused(let other) = HoldRule.answer(one.decision, hold) else {
                    Issue.record("\(name): refused against the rule: \(error)")
                    continue
                }
                #expect(error.remedy.contains(Self.command(other)), "\(name): \(error.remedy)")
                try await Self.decide(other, try await stores.ledger.film(film.id), desk)
            }
            let after = try await stores.ledger.film(film.id)
            switch (one.decision, after.state) {
            case (.reject, .rejected), (.accept, .queued), (.acceptAs, .queued), (.retry, .queued),
                (.release, .queued), (.none, .queued):
                #expect(one.decision == .reject || !one.isSent, "\(name)")
            case (.accept, .delivered), (.acceptAs, .delivered), (.retry, .delivered),
                (.release, .delivered), (.none, .delivered):
                #expect(one.isSent, "\(name)")
            case (.none, .held): #expect(after.reason?.code == .notInIndex, "\(name)")
            default: Issue.record("\(name): \(after.state.rawValue)")
            }
        }
        #expect(try await stores.ledger.breaches().isEmpty)
    }

    private static func command(_ decision: HoldDecision) -> String {
        switch decision {
        case .accept, .release: "review accept"
        case .acceptAs: "--person"
        case .none: "review none"
        case .reject: "review reject"
        case .retry: "film retry"
        }
    }

    private static func decide(_ decision: HoldDecision, _ film: FilmRecord, _ desk: ReviewDesk) async throws
    {
        switch decision {
        case .accept: try await desk.accept(film)
        case .release: try await desk.release(film)
        case .acceptAs: _ = try await desk.assign(film, to: film.person ?? PersonID("P1"))
        case .none: try await desk.none(film)
        case .reject: try await desk.reject(film)
        case .retry: try await desk.retry(film)
        }
    }

    /// Brings the next film to a hold, as a run would.
    private static func hold(_ one: Case, _ stores: Stores) async throws -> FilmRecord {
        let ledger = stores.ledger
        let worker = try #require(try await ledger.workers().first).worker.id
        func claim(_ kind: WorkKind) async throws -> Lease {
            try #require(
                try await ledger.claim(kind, films: 1, bytes: .max, worker: worker, at: .now()).first)
        }
        let lease = try await claim(.migrate)
        let id = lease.film.id
        guard one.isSent else {
            _ = try await ledger.finish([Finish(lease, .held(Reason(one.code)))], at: .now())
            return try await ledger.film(id)
        }
        var facts = FilmFacts()
        facts.match = Match(decision: .match, person: PersonID("P0"), reasons: ["number"])
        facts.pixelDigest = "pixels"
        facts.sopInstanceUID = "2.25.\(id.number)"
        let store = StoreRecord(
            destination: "main", sopInstanceUID: "2.25.\(id.number)", sentAt: .now(), dimseStatus: 0,
            method: "store")
        _ = try await ledger.finish([Finish(lease, .delivered, facts: facts, stores: [store])], at: .now())
        // Films that decisions before this one let go on are first: they are put aside.
        while true {
            let proof = try await claim(.verify)
            let code = proof.film.id == id ? one.code : .heldByOperator
            _ = try await ledger.finish([Finish(proof, .held(Reason(code)))], at: .now())
            if proof.film.id == id { break }
        }
        return try await ledger.film(id)
    }
}
