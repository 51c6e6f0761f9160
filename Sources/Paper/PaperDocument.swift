import CPangoCairo

/// A PDF file that is drawn page by page: text by Pango, which shapes and wraps it, lines and boxes by cairo.
/// Lengths are points from the page's upper left corner, colours `0xRRGGBB`.
@safe
package struct PaperDocument: ~Copyable {
    /// Which side a text's lines end on.
    package enum Alignment: Int32, Sendable { case left = 0, centre, right }

    /// A4, upright.
    package static let width = 595.28
    package static let height = 841.89

    private let handle: UnsafeMutablePointer<fm_paper>

    /// Makes the file. `created` is RFC 3339; it stands in the file, so that the same report gives the same
    /// bytes.
    package init(path: String, title: String, created: String) throws(PaperError) {
        guard let handle = unsafe fm_paper_open(path, Self.width, Self.height, title, created) else {
            throw PaperError(path: path)
        }
        unsafe self.handle = handle
    }

    deinit { unsafe _ = fm_paper_close(handle) }

    /// Ends the file and says whether all of it was written.
    package consuming func close(path: String) throws(PaperError) {
        let handle = unsafe self.handle
        discard self
        guard unsafe fm_paper_close(handle) else { throw PaperError(path: path) }
    }

    package func nextPage() { unsafe fm_paper_next_page(handle) }

    /// Draws a text in lines of at most `width`, and answers its height.
    @discardableResult
    package func text(
        _ text: String, x: Double, y: Double, width: Double, size: Double, bold: Bool = false,
        alignment: Alignment = .left, colour: UInt32 = 0x1C2830
    ) -> Double {
        unsafe fm_paper_text(
            handle, Self.joined(text), x, y, width, size, bold, alignment.rawValue, colour, true)
    }

    /// The height that a text will have.
    package func height(of text: String, width: Double, size: Double, bold: Bool = false) -> Double {
        unsafe fm_paper_text(handle, Self.joined(text), 0, 0, width, size, bold, 0, 0, false)
    }

    /// A minus sign stays on the line of its number: a word joiner behind it allows no break.
    private static func joined(_ text: String) -> String { text.replacing("−", with: "−\u{2060}") }

    package func box(x: Double, y: Double, width: Double, height: Double, colour: UInt32) {
        unsafe fm_paper_box(handle, x, y, width, height, colour)
    }

    /// Fills the area between points.
    package func area(_ points: [(x: Double, y: Double)], colour: UInt32) {
        guard let first = points.first else { return }
        unsafe fm_paper_begin(handle, first.x, first.y)
        for point in points.dropFirst() { unsafe fm_paper_to(handle, point.x, point.y) }
        unsafe fm_paper_fill(handle, colour)
    }

    /// Draws a line through points; a dash of 0 is a whole line.
    package func line(
        _ points: [(x: Double, y: Double)], width: Double = 0.6, dash: Double = 0, colour: UInt32 = 0x1C2830
    ) {
        guard let first = points.first else { return }
        unsafe fm_paper_begin(handle, first.x, first.y)
        for point in points.dropFirst() { unsafe fm_paper_to(handle, point.x, point.y) }
        unsafe fm_paper_stroke(handle, width, dash, colour)
    }
}
