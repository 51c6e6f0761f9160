/// Whom an association calls, as whom, and how long each step may take. No limit may be 0.
package struct Peer: Sendable, Hashable {
    package var callingAETitle: String
    package var calledAETitle: String
    package var host: String
    package var port: Int
    package var acseSeconds: UInt32
    /// Longest wait for one answer.
    package var dimseSeconds: UInt32
    /// Longest time of one operation as a whole, for a peer that answers by drips.
    package var operationSeconds: UInt32
    /// Largest PDU to receive, in bytes: 4,096 to 131,072.
    package var maxPDU: UInt32
    /// What TLS needs; nil calls in the clear.
    package var tls: TLSFiles?

    package init(
        callingAETitle: String, calledAETitle: String, host: String, port: Int, acseSeconds: UInt32 = 10,
        dimseSeconds: UInt32 = 60, operationSeconds: UInt32 = 600, maxPDU: UInt32 = 131_072,
        tls: TLSFiles? = nil
    ) {
        self.callingAETitle = callingAETitle
        self.calledAETitle = calledAETitle
        self.host = host
        self.port = port
        self.acseSeconds = acseSeconds
        self.dimseSeconds = dimseSeconds
        self.operationSeconds = operationSeconds
        self.maxPDU = maxPDU
        self.tls = tls
    }
}
