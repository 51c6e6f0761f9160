import FilmModel

/// What is on the disk: every regular file of a bag by its path, found by names alone. No file is opened.
struct BagInventory: Sendable {
    private(set) var files: [BagPath: FileStatus] = [:]
    private(set) var folders: Set<BagPath> = []
    /// Links and special files: they are there, and are never opened.
    private(set) var refused: Set<BagPath> = []
    /// Files of the payload with names that are refused: a Payload-Oxum may count them.
    private(set) var misnamed = (files: 0, octets: 0)

    /// Walks the folder. Unsafe names, links, special files and names that collide become faults.
    init(_ root: Descriptor, limits: BagLimits, faults: BagFaultList) throws {
        var seen = 0
        try walk(root, path: nil, seen: &seen, limits: limits, faults: faults)
        guard !faults.isHopeless else { return }
        for (path, _) in files.filter({ $0.value.bytes > limits.fileBytes }).sorted(by: { $0.key < $1.key }) {
            faults.giveUp(path.text, "the file is larger than \(limits.fileBytes) bytes")
        }
        if octets > limits.payloadBytes {
            faults.giveUp("data", "the payload is larger than \(limits.payloadBytes) bytes")
        }
    }

    /// The payload's files, in order of their bytes.
    var payload: [BagPath] { files.keys.filter(\.isPayload).sorted() }

    /// The payload's size (RFC 8493, 2.2.2: OctetCount); more than fits is more than any limit.
    var octets: Int {
        files.reduce(0) { sum, file in
            guard file.key.isPayload else { return sum }
            let (total, overflow) = sum.addingReportingOverflow(file.value.bytes)
            return overflow ? .max : total
        }
    }

    private mutating func walk(
        _ folder: Descriptor, path: BagPath?, seen: inout Int, limits: BagLimits, faults: BagFaultList
    ) throws {
        let names: [[UInt8]]?
        do { names = try folder.names(limit: limits.entries - seen) } catch {
            throw BagAccessError.unreachable(path?.text ?? "the bag", error)
        }
        guard let names else {
            return faults.giveUp(path?.text, "the bag has more than \(limits.entries) files and folders")
        }
        seen += names.count
        var folded: [String: String] = [:]
        for bytes in names where !faults.isHopeless {
            guard let name = String(validating: bytes, as: UTF8.self) else {
                faults.add(
                    .unsafePath, place(path, String(decoding: bytes, as: UTF8.self)), "the name is not UTF-8")
                continue
            }
            let entry: BagPath
            do { entry = try path.map { try $0.appending(name) } ?? BagPath(name) } catch let danger
                as BagPath.Unsafe
            {
                faults.add(.unsafePath, place(path, name), danger.message, remedy: danger.remedy)
                if let status = try? folder.status(of: name), status.kind == .file,
                    place(path, name).hasPrefix("data/")
                {
                    misnamed.files += 1
                    misnamed.octets += status.bytes
                }
                continue
            }
            if folded.updateValue(name, forKey: BagPath.folded(name)) != nil {
                faults.add(
                    .unsafePath, entry.text, "another name in the folder differs only by case or Unicode form"
                )
            }
            let status: FileStatus
            let inner: Descriptor?
            do {
                status = try folder.status(of: name)
                inner = status.kind == .folder ? try folder.folder(name) : nil
            } catch { throw BagAccessError.unreachable(entry.text, error) }
            switch status.kind {
            case .file: files[entry] = status
            case .folder:
                folders.insert(entry)
                if let inner {
                    try walk(inner, path: entry, seen: &seen, limits: limits, faults: faults)
                }
            case .link:
                refused.insert(entry)
                faults.add(.unsafePath, entry.text, "it is a symbolic link")
            case .special:
                refused.insert(entry)
                faults.add(.unsafePath, entry.text, "it is neither a file nor a folder")
            }
        }
    }

    private func place(_ path: BagPath?, _ name: String) -> String {
        path.map { "\($0.text)/\(name)" } ?? name
    }
}
