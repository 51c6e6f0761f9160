import DICOM
import FilmModel

/// What an archive says that it keeps (PS3.4 J, Push Model): a cheap check of presence, no proof of storage, which
/// is the read-back's.
package struct StorageCommitment {
    /// What it says of one instance.
    package enum Verdict: Sendable, Hashable {
        case committed
        /// Failure Reason (0008,1197), such as 0x0112: no such instance.
        case failed(reason: Int)
        /// Neither, within the limit.
        case unanswered
    }

    /// The result of asking.
    package enum Answer: Sendable, Hashable {
        /// By SOP Instance UID, every one that was asked for.
        case verdicts([String: Verdict])
        /// The archive offers no commitment to us.
        case notOffered
        /// The archive's fault: not reached, silent.
        case unavailable(String)
    }

    /// Instances in one request.
    package static let batch = 256

    private let destination: Destination
    /// How long the report on one request may take.
    private let seconds: Double

    package init(_ destination: Destination, seconds: Double = 60) {
        self.destination = destination
        self.seconds = seconds
    }

    /// Asks for Secondary Capture instances, batch by batch. Blocks. One batch that is not answered leaves the
    /// others' answers as they are.
    package func request(_ instances: [String]) -> Answer {
        do {
            let association = try destination.associate([
                PresentationContext(UID.storageCommitmentPushModel, UID.implicitVRLittleEndian)
            ])
            guard destination.identity.accepts(try association.identity()) else {
                return .unavailable("another archive answers at the address of \(destination.name)")
            }
            guard association.accepts(UID.storageCommitmentPushModel) else { return .notOffered }
            var verdicts: [String: Verdict] = [:]
            for start in stride(from: 0, to: instances.count, by: Self.batch) {
                let batch = Array(instances[start..<min(start + Self.batch, instances.count)])
                for instance in batch { verdicts[instance] = .unanswered }
                guard let report = try report(on: batch, association) else { continue }
                verdicts.merge(try Self.verdicts(report, asked: Set(batch))) { $1 }
            }
            return .verdicts(verdicts)
        } catch let error as DICOMError where error.code == .notAccepted {
            return .notOffered
        } catch {
            return .unavailable(
                (error as? any OperatorError)?.description ?? "\(destination.name) failed")
        }
    }

    /// Requests one batch and waits for its report, on the same association or on our listener.
    private func report(on batch: [String], _ association: Association) throws -> Dataset? {
        let transaction = UID.random()
        let request = try Dataset()
        try request.root.put(.transactionUID, transaction)
        for instance in batch {
            try request.root.append(.referencedSOPSequence) { item throws(DICOMError) in
                try item.put(.referencedSOPClassUID, UID.secondaryCaptureImageStorage)
                try item.put(.referencedSOPInstanceUID, instance)
            }
        }
        destination.listener?.expectReport(transaction)
        defer { destination.listener?.forgetReport(transaction) }
        let status = try association.requestCommitment(request)
        guard status == 0 else {
            throw DICOMError(
                .associationLost,
                "the archive \(destination.name) answered \(ArchiveWords.told("N-ACTION", status))",
                remedy: "ask the archive's keeper whether storage commitment is in service")
        }
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if let report = destination.listener?.report(on: transaction, within: 0.2) { return report }
            // A report on another transaction is not ours to wait for.
            if let report = try association.report(within: destination.listener == nil ? 1 : 0),
                try report.root.string(.transactionUID)?.trimmed == transaction
            {
                return report
            }
        }
        return nil
    }

    /// The verdicts of a report on instances that were asked for; a failure outweighs a success.
    static func verdicts(_ report: Dataset, asked: Set<String>) throws -> [String: Verdict] {
        var verdicts: [String: Verdict] = [:]
        for (sequence, isFailure) in [(Tag.referencedSOPSequence, false), (.failedSOPSequence, true)] {
            var index = 0
            while let item = report.root.item(sequence, at: index) {
                index += 1
                guard let instance = try item.string(.referencedSOPInstanceUID)?.trimmed,
                    asked.contains(instance)
                else { continue }
                let reason = try item.string(.failureReason).flatMap { Int($0) } ?? 0x0110
                verdicts[instance] = isFailure ? .failed(reason: reason) : .committed
            }
        }
        return verdicts
    }
}
