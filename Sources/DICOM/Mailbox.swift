import CDCMTKShim
import FilmModel
import Foundation

/// Where a listener's threads put down what came, for those who wait for it. What nobody waits for is not kept.
@safe
final class Mailbox: @unchecked Sendable {
    // because every access to the fields holds `condition`; a dataset is handed over whole, never shared.
    private let condition = NSCondition()
    private let callers: Set<String>
    private var instances: [String: [Dataset]] = [:]
    private var reports: [String: Dataset?] = [:]

    /// Of an instance that comes again and again no more than this many are kept: two prove the fault.
    private static let mostCopies = 2

    init(callers: Set<String>) { self.callers = callers }

    /// The mailbox that a handler was given.
    static func of(_ context: UnsafeMutableRawPointer?) -> Mailbox {
        guard let context = unsafe context else { fatalError("a listener has its mailbox") }
        return unsafe Unmanaged<Mailbox>.fromOpaque(context).takeUnretainedValue()
    }

    func knows(_ callingAETitle: String) -> Bool { callers.contains(callingAETitle.trimmed) }

    func expect(_ instance: String) { condition.withLock { instances[instance] = [] } }

    func wants(_ instance: String) -> Bool {
        condition.withLock { instances[instance].map { $0.count < Self.mostCopies } ?? false }
    }

    func put(_ dataset: Dataset) {
        guard let instance = try? dataset.root.string(.sopInstanceUID)?.trimmed else { return }
        condition.withLock { instances[instance]?.append(dataset) }
    }

    func take(_ instance: String) -> [Dataset] {
        condition.withLock { instances.removeValue(forKey: instance) ?? [] }
    }

    func expectReport(_ transaction: String) {
        condition.withLock { _ = reports.updateValue(nil, forKey: transaction) }
    }

    func forgetReport(_ transaction: String) {
        condition.withLock { _ = reports.removeValue(forKey: transaction) }
    }

    /// Keeps the first report on a transaction that is waited for. The DIMSE status to answer: success, or 0x0112
    /// (no such instance) for any other.
    func put(report: Dataset) -> UInt16 {
        guard let transaction = try? report.root.string(.transactionUID)?.trimmed else { return 0x0110 }
        return condition.withLock {
            guard let known = reports[transaction] else { return 0x0112 }
            if known == nil { reports.updateValue(report, forKey: transaction) }
            condition.broadcast()
            return 0
        }
    }

    func report(on transaction: String, within seconds: Double) -> Dataset? {
        let deadline = Date(timeIntervalSinceNow: seconds)
        return condition.withLock {
            while let known = reports[transaction] {
                if let report = known {
                    reports.removeValue(forKey: transaction)
                    return report
                }
                guard condition.wait(until: deadline) else { return nil }
            }
            return nil
        }
    }
}
