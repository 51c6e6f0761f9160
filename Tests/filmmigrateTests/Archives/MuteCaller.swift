import Glibc

@testable import Community
@testable import filmmigrate

/// A TCP connection to a port of this machine on which nothing is ever said.
final class MuteCaller {
    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let joined = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe connect(descriptor, generic, length)
            }
        }
        guard joined == 0 else {
            throw PeerError(message: "nobody listens on port \(port)", remedy: "start it first")
        }
    }

    deinit { close(descriptor) }
}
