import Synchronization

/// Who an archive was when it was proved. Every association is held to it; of an archive that was never
/// reached before, the first answer is taken.
package final class KnownIdentity: Sendable {
    private let known: Mutex<String?>
    private let refusesFind = Mutex(false)

    package init(_ known: String?) { self.known = Mutex(known) }

    /// Implementation Class UID and Version Name, joined by a space (PS3.7 D.3.3.2); nil until it answered.
    package var value: String? { known.withLock(\.self) }

    /// Whether the archive lets us ask what it has. Where it does not, an unclear sending is simply repeated: the
    /// same instance under the same UID.
    package var answersFind: Bool {
        get { refusesFind.withLock { !$0 } }
        set { refusesFind.withLock { $0 = !newValue } }
    }

    /// Whether the archive that answers is the one known.
    func accepts(_ answer: String) -> Bool {
        known.withLock { known in
            if known == nil { known = answer }
            return known == answer
        }
    }
}
