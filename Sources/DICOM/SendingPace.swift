import CDCMTKShim

/// The most bytes a second that associations to one archive send together, whatever their number.
@safe
package final class SendingPace: Sendable {
    // because the pointer never changes, only deinit ends what it points to, and the shim locks it.
    nonisolated(unsafe) let handle: OpaquePointer

    package init() {
        var pointer: OpaquePointer?
        let status = unsafe fmd_pace_create(&pointer)
        guard status.isGood, let pointer = unsafe pointer else { fatalError("out of memory") }
        unsafe handle = pointer
    }

    deinit { unsafe fmd_pace_destroy(handle) }

    /// Sets the limit; nil: none. Holds at once, for what is under way too.
    package func limit(bytesPerSecond: Int?) {
        unsafe fmd_pace_set(handle, UInt64(max(0, bytesPerSecond ?? 0)))
    }
}
