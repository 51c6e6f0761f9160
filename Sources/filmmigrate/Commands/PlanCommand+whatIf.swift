import ArgumentParser
import BenefitPlan
import FilmModel
import Migration
import MigrationQueue

extension PlanCommand {
    struct WhatIfCommand: WorkspaceCommand {
        static let configuration = CommandConfiguration(
            commandName: "what-if",
            abstract: "Shows gates and dates before and after a change; changes nothing.")
        @Option(name: .customLong("opt-out"), help: "A Trust that opts out; may be given several times.")
        var optOuts: [String] = []
        @Option(
            name: .customLong("slip"),
            help: ArgumentHelp("Months by which a Trust's go-live and schedule slip.", valueName: "RXA=3"))
        var slips: [String] = []
        @Option(
            name: .customLong("rate"),
            help: ArgumentHelp(
                "The bureau's rate in percent, of a Trust or of all: its whole schedule is rescaled from its "
                    + "first month, and the coming weeks of its forecast.", valueName: "80 or RXA=80"))
        var rates: [String] = []
        @Option(
            name: .customLong("priming"),
            help: ArgumentHelp(
                "A change of a Cluster's national priming in pounds.", valueName: "NW=-50000.00"))
        var priming: [String] = []
        @OptionGroup var output: JSONOption

        func run() async throws {
            let (workspace, stores) = try openWorkspace()
            var change = WhatIfDesk.Change()
            (change.optOuts, change.slips, change.rates, change.priming) = (optOuts, slips, rates, priming)
            let result = try await WhatIfDesk(workspace, stores, change)()
            try output.show(result, text: result.text)
        }
    }
}
