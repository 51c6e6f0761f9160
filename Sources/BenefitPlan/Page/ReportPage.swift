import FilmModel
import Mustache

/// The report as one HTML page that needs nothing beside it: no script, no font, no picture from elsewhere.
package struct ReportPage: Sendable {
    private let template: MustacheTemplate

    package init() throws(ReportPageError) {
        MustacheContentTypes.register(PageText(), named: PageText.name)
        guard let text = String(validating: PackageResources.report_mustache, as: UTF8.self),
            let template = try? MustacheTemplate(string: text)
        else { throw ReportPageError() }
        self.template = template
    }

    package func html(_ report: ProgressReport) -> String { template.render(PageContent(report)) }
}
