import ArgumentParser
import Migration

/// `--overwrite`, as every command that writes a file has it.
struct OverwriteOption: ParsableArguments {
    @Flag(help: "Replace a file that is there already and is no unchanged document of this command.")
    var overwrite = false

    /// The rule for a command that reads these files.
    func rule(
        inputs: [String?] = [], others: [String] = []
    ) -> OutputRule {
        OutputRule(
            overwrites: overwrite, inputs: inputs.compactMap(\.self), others: others)
    }
}
