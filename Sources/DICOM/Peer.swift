/// Whom an association calls, as whom, and how long each step may take. No limit may be 0.
package struct Peer: Sendable, Hashable {
    package var callingAETitle: String
    package var calledAETitle: String
    package var host: String
    package var port: Int
    package var acseSeconds: UInt32
    package var dimseSeconds: UInt32
    /// Largest PDU to receive, in bytes: 4,096 to 131,072.
    package var maxPDU: UInt32

    package init(
        callingAETitle: String, calledAETitle: String, host: String, port: Int, acseSeconds: UInt32 = 10,
        dimseSeconds: UInt32 = 60, maxPDU: UInt32 = 131_072
    ) {
        self.callingAETitle = callingAETitle
        self.calledAETitle = calledAETitle
        self.host = host
        self.port = port
        self.acseSeconds = acseSeconds
        self.dimseSeconds = dimseSeconds
        self.maxPDU = maxPDU
    }
}
