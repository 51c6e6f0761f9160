import Foundation
import GRDB
import Testing

@testable import Community
@testable import Migration
@testable import MigrationQueue
@testable import filmmigrate

@Suite(
    "What happens in an archive after a film is verified comes out", .enabled(if: PrivateOrthanc.isInstalled),
    .timeLimit(.minutes(30)))
struct LaterProofTests {
    @Test(
        "instances damaged behind the archive's back are all found, each with what is wrong, by run and by verify"
    )
    func damaged() async throws {
        let count = SmallScene.number("FILMMIGRATE_DAMAGED", else: 60)
        let scene = try await SmallScene(films: count + 4)
        do {
            let tool = try await scene.workspace("workspace", settings: "stop_archive_after: 10\n")
            #expect(try await tool("run", "--until-idle").status == 0)
            await scene.primary.stop()
            let damage = try Damage(scene.primary.folder)
            try damage.apply(to: count)
            let primary = try await scene.primary.restarted()
            // Half of them by the command, the others by the run that is due for them.
            let named = (0..<count / 2).map { "B1/F\($0)" }
            let verify = try await tool(["verify", "--json", "--rate", "1000"] + named)
            #expect(verify.status == 2, "\(verify.errors)")
            let due = try DatabaseQueue(path: tool.workspace + "/ledger.sqlite")
            try await due.write { try $0.execute(sql: "UPDATE recheck SET due_at = 0") }
            let run = try await tool("run", "--until-idle")
            #expect(run.errors.contains("paused") || verify.errors.contains("paused"))
            let states = try await scene.states(tool)
            #expect(
                states.count { $0 == "held READ_BACK_DIFFERS" } == count,
                "\(verify.output) \(run.output) \(run.errors)")
            #expect(states.count { $0 == "verified" } == 4)
            let held = try await tool("review", "list", "--json").output
            for words in [
                "differ from byte", "attribute (0010,0020) names another patient", "fails to give it",
            ] {
                #expect(held.contains(words), "\(words)")
            }
            #expect(try await tool("archive", "list").output.contains("paused since"))
            let breaches = try await Workspace(at: tool.workspace).open().ledger.breaches()
            #expect(breaches.isEmpty)
            #expect(try await tool("archive", "resume", "primary").status == 0)
            #expect(!(try await tool("archive", "list").output.contains("paused")))
            await primary.stop()
            #expect(try await tool("verify", "--all").status == 69)
        } catch {
            await scene.primary.stop()
            throw error
        }
    }

    @Test(
        "films that an archive's storage limit has recycled are found when they are read again, and by nothing before"
    )
    func recycled() async throws {
        let scene = try await SmallScene(films: 4, options: .init(maximumPatientCount: 2))
        do {
            let tool = try await scene.workspace("workspace", settings: "lanes: 1\n")
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await scene.states(tool) == [String](repeating: "verified", count: 4))
            #expect(try await scene.primary.instances().count == 2)
            #expect(try await tool("doctor").status == 0)
            let verify = try await tool("verify", "--all")
            #expect(verify.status == 2 && verify.output.contains("it has no such instance any more"))
            #expect(try await scene.states(tool).count { $0 == "held READ_BACK_DIFFERS" } == 2)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    @Test("an archive without C-GET is proved by C-MOVE to our port, and says by commitment what it keeps")
    func moving() async throws {
        let port = try #require(ListeningPort.free(1).first)
        let scene = try await SmallScene(
            films: 5, options: .init(callbackPort: port, allowGet: false))
        do {
            let deaf = try await scene.workspace("deaf")
            let refused = try await deaf("run", "--until-idle")
            #expect(refused.status == 69 && refused.errors.contains("listen_port"), "\(refused.errors)")
            let tool = try await scene.workspace("workspace", settings: "listen_port: \(port)\n")
            let test = try await tool("archive", "test", "primary", "--store", "--json")
            #expect(test.status == 0, "\(test.errors)")
            let proof = try test.json()
            #expect(
                proof["gives_by_move_only"] as? Bool == true && proof["takes_commitment"] as? Bool == true)
            #expect(try await tool("doctor").output.contains("port \(port) can be listened on"))
            let run = try await tool("run", "--until-idle")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await scene.states(tool) == Array(repeating: "verified", count: 5))
            let film = try await tool("film", "show", "B1/F0", "--json").json()
            let events = (film["history"] as? [[String: Any]] ?? []).compactMap { $0["event"] as? String }
            #expect(events.contains("committed"), "\(events)")
            #expect(try await tool("verify", "--batch", "B1").status == 0)
            #expect(try await tool("verify").status == 64)
            let other = try await tool("verify", "--trust", "RXZ")
            #expect(other.status == 65)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }

    @Test("films wait for their read-back as long as is set, and none is read again where none is sampled")
    func intervals() async throws {
        let scene = try await SmallScene(films: 3)
        do {
            let tool = try await scene.workspace(
                "workspace", settings: "read_back_after_minutes: 30\nread_again_share: 0\n")
            let run = try await tool("run", "--until-idle", "--json")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await scene.states(tool) == Array(repeating: "delivered", count: 3))
            #expect(try run.json()["waiting"] as? Int == 3)
            #expect(try await tool("errors").output.contains("READ_BACK") == false)
            let ledger = try DatabaseQueue(path: tool.workspace + "/ledger.sqlite")
            try await ledger.write { try $0.execute(sql: "UPDATE delayed SET due_at = 0") }
            #expect(try await tool("run", "--until-idle").status == 0)
            #expect(try await scene.states(tool) == Array(repeating: "verified", count: 3))
            #expect(try await ledger.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM recheck") } == 0)
        } catch {
            await scene.primary.stop()
            throw error
        }
        await scene.primary.stop()
    }
}
