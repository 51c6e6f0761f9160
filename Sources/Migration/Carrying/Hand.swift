import FilmModel
import Foundation
import Glibc
import MigrationQueue
import Synchronization

/// Which films the run has in hand, in a small file that is mapped into memory: it costs no commit and
/// outlives the process, so that the next run knows which films may have killed it. A fault of the program
/// (a trap, a bad address) is marked in it by the signal's handler; a signal from outside is not, and then
/// no film is blamed.
@safe
final class Hand: Sendable {
    // because the mapping lives as long as the process and each word is written by one thread at a time.
    private let words: Words
    private let slots = Mutex<[FilmID: Int]>([:])

    /// The file's layout in words of 64 bits: a mark, the kernel's count of processes killed for memory when
    /// the run began, the worker's id in words 2 to 15, then one film a slot.
    private enum Layout {
        static let mark = 0
        static let memoryKills = 1
        static let worker = 2..<16
        static let films = 16..<512
        static let bytes = 4096
    }

    @safe
    private struct Words: @unchecked Sendable {
        let base: UnsafeMutablePointer<UInt64>
        init(_ base: UnsafeMutablePointer<UInt64>) { unsafe self.base = base }
        subscript(_ index: Int) -> UInt64 {
            get { unsafe base[index] }
            nonmutating set { unsafe base[index] = newValue }
        }
    }

    init(_ path: String) throws(WorkspaceError) {
        let descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(Layout.bytes)) == 0,
            let address = unsafe mmap(
                nil, Layout.bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            unsafe address != MAP_FAILED
        else { throw .cannotWrite(path) }
        words = unsafe Words(address.bindMemory(to: UInt64.self, capacity: Layout.bytes / 8))
    }

    /// How a worker died, by what it left; nil where the file is another's.
    func death(of worker: String) -> Dismissal? {
        guard Self.packed(worker).elementsEqual(Layout.worker.map { words[$0] }) else { return nil }
        let films = Layout.films.map { words[$0] }.filter { $0 != 0 }.map { FilmID(Int64($0)) }
        let blamed = words[Layout.mark] != 0 || Self.memoryKills > words[Layout.memoryKills]
        return .death(inHand: Set(films), blamed: blamed)
    }

    /// Begins a run: nothing in hand, and faults are marked from now on.
    func begin(worker: String) {
        for index in Layout.films { words[index] = 0 }
        words[Layout.mark] = 0
        words[Layout.memoryKills] = Self.memoryKills
        for (index, word) in zip(Layout.worker, Self.packed(worker)) { words[index] = word }
        unsafe FaultMark.watch(words.base + Layout.mark)
    }

    func take(_ film: FilmID) {
        slots.withLock { slots in
            guard let slot = Layout.films.first(where: { words[$0] == 0 }) else { return }
            words[slot] = UInt64(film.number)
            slots[film] = slot
        }
    }

    func drop(_ film: FilmID) {
        slots.withLock { slots in
            guard let slot = slots.removeValue(forKey: film) else { return }
            words[slot] = 0
        }
    }

    /// A worker's id in words; the rest is zero.
    private static func packed(_ worker: String) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: Layout.worker.count)
        for (index, byte) in worker.utf8.prefix(words.count * 8).enumerated() {
            words[index / 8] |= UInt64(byte) << (8 * UInt64(index % 8))
        }
        return words
    }

    /// How many processes the kernel has killed for want of memory since boot (`oom_kill`, proc(5)).
    private static var memoryKills: UInt64 {
        let text = (try? String(contentsOfFile: "/proc/vmstat", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("oom_kill ") }
        return line?.split(separator: " ").last.flatMap { UInt64($0) } ?? 0
    }
}
