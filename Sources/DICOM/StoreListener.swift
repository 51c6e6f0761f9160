import CDCMTKShim

/// Our own SCP, where archives bring back instances by C-MOVE and report what they have committed to. Its threads
/// are its own; what comes is put down here and fetched by whoever waits for it.
@safe
package final class StoreListener: Sendable {
    /// Where to listen, and what to be held to.
    package struct Settings: Sendable {
        package var aeTitle: String
        package var port: Int
        /// AE titles that may call.
        package var callers: Set<String>
        package var acseSeconds: UInt32 = 10
        package var dimseSeconds: UInt32 = 60
        package var operationSeconds: UInt32 = 600
        package var tls: TLSFiles?

        package init(aeTitle: String, port: Int, callers: Set<String>, tls: TLSFiles? = nil) {
            self.aeTitle = aeTitle
            self.port = port
            self.callers = callers
            self.tls = tls
        }
    }

    /// Associations served at once.
    private static let mostAssociations: UInt32 = 8

    package let aeTitle: String
    private let mailbox: Mailbox
    // because the pointer never changes, and only deinit ends what it points to.
    private nonisolated(unsafe) let handle: OpaquePointer

    /// Starts to listen. Throws `unreachable` where the port is taken.
    package init(_ settings: Settings) throws(DICOMError) {
        aeTitle = settings.aeTitle
        let mailbox = Mailbox(callers: settings.callers)
        self.mailbox = mailbox
        var pointer: OpaquePointer?
        let status = unsafe Self.start(settings, Unmanaged.passUnretained(mailbox).toOpaque(), &pointer)
        guard status.isGood, let pointer = unsafe pointer else {
            if let fault = TLSFault(status, fmd_tls_fault()) {
                throw DICOMError(
                    .tls(fault), fault.message("port \(settings.port)"), remedy: fault.remedy,
                    detail: status.detail)
            }
            throw DICOMError(
                .unreachable, "port \(settings.port) can't be listened on",
                remedy: "set `listen_port` to a port that is free", detail: status.detail)
        }
        unsafe handle = pointer
    }

    // The threads have ended when this returns; the mailbox goes after that.
    deinit { unsafe fmd_listener_stop(handle) }

    /// Lets an instance in that is going to be asked for.
    package func expect(_ sopInstanceUID: String) { mailbox.expect(sopInstanceUID) }

    /// What has come of an instance since it was expected, which it then no longer is.
    package func take(_ sopInstanceUID: String) -> [Dataset] { mailbox.take(sopInstanceUID) }

    /// Lets reports on a transaction in.
    package func expectReport(_ transactionUID: String) { mailbox.expectReport(transactionUID) }

    /// Gives up waiting for one: it is refused when it comes.
    package func forgetReport(_ transactionUID: String) { mailbox.forgetReport(transactionUID) }

    /// The report on a transaction; blocks until it is there or `seconds` are over.
    package func report(on transactionUID: String, within seconds: Double) -> Dataset? {
        mailbox.report(on: transactionUID, within: seconds)
    }

    private static func start(
        _ settings: Settings, _ context: UnsafeMutableRawPointer, _ pointer: inout OpaquePointer?
    ) -> fmd_status {
        let handlers = unsafe fmd_listener_handlers(
            context: context,
            knows: { unsafe Mailbox.of($0).knows(String(cString: $1)) ? 1 : 0 },
            wants: { unsafe Mailbox.of($0).wants(String(cString: $1)) ? 1 : 0 },
            object: { unsafe Mailbox.of($0).put(Dataset(adopting: $1)) },
            report: { unsafe Mailbox.of($0).put(report: Dataset(adopting: $2)) })
        return unsafe settings.aeTitle.withCString { title in
            var call = unsafe fmd_listener_settings(
                ae_title: title, port: UInt16(clamping: settings.port), acse_seconds: settings.acseSeconds,
                dimse_seconds: settings.dimseSeconds, operation_seconds: settings.operationSeconds,
                max_pdu: 131_072, max_associations: mostAssociations, tls: nil)
            guard let files = settings.tls else {
                return unsafe fmd_listener_start(&call, handlers, &pointer)
            }
            return unsafe files.withFiles { tls in
                unsafe call.tls = unsafe tls
                return unsafe fmd_listener_start(&call, handlers, &pointer)
            }
        }
    }
}
