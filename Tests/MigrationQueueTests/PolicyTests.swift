import FilmModel
import Testing

@testable import MigrationQueue

@Suite("Policies")
struct PolicyTests {
    @Test("waits double up to five minutes, and the last attempt has none behind it")
    func retry() {
        let policy = RetryPolicy(attempts: 20)
        for attempt in 0..<19 {
            let bound = min(300, Double(1 << min(attempt, 8)))
            for _ in 0..<50 {
                let delay = policy.delay(after: attempt)
                #expect(delay.map { (0.1...bound).contains($0) } == true, "\(attempt): \(delay ?? -1)")
            }
        }
        #expect(policy.delay(after: 19) == nil)
        #expect(RetryPolicy(attempts: 1).delay(after: 0) == nil)
    }

    @Test("paper may be released of verified films alone, and of none that a remark or another film keeps")
    func release() {
        let remark = Reason(.clipped)
        for state in FilmState.allCases {
            #expect(
                ReleaseRule.mayBeReleased(state, keepingPaper: [], isContested: false) == (state == .verified)
            )
            #expect(!ReleaseRule.mayBeReleased(state, keepingPaper: [remark], isContested: false))
            #expect(!ReleaseRule.mayBeReleased(state, keepingPaper: [], isContested: true))
        }
    }

    @Test("a worker misses two heartbeats before its films go to others")
    func lease() {
        #expect(LeasePolicy.lifetime > 2 * (LeasePolicy.interval / .seconds(1)))
    }
}
