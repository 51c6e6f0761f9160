package import Bags
import Digitise
import FilmModel
import Foundation
package import MigrationQueue

/// Takes bags in: checks them, keeps their scans, enters their films, and answers with a receipt.
package struct IntakeDesk: Sendable {
    let workspace: Workspace
    let ledger: any ProofLedger
    let actor: Actor

    package init(
        workspace: Workspace, ledger: any ProofLedger, actor: Actor
    ) {
        self.workspace = workspace
        self.ledger = ledger
        self.actor = actor
    }

    /// What became of one bag.
    package enum Outcome: Sendable {
        case taken(receipt: Receipt, path: String, isNew: Bool)
        case refused(BagRefusal)
    }

    /// Removes what an intake left that was killed. Each one that works holds its folder's lock.
    package func sweep() {
        let scans = workspace.path + "/" + Workspace.custody
        for name in (try? FileManager.default.contentsOfDirectory(atPath: scans)) ?? []
        where name.hasPrefix(Self.staging) && name.hasSuffix(Self.lock) {
            let path = scans + "/" + name
            guard let lock = try? FileLock(path, busy: .cannotWrite(path)) else { continue }
            try? FileManager.default.removeItem(atPath: String(path.dropLast(Self.lock.count)))
            lock.remove()
        }
    }

    private static let staging = ".taking-"
    private static let lock = ".lock"

    /// Takes one bag in. Throws for what is the machine's fault, not the bag's.
    package func take(_ folder: String) async throws -> Outcome {
        let staged = "\(workspace.path)/\(Workspace.custody)/\(Self.staging)\(UUID().uuidString)"
        let lock = try FileLock(staged + Self.lock, busy: .cannotWrite(staged))
        defer {
            try? FileManager.default.removeItem(atPath: staged)
            lock.remove()
        }
        do {
            let (bag, probes) = try await onBlockingThread {
                let probe = ScanProbe(limits: limits)
                var reader = BagReader()
                reader.probe = { probe.reason(of: $0, page: $1) }
                let bag = try reader.read(folder, custody: staged)
                return (bag, probe.probe(bag, in: staged))
            }
            return try await enter(bag, probes, staged: staged)
        } catch let refusal as BagRefusal {
            return .refused(refusal.adding(try await foreseen(refusal)))
        } catch let error as BagAccessError where error.exitStatus == .unusableInput {
            return .refused(BagRefusal(folder: folder, error))
        }
    }

    private var limits: ScanLimits { ScanLimits(decodedBytes: workspace.settings.decodedMegabytes << 20) }

    private func enter(_ bag: Bag, _ probes: [ScanProbe.Finding], staged: String) async throws -> Outcome {
        try actor.require(.bureau, .operator, trust: bag.trust)
        if let known = try await ledger.batch(digest: bag.manifestDigest) { return try answer(known) }
        let faults = bag.faults(probes)
        var refusals = try await unknownTrust(bag.trust.code)
        if let words = DeliveryRule.refusal(
            bag.rows(probes), dates: bag.dateOrder, spoilt: bag.spoiltColumns)
        {
            refusals.append(BagFault(.deliveryFaulty, nil, words))
        }
        guard refusals.isEmpty else {
            let taken = try await takenNumber(bag.number, of: bag.bureau)
            return .refused(BagRefusal(bag, refusals + taken + faults))
        }
        let custody = "\(Workspace.custody)/\(bag.manifestDigest)"
        try BagReader.settle(staged, as: workspace.path + "/" + custody)
        let delivery = Delivery(bag, probes, custody: custody)
        let moment = Timestamp.now()
        do {
            let intake = try await ledger.takeIn(delivery, at: moment) { batch in
                try JSONDocument.text(Receipt(delivery, batch, remarks: bag.remarks))
            }
            return try answer(intake)
        } catch let error as LedgerError where error.code == .conflict {
            try? FileManager.default.removeItem(atPath: workspace.path + "/" + custody)
            let conflict = BagFault(.batchConflict, nil, error.message)
            return .refused(BagRefusal(bag, [conflict] + faults))
        }
    }

    /// What a bag that is refused would be refused for next, so that one report has it all.
    private func foreseen(_ refusal: BagRefusal) async throws -> [BagFault] {
        var faults: [BagFault] = []
        if let trust = refusal.trust { faults += try await unknownTrust(trust) }
        if let bureau = refusal.bureau, let number = refusal.number {
            faults += try await takenNumber(number, of: bureau)
        }
        return faults
    }

    private func unknownTrust(_ code: String) async throws -> [BagFault] {
        guard let trust = TrustID(code), try await !ledger.trusts().contains(where: { $0.trust == trust })
        else { return [] }
        return [BagFault(.trustUnknown, nil, "the Trust \(trust) is not registered here")]
    }

    private func takenNumber(_ number: String, of bureau: String) async throws -> [BagFault] {
        let isTaken = try await ledger.batches().contains {
            $0.batch.bureau == bureau && $0.batch.number == number
        }
        guard isTaken else { return [] }
        return [
            BagFault(
                .batchConflict, nil,
                "a bag was taken in as batch \(number) of this bureau already: is this another delivery?",
                remedy:
                    "bureau: give another delivery an External-Identifier of its own; one that was taken in need not be "
                    + "delivered again")
        ]
    }

    private func answer(_ intake: Intake) throws -> Outcome {
        let receipt = try JSONDecoder().decode(Receipt.self, from: Data(intake.receipt.utf8))
        let path = try Receipts(workspace, ledger).write(
            intake.receipt, of: intake.batch.name, stage: .intake)
        return .taken(receipt: receipt, path: path, isNew: intake.isNew)
    }
}
