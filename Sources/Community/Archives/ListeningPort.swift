import Foundation
import Glibc

/// TCP ports of this machine: free ones to give to a peer, and whose a listening one is.
package enum ListeningPort {
    /// Ports that nobody uses, each found by binding port 0. They are free until somebody else takes them,
    /// so whoever is given one must prove that it got it.
    static func free(_ count: Int) -> [Int] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        var ports: [Int] = []
        while ports.count < count {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { return ports }
            sockets.append(descriptor)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    unsafe bind(descriptor, generic, length) == 0
                        && getsockname(descriptor, generic, &length) == 0
                }
            }
            guard bound else { return ports }
            ports.append(Int(UInt16(bigEndian: address.sin_port)))
        }
        return ports
    }

    /// Whether somebody listens on the port, and every such socket belongs to the process: the sockets'
    /// inodes of /proc/net are among the process's open files.
    static func isHeld(_ port: Int, by pid: Int32) -> Bool {
        let inodes = listeners(on: port)
        guard !inodes.isEmpty else { return false }
        let folder = "/proc/\(pid)/fd"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let own = Set(
            files.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
        )
        return inodes.allSatisfy { own.contains("socket:[\($0)]") }
    }

    /// The inodes of the sockets that listen on a port (proc(5), /proc/net/tcp).
    static func listeners(on port: Int) -> [String] {
        ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { table -> [String] in
            guard let text = try? String(contentsOfFile: table, encoding: .utf8) else { return [] }
            return text.split(separator: "\n").dropFirst().compactMap { line in
                let fields = line.split(separator: " ")
                // Local address, state (0A is LISTEN) and inode.
                guard fields.count > 9, fields[3] == "0A",
                    let end = fields[1].split(separator: ":").last, Int(end, radix: 16) == port
                else { return nil }
                return String(fields[9])
            }
        }
    }
}
