import Glibc

/// Marks a fault of this program where the next run will look, and lets the fault take its course.
enum FaultMark {
    // because it is written once, before a film is in hand, and read by the handler alone.
    nonisolated(unsafe) private static var mark: UnsafeMutablePointer<UInt64>?

    /// Signals that the program brings on itself.
    private static let faults = [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP]

    static func watch(_ word: UnsafeMutablePointer<UInt64>) {
        unsafe mark = word
        for fault in faults {
            var action = sigaction()
            // The default comes back before the handler runs, and the signal comes again after it.
            action.sa_flags = CInt(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
            unsafe action.__sigaction_handler.sa_handler = { signal in
                unsafe FaultMark.mark?.pointee = UInt64(signal)
                raise(signal)
            }
            unsafe sigaction(fault, &action, nil)
        }
    }
}
