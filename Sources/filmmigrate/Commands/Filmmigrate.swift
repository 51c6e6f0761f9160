import ArgumentParser

/// The root command.
struct Filmmigrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filmmigrate",
        abstract:
            "Carries scanned X-ray films into DICOM archives, proves that they are there, and reports it.",
        discussion: """
            A workspace is a folder: `filmmigrate init` makes it, every other command works in it. It is the \
            current folder unless --workspace or FILMMIGRATE_WORKSPACE says otherwise. The handbook is \
            docs/handbook.md.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Set-up:",
                subcommands: [
                    Init.self, Doctor.self, ArchiveCommand.self, TrustCommand.self, WindowCommand.self,
                    IndexCommand.self, Backup.self,
                ]),
            CommandGroup(
                name: "Films:",
                subcommands: [
                    IntakeCommand.self, RunCommand.self, VerifyCommand.self, Status.self, BatchCommand.self,
                    FilmCommand.self,
                    ReceiptCommand.self, Errors.self, ReviewCommand.self,
                ]),
            CommandGroup(name: "Plan:", subcommands: [PlanCommand.self, ReportCommand.self]),
            CommandGroup(
                name: "Without a workspace:",
                subcommands: [Convert.self, MatchCommand.self, DuplicatesCommand.self, Demo.self]),
        ])

    @Option(help: ArgumentHelp("The workspace's folder.", valueName: "dir"))
    var workspace: String?
}
