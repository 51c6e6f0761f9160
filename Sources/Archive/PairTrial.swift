package import DICOM

/// Whether two addresses lead to one archive: a marked instance that is stored at one is asked for at the other. Both
/// ways, since an archive may pass on to another what it gets.
package struct PairTrial: Sendable {
    /// The result.
    package enum Verdict: Sendable, Equatable {
        /// What is stored in one is not in the other by that.
        case distinct
        /// One archive behind two addresses.
        case same
        /// An archive does not take the instance or give it back: why.
        case unclear(String)
        /// An archive took the instance and does not have it yet: asked again later, it may.
        case pending(String)
        /// An archive can't be asked: by its name, and why.
        case unavailable(archive: String, String)
    }

    /// The instance that is stored in the second of the pair, and the one that goes the other way.
    private let there = TestInstance.Names()
    private let back = TestInstance.Names()

    package init() {}

    /// SOP Instance UIDs of the instances that may lie in the archives behind it.
    package var instances: [String] { [there.instance, back.instance] }

    /// Stores an instance in `second` and asks `first` for it; where it has it, the other way about as well. Blocks.
    /// May be tried again: the instances stay the same ones.
    package func callAsFunction(_ first: Destination, _ second: Destination) throws(DICOMError) -> Verdict {
        let forth = try Self.reaches(from: second, to: first, by: there)
        guard case .same = forth else { return forth }
        return try Self.reaches(from: first, to: second, by: back)
    }

    /// `same` where what is stored in one archive is in the other.
    private static func reaches(
        from source: Destination, to target: Destination, by names: TestInstance.Names
    ) throws(DICOMError) -> Verdict {
        let instance = try TestInstance(names)
        switch instance.store(in: source, isRepeated: true) {
        case .kept: break
        case .missing(let words): return .pending("the archive \(source.name) \(words)")
        case .faulty(let words): return .unclear("the archive \(source.name) \(words)")
        case .unavailable(let words):
            return .unavailable(archive: source.name, "the archive \(source.name) \(words)")
        }
        switch ArchiveLink(target).readBack(instance.expected) {
        case .absent: return .distinct
        // It has it, whatever it has made of it.
        case .equal, .followed, .differs, .failed: return .same
        case .unavailable(let words): return .unavailable(archive: target.name, words)
        }
    }
}
