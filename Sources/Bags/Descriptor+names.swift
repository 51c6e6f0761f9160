import Glibc

extension Descriptor {
    /// The names in the folder as bytes, without `.` and `..`, sorted; nil where there are more than `limit`.
    func names(limit: Int) throws(SystemCallError) -> [[UInt8]]? {
        // A descriptor of its own: `closedir` closes the one it is given.
        let second = unsafe openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard second >= 0 else { throw .last() }
        guard let stream = unsafe fdopendir(second) else {
            let failure = SystemCallError.last()
            close(second)
            throw failure
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw .last() }
                break
            }
            let name = unsafe Self.name(of: entry)
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            guard names.count < limit else { return nil }
            names.append(name)
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The record is shorter than `dirent` says: only the name's own bytes may be touched.
    private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
        let start = unsafe UnsafeRawPointer(entry) + offset
        let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    }
}
