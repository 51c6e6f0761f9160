import Crypto
package import Foundation

/// SHA-256 of a file's bytes, in hexadecimal.
package enum SourceDigest {
    package static func of(_ data: Data) -> String {
        SHA256.hash(data: data).map { byte in
            let text = String(byte, radix: 16)
            return text.utf8.count == 1 ? "0" + text : text
        }.joined()
    }
}
