import FilmModel

/// Payload-Oxum: the payload's octets and files, for a check before any file is read (RFC 8493, 2.2.2).
enum PayloadOxum {
    /// Compares the element, where `bag-info.txt` has it, with what is on the disk.
    static func check(
        _ info: BagInfo, _ inventory: BagInventory, faults: BagFaultList, remarks: inout [String]
    ) {
        let values = info.values(BagInfo.oxumLabel)
        guard let value = values.first else {
            remarks.append("bag-info.txt has no Payload-Oxum")
            return
        }
        guard values.count == 1 else {
            return faults.add(.bagMalformed, BagInfo.fileName, "Payload-Oxum is there \(values.count) times")
        }
        let parts = value.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }),
            let octets = Int(String(parts[0]) ?? ""), let streams = Int(String(parts[1]) ?? "")
        else {
            return faults.add(.bagMalformed, BagInfo.fileName, "Payload-Oxum is not of the form OCTETS.FILES")
        }
        let (bytes, count) = (inventory.octets, inventory.payload.count)
        // What counts a file whose name is refused is not false: its name is the fault.
        let (others, more) = (inventory.misnamed.files, inventory.misnamed.octets)
        let isWithOthers = octets == bytes + more && streams == count + others
        guard (octets == bytes && streams == count) || isWithOthers else {
            let said = "Payload-Oxum says \(octets.counted("byte")) in \(streams.counted("file"))"
            return faults.add(.oxumMismatch, "data", "\(said), the payload has \(bytes) in \(count)")
        }
    }
}
