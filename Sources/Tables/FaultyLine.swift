package import Foundation

/// Where a file that is no table goes wrong, as a text editor numbers its lines.
package enum FaultyLine {
    /// The line for an error of reading a table; nil where it can't be told.
    package static func of(_ error: TableError, in data: Data, name: String) -> Int? {
        switch error {
        case .notUTF8(name): notUTF8(data)
        case .openQuotation(name): openQuotation(data)
        default: nil
        }
    }

    /// The first line with bytes that are no UTF-8.
    private static func notUTF8(_ data: Data) -> Int? {
        data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
    }

    /// The line of the quotation mark that nothing closes.
    private static func openQuotation(_ data: Data) -> Int? {
        var line = 1
        var opened: Int?
        for byte in data {
            switch byte {
            case UInt8(ascii: "\""): opened = opened == nil ? line : nil
            case UInt8(ascii: "\n"): line += 1
            default: break
            }
        }
        return opened
    }
}
