import FilmModel
import Foundation
import Testing

@testable import Migration
@testable import MigrationQueue
@testable import PatientIndex
@testable import filmmigrate

@Suite("The receipt of a film that points to two persons asks the bureau what fits, and says nothing untrue")
struct ConflictReceiptTests {
    /// A reason as films are held with it, what the receipt has to say, and whether the scan is asked after.
    private struct Case {
        let reason: Reason
        let told: String
        var isAsked = true
    }

    private static let cases = [
        Case(
            reason: Reason(
                .identityConflict,
                "\(Pipeline.samePicture) B9/secret, of another person; the labels disagree in sex"),
            told: "the same picture"),
        Case(
            reason: Reason(
                .identityConflict,
                "film B9/secret of the same examination is another person's: \(Pipeline.oneJacket)"),
            told: "in the wrong jacket"),
        Case(
            reason: Reason(.identityConflict, Veto.numberElsewhere.text),
            told: "a number on the label is another person's"),
        Case(
            reason: Reason(.identityConflict, Veto.twoIdentities.text),
            told: "label and index have two different valid national numbers"),
        Case(
            reason: Reason(.birthDateConflict, Veto.contradicted.text),
            told: "the number is known, but name and birth date are not this person's"),
        Case(
            reason: Reason(
                .identityConflict, "\(Pipeline.restOfExamination) another person's: correct those as well"),
            told: "another patient's than it was filed under"),
        Case(
            reason: Reason(.identityConflict, PartingDesk.words), told: "the hospital's index has changed",
            isAsked: false),
        Case(
            reason: Reason(.identityConflict, "the archive has the instance under another (0010,0020)"),
            told: "the archive has the film under another patient", isAsked: false),
        Case(
            reason: Reason(.identityConflict, "main \(Pipeline.hasAnothers)"),
            told: "the archive has the film under another patient or examination", isAsked: false),
        Case(reason: Reason(.identityConflict), told: "points to another person as well"),
    ]

    @Test("each kind of conflict, in text and JSON")
    func kinds() async throws {
        let folder = try TemporaryFolder()
        try SmallScene.write(Self.cases.count, to: folder.path)
        let tool = Tool(workspace: folder.path + "/workspace")
        for command in [
            ["init"], ["trust", "add", "RXA"], ["index", "import", folder.path + "/index.csv"],
            ["intake", folder.path + "/bag"],
        ] {
            #expect(try await tool(command).status == 0)
        }
        let ledger = try Workspace(at: tool.workspace).open().ledger
        let worker = ThisProcess.worker()
        try await ledger.register(worker, aliveUntil: Timestamp.now().adding(seconds: 9e5))
        for one in Self.cases {
            let lease = try #require(
                try await ledger.claim(.migrate, films: 1, bytes: .max, worker: worker.id, at: .now()).first)
            _ = try await ledger.finish([Finish(lease, .held(one.reason))], at: .now())
        }
        let films = try await tool("receipt", "B1", "--json").json()["films"] as? [[String: Any]] ?? []
        let text = try await tool("receipt", "B1").output
        #expect(films.count == Self.cases.count && !text.contains("secret"))
        for (one, film) in zip(Self.cases, films) {
            let message = try #require(film["message"] as? String)
            let remedy = try #require(film["remedy"] as? String)
            #expect(message.contains(one.told), "\(message)")
            #expect(message.contains("was the wrong scan attached?") == one.isAsked, "\(message)")
            #expect(remedy.hasPrefix("bureau: ") && remedy.contains("wrong scan") == one.isAsked, "\(remedy)")
            #expect(text.contains(message) && text.contains(remedy), "\(message)")
            // Where it is a number, no picture is spoken of.
            #expect(
                one.told.contains("picture") == message.contains("picture") || one.told.hasPrefix("points"))
        }
    }
}
