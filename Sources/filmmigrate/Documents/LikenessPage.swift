import Duplicates
import Foundation
import Migration

/// A page that shows two scans one on the other, and what decides whether they are one film. It holds the
/// pictures: whoever gets the page gets the films.
struct LikenessPage {
    private let names: (String, String)
    private let comparison: Comparison
    private let finding: SameFilmRule.Finding
    private let view: LikenessView

    init(_ a: ScanCatalogue.Entry, _ b: ScanCatalogue.Entry) {
        names = (a.name, b.name)
        comparison = Comparer(a.portrait.canonical).compare(b.portrait.canonical)
        finding = SameFilmRule.judge(comparison, a.portrait.canonical.scan, b.portrait.canonical.scan)
        view = LikenessView(a.portrait.canonical, b.portrait.canonical, comparison)
    }

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>\(Self.text(names.0)) and \(Self.text(names.1))</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
               color: #1a1a1a; background: #fff }
        h1 { font-size: 1.3rem } p { overflow-wrap: anywhere }
        .films { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
                 gap: 1.2rem; max-width: 60rem; margin: 1.2rem 0 }
        figure { margin: 0; break-inside: avoid } figcaption { color: #444 }
        canvas { display: block; width: 100%; background: #808080 }
        table { border-collapse: collapse; margin: 1.2rem 0 }
        td, th { padding: .25rem 1.2rem .25rem 0; text-align: left; border-bottom: 1px solid #ddd }
        thead th { color: #444; font-weight: normal }
        </style></head><body>
        <h1>\(Self.verdict(finding.verdict))</h1>
        <p><b>A</b> \(Self.text(names.0))<br><b>B</b> \(Self.text(names.1))</p>
        \(isLaid ? "" : "<p>They differ already in the rough: B was not laid on A, and no squares were compared.</p>")
        <ul>\(finding.reasons.map { "<li>\(Self.text($0))</li>" }.joined())</ul>
        <div class="films">
        \(figure("A", "the details of A", view.own))
        \(figure("B", isLaid ? "the details of B, laid on A" : "the details of B, as it lies", view.moved))
        \(figure("D", "the difference: grey where they are the same", view.difference))
        \(figure("T", "squares: green agree, red do not", view.own))
        </div>
        <table><thead><tr><th></th><th>here</th><th>the same film needs</th></tr></thead>\(rows)</table>
        <p>Details are what is left of a picture without brightness, contrast and slow shades.</p>
        <script>
        const squares = [\(squares)];
        for (const canvas of document.querySelectorAll("canvas")) {
          const grey = Uint8Array.from(atob(canvas.dataset.grey), c => c.charCodeAt(0));
          const context = canvas.getContext("2d");
          const image = context.createImageData(canvas.width, canvas.height);
          grey.forEach((v, i) => image.data.set([v, v, v, 255], 4 * i));
          context.putImageData(image, 0, 0);
          if (canvas.id === "T") for (const [x, y, r] of squares) {
            context.fillStyle = r >= 0.5 ? "rgba(0,140,60,.45)" : "rgba(200,30,30,.55)";
            context.fillRect(x + 1, y + 1, \(LikenessView.side - 2), \(LikenessView.side - 2));
          }
        }
        </script></body></html>

        """
    }

    private func figure(_ name: String, _ caption: String, _ grey: [UInt8]) -> String {
        """
        <figure><canvas id="\(name)" width="\(view.width)" height="\(view.height)" \
        data-grey="\(Data(grey).base64EncodedString())" role="img" aria-label="\(caption)"></canvas>
        <figcaption>\(caption)</figcaption></figure>
        """
    }

    private var squares: String {
        view.squares.map { "[\($0.x),\($0.y),\(String(format: "%.2f", $0.correlation))]" }
            .joined(separator: ",")
    }

    private var rows: String {
        func number(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
        let limits = SameFilmRule.limits
        var lines = [
            (
                "Correlation of the details", number(comparison.correlation, 3),
                "at least \(number(limits.correlation, 2))"
            )
        ]
        if isLaid {
            let overlaps = (number(comparison.ownOverlap * 100, 0), number(comparison.otherOverlap * 100, 0))
            lines += [
                (
                    "Squares that agree",
                    "\(number(comparison.agreeing * 100, 0)) % of \(comparison.squares)",
                    "at least \(number(limits.agreeing * 100, 0)) % of \(limits.squares) or more"
                ),
                (
                    "Details lie apart by",
                    comparison.offset.map { "\(number($0, 3)) % of the long side" } ?? "not known",
                    "at most \(number(limits.offset, 3)) %"
                ),
                (
                    "At the worst place by",
                    comparison.worstOffset.map { "\(number($0, 3)) % of the long side" } ?? "not known",
                    "at most \(number(limits.worstOffset, 2)) %"
                ),
                (
                    "Grey values differ at the worst place by",
                    comparison.difference.map { "\(number($0 * 100, 1)) % of their range" } ?? "not known",
                    "at most \(number(limits.difference * 100, 1)) %"
                ),
                (
                    "Shown by both", "\(overlaps.0) % of A, \(overlaps.1) % of B",
                    "at least \(number(limits.overlap * 100, 0)) % of each"
                ),
                ("Stretched by", number(comparison.stretch, 3), "at most \(number(limits.stretch, 2))"),
                ("Pixels of B on one of A", number(comparison.pixelRatio, 3), "one size in millimetres"),
                ("Turned by", "\(number(comparison.degrees, 2))°", "any"),
                ("Mirrored", comparison.isMirrored ? "yes" : "no", "if yes, almost perfect agreement"),
                ("Negative", comparison.isNegative ? "yes" : "no", "either"),
            ]
        }
        return lines.map { "<tr><th>\($0.0)</th><td>\($0.1)</td><td>\($0.2)</td></tr>" }.joined()
    }

    /// Whether the one film was laid on the other as exactly as it goes.
    private var isLaid: Bool { comparison.depth == .fine }

    private static func verdict(_ verdict: SameFilmRule.Verdict) -> String {
        switch verdict {
        case .duplicate: "The same film"
        case .review: "May be the same film: a person has to look"
        case .distinct: "Two films"
        }
    }

    private static func text(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
