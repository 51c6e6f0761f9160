import FilmModel
import Tables

/// The check that every tag file passes before it is read: UTF-8 text.
enum TagText {
    /// The file's text without a byte-order mark, and whether it had one. Nil, with a fault that says what the
    /// file is instead.
    static func read(
        _ bytes: [UInt8], of name: String, faults: BagFaultList
    ) -> (text: [UInt8], isMarked: Bool)? {
        let kind = TextKind(bytes)
        if let finding = kind.finding {
            faults.add(.badEncoding, name, finding, remedy: "bureau: save \(name) as UTF-8")
            return nil
        }
        if let fault = UTF8Check.fault(in: bytes) {
            faults.add(
                .badEncoding, name, "line \(fault.line): \(TextKind.guess(fault.byte))",
                remedy: "bureau: save \(name) as UTF-8")
            return nil
        }
        let isMarked = kind == .marked
        return (isMarked ? Array(bytes.dropFirst(TextKind.mark.count)) : bytes, isMarked)
    }
}
