import ArgumentParser
import FilmModel
import Migration
import MigrationQueue

extension ReviewCommand {
    struct Undo: ReceiptChangingCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Takes the last decision on a film back, until it is sent: it waits as it did before, and so do the "
                + "films on which it was taken with it.")
        @Argument(help: "The film.")
        var film: String
        @OptionGroup var decision: Decision
        @Flag(help: "This film alone, not those on which the decision was taken with it.")
        var alone = false

        func run() async throws {
            let (_, stores) = try openWorkspace()
            let record = try await stores.ledger.film(named: film)
            let undone = try await decision.desk(stores).undo(together: record, alone: alone)
            var count = 0
            for step in undone.steps {
                switch step.outcome {
                case .done(let undone):
                    Output.result(Self.told(undone, step.film))
                    count += 1
                case .stays(let why): Output.result("film \(step.film.reference) stays decided: \(why)")
                }
            }
            if let fault = undone.fault { throw fault }
            if undone.steps.count > 1 {
                Output.message(
                    "the decision was taken on \(undone.steps.count.counted("film")), and is taken back on \(count)"
                )
            }
        }

        private static func told(_ undone: ReviewDesk.Undone, _ film: FilmRecord) -> String {
            switch undone {
            case .isHeld: "film \(film.reference) is held again, as before the decision"
            case .isDuplicate: "film \(film.reference) is a duplicate again, as before the decision"
            case .goesOn:
                "film \(film.reference) is queued: the film that it was a duplicate of was rejected since; next: "
                    + "`filmmigrate run`"
            }
        }
    }
}
