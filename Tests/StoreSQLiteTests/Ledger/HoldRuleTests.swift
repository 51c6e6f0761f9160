import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Every decision on every hold moves the film on, or names the one that does")
struct HoldRuleTests {
    private static let holds = ReasonCode.allCases.filter { $0.effect == .held }.flatMap { code in
        [
            HoldRule.Hold(code, isSent: false), HoldRule.Hold(code, isSent: true),
            HoldRule.Hold(code, isSent: true, isCorrected: true),
            HoldRule.Hold(code, isSent: true, isCorrected: true, isInDoubt: true),
        ]
    }

    @Test("a decision that is refused names one that is not refused on the same hold", arguments: holds)
    func wayOut(_ hold: HoldRule.Hold) {
        for decision in HoldDecision.allCases {
            guard case .refused(let other) = HoldRule.answer(decision, hold) else { continue }
            #expect(other != decision)
            if case .refused = HoldRule.answer(other, hold) {
                Issue.record("\(decision) on \(hold.code.rawValue) sends to \(other), which is refused too")
            }
        }
        #expect(HoldRule.answer(.reject, hold) == .isRejected)
    }

    @Test("no film that is held for its identity goes on by a decision that names nobody", arguments: holds)
    func nobody(_ hold: HoldRule.Hold) {
        guard hold.code.isOfIdentity, !hold.isCorrected else { return }
        #expect(HoldRule.answer(.accept, hold) == .refused(.acceptAs))
        #expect(HoldRule.answer(.release, hold) == .refused(.acceptAs))
        // Before it is sent, a retry decides its identity anew; after that, nothing does.
        #expect((HoldRule.answer(.retry, hold) == .goesOn) == !hold.isSent)
    }

    @Test("each remedy of a hold names a command that ends it", arguments: holds)
    func remedies(_ hold: HoldRule.Hold) {
        let remedy = hold.code.remedy
        #expect(
            ["review", "film release", "film retry", "accept"].contains { remedy.contains($0) },
            "\(hold.code.rawValue): \(remedy)")
    }
}
