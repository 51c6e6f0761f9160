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
            let desk = decision.desk(stores)
            let others = alone ? [] : try await desk.decidedAlong(with: record)
            Output.result(Self.told(try await desk.undo(record), record))
            var count = 1
            for other in others {
                do {
                    Output.result(Self.told(try await desk.undo(other), other))
                    count += 1
                } catch let error as any OperatorError {
                    Output.result("film \(other.reference) stays decided: \(error.message)")
                }
            }
            if !others.isEmpty {
                Output.message(
                    "the decision was taken on \((others.count + 1).counted("film")), and is taken back on \(count)"
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
