package import FilmModel

/// The page's own template cannot be used: a fault of ours.
package struct ReportPageError: OperatorError, Equatable {
    package init() {}

    package var message: String { "the report's page template cannot be read" }
    package var remedy: String { "take another format, and report it to the maintainers" }
    package var exitStatus: ExitStatus { .ourFault }
}
