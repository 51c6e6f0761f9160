import DICOM
import Testing

@testable import Archive

@Suite("The transfer syntax is chosen by what it costs")
struct SyntaxChoiceTests {
    /// Where each film costs so many seconds in each form, what the films after the first two were sent in.
    private func share(ofJPEGLS choice: SyntaxChoice, plain: Double, packed: Double) -> Double {
        var packedFilms = 0
        for _ in 0..<320 {
            let syntax = choice.next()
            if syntax == .jpegLS { packedFilms += 1 }
            choice.note(syntax, seconds: syntax == .jpegLS ? packed : plain, bytes: 10_000_000)
        }
        return Double(packedFilms) / 320
    }

    @Test("auto takes to what costs less, follows when that changes, and keeps trying the other")
    func auto() {
        let choice = SyntaxChoice(.auto)
        #expect(choice.next() == .explicit)
        let local = share(ofJPEGLS: choice, plain: 0.05, packed: 0.2)
        #expect(local > 0 && local < 0.1)
        let distant = share(ofJPEGLS: choice, plain: 3, packed: 1.3)
        #expect(distant > 0.7 && distant < 1)
    }

    @Test("what is set is kept, whatever it costs", arguments: TransferSyntax.allCases)
    func fixed(syntax: TransferSyntax) {
        let choice = SyntaxChoice(.fixed(syntax))
        choice.note(syntax, seconds: 100, bytes: 1)
        #expect(choice.next() == syntax)
        #expect(SyntaxPreference(syntax.rawValue) == .fixed(syntax))
    }

    @Test("no lossy form has a name", arguments: ["jpeg", "jpeg-ls-near-lossless", "AUTO", ""])
    func names(name: String) { #expect(SyntaxPreference(name) == nil) }
}
