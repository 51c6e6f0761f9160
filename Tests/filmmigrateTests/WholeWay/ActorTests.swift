import FilmModel
import Foundation
import Testing

@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite("A use-case asks who may, and changes nothing for who may not")
struct ActorTests {
    private static func trust(_ code: String) throws -> TrustID { try #require(TrustID(code)) }

    @Test("a role is needed, an administrator has them all", arguments: Actor.Role.allCases)
    func roles(role: Actor.Role) throws {
        let actor = Actor(name: "jo", roles: [role])
        if role == .administrator || role == .reviewer {
            try actor.require(.reviewer)
        } else {
            let error = #expect(throws: WorkspaceError.self) { try actor.require(.reviewer) }
            #expect(error?.exitStatus == .wrongUsage)
        }
    }

    @Test("who acts for one Trust acts for no other, and not for all")
    func trusts() throws {
        let own = try Self.trust("RXA")
        let actor = Actor(name: "jo", roles: [.administrator], trusts: [own])
        try actor.require(.operator, trust: own)
        #expect(throws: WorkspaceError.self) { try actor.require(.operator, trust: Self.trust("RXB")) }
        #expect(throws: WorkspaceError.self) { try actor.require(.operator) }
    }

    @Test("registry, steering, reviewing and backup refuse an auditor and a stranger to the Trust")
    func refusals() async throws {
        let folder = try TemporaryFolder()
        try SmallScene.write(2, to: folder.path)
        let tool = Tool(workspace: folder.path + "/workspace")
        for command in [
            ["init"], ["trust", "add", "RXA"], ["index", "import", folder.path + "/index.csv"],
            ["intake", folder.path + "/bag"],
        ] {
            #expect(try await tool(command).status == 0)
        }
        let workspace = try Workspace(at: tool.workspace)
        let stores = try workspace.open()
        let batch = try #require(try await stores.ledger.batches().first).batch
        let film = try #require(try await stores.ledger.films(of: batch.id).first)
        let history = try await stores.ledger.history(of: film.id).count
        let strangers = [
            Actor(name: "al", roles: [.auditor]),
            Actor(name: "bo", roles: [.operator, .reviewer, .finance], trusts: [try Self.trust("RXB")]),
        ]
        for actor in strangers {
            let films = FilmDesk(stores, actor: actor)
            let batches = BatchDesk(stores, actor: actor)
            let review = ReviewDesk(stores: stores, actor: actor, cause: "seen")
            let failures = FailureDesk(stores, actor: actor)
            let asked: [() async throws -> Void] = [
                { _ = try await films.hold(film.reference, reason: nil) },
                { _ = try await films.release(film.reference, reason: nil) },
                { _ = try await films.retry(film.reference) },
                { try await films.looked(film, cause: "fine") },
                { _ = try await films.hurry([film.reference]) },
                { _ = try await batches.pause(batch.name, true) },
                { _ = try await batches.hurry(batch.name) },
                { _ = try await batches.cancel(batch.name, reason: nil) },
                { try await review.accept(film) },
                { _ = try await review.assign(film, to: PersonID("P0")) },
                { try await review.none(film) },
                { try await review.reject(film) },
                { _ = try await review.undo(film) },
                {
                    let all = try await failures.films(trust: nil, batch: nil)
                    _ = try await failures.retry("HELD_BY_OPERATOR", of: all, dryRun: false)
                },
                { try await TrustDesk(stores, actor: actor).pause(film.trust, true) },
                { try await ArchiveDesk(stores, actor: actor).pause("primary", true) },
                {
                    _ = try await WindowDesk(stores, actor: actor).close(
                        days: [], from: 0, to: 60, trust: nil, archive: nil)
                },
                { _ = try await LedgerBackup(stores, actor: actor)(to: folder.path + "/copy") },
                { _ = try PlanDesk(workspace, actor: actor).take(folder.path, reason: nil) },
            ]
            for (place, ask) in asked.enumerated() {
                let error = await #expect(throws: WorkspaceError.self, "\(actor.name) \(place)") {
                    try await ask()
                }
                #expect(error?.message.hasPrefix(actor.name) == true, "\(actor.name) \(place)")
            }
        }
        #expect(try await stores.ledger.history(of: film.id).count == history)
        #expect(try await stores.ledger.trusts().allSatisfy { !$0.paused })
    }
}
