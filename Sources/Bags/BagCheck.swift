import FilmModel

/// One run of the bag reader over one bag: what has been found so far, check by check.
final class BagCheck {
    static let films = "data/films.csv"

    let root: Descriptor
    let name: String
    let reader: BagReader
    let faults: BagFaultList
    var inventory: BagInventory
    /// Tag files in memory: the declaration, `bag-info.txt` and the manifests, as they were read.
    var texts: [BagPath: [UInt8]] = [:]
    var manifests = ManifestSet()
    var bureau: String?
    var number: String?
    var trust: String?
    var remarks: [String] = []

    /// Finds the files (the first check). None is opened.
    init(root: Descriptor, name: String, reader: BagReader) throws {
        self.root = root
        self.name = name
        self.reader = reader
        self.faults = BagFaultList(limit: reader.limits.faults)
        self.inventory = try BagInventory(root, limits: reader.limits, faults: faults)
    }

    /// Makes the remaining checks.
    func run(custody path: String?) throws -> Bag {
        try stopIfHopeless()
        try readTagFiles()
        try stopIfHopeless()
        manifests.adoptSpelling(of: inventory)
        manifests.checkCompleteness(inventory, faults: faults)
        verifyTextsInMemory()
        // A bag that is refused already is still read to the end, to have its report whole, but not stored.
        let custody = try path.flatMap { faults.isEmpty ? try BagCustody(at: $0, for: keptPaths()) : nil }
        do {
            let bag = try readFiles(custody)
            try custody?.seal()
            return bag
        } catch {
            try custody?.discard()
            throw error
        }
    }

    private func readFiles(_ custody: BagCustody?) throws -> Bag {
        let outcomes = try DigestPass(
            root: root, manifests: manifests.payload + manifests.tags, custody: custody,
            threads: reader.threads,
            opened: reader.opened
        ).run(streamedPaths().compactMap(job))
        outcomes.flatMap(\.faults).forEach(faults.add)
        let payload = outcomes.compactMap(\.file).filter(\.path.isPayload)
        let films = outcomes.lazy.compactMap(\.bytes).first.flatMap {
            FilmTable($0, name: Self.films, faults: faults)
        }
        guard faults.isEmpty, let films, let bureau, let number, let trust = trust.flatMap({ TrustID($0) })
        else {
            if let films { addRowFaults(films) }
            throw refusal
        }
        for (path, bytes) in texts { try custody?.store(bytes, as: path) }
        let rows = films.rows(payload: payload, today: reader.today())
        remarks += FilmTable.remarks(of: rows)
        noteUnnamed(payload, rows)
        return Bag(
            bureau: bureau, number: number, trust: trust,
            manifestDigest: BagIdentity.digest(
                bureau: bureau, number: number, trust: trust, payload: payload),
            payload: payload, films: rows, dateOrder: films.dateOrder, spoiltColumns: films.spoiltColumns,
            remarks: remarks)
    }

    /// What is wrong in rows and scans of a bag that is refused anyway, so that its report is whole. A file that
    /// is listed and missing has its fault.
    private func addRowFaults(_ films: FilmTable) {
        let listed = manifests.payload.flatMap(\.digests.keys)
        let names = Set(listed).union(inventory.payload).filter(\.isPayload)
        let files = names.map {
            PayloadFile(path: $0, bytes: inventory.files[$0]?.bytes ?? 0, sha256: "", mark: "")
        }
        for row in films.rows(payload: files, today: reader.today()) {
            let reason = (row.scan ?? row.meant).flatMap { probe($0.path, row.description.page) }
            // A page that the row writes wrongly is not the scan's fault.
            let isOfScan = row.rejection == nil || reason?.code != .pageMissing
            for fault in row.faults(scan: isOfScan ? reason : nil) { faults.add(fault) }
        }
    }

    /// What the probe says of a scan that lies in the bag; nil where it is not there or can't be opened.
    private func probe(_ path: BagPath, _ page: Int?) -> Reason? {
        guard inventory.files[path] != nil, let place = try? root.parent(of: path),
            let file = try? place.folder.file(place.name)
        else { return nil }
        return withExtendedLifetime(file) { reader.probe("/proc/self/fd/\(file.number)", page) }
    }

    /// The tag files in memory against the tag manifests.
    private func verifyTextsInMemory() {
        for (path, bytes) in texts.sorted(by: { $0.key < $1.key }) {
            let wanted = manifests.tags.filter { $0.digests[path] != nil }
            guard !wanted.isEmpty else { continue }
            let found = MultiDigest.of(bytes, Set(wanted.map(\.algorithm)))
            for manifest in wanted where found[manifest.algorithm] != manifest.digests[path] {
                faults.add(.checksumMismatch, path.text, "the file's digest is not that of \(manifest.name)")
            }
        }
    }

    /// What is listed and there, and not in memory yet: the payload and other tag files, in order.
    private func streamedPaths() -> [BagPath] {
        let listed = (manifests.payload + manifests.tags).reduce(into: Set<BagPath>()) {
            $0.formUnion($1.digests.keys)
        }
        return listed.filter { inventory.files[$0] != nil && texts[$0] == nil }.sorted()
    }

    private func keptPaths() -> [BagPath] { streamedPaths() + texts.keys }

    private func job(_ path: BagPath) -> DigestPass.Job? {
        guard let status = inventory.files[path] else { return nil }
        let keeps = path.text == Self.films && status.bytes <= reader.limits.filmsBytes
        return DigestPass.Job(path: path, status: status, keepsBytes: keeps)
    }

    private func noteUnnamed(_ payload: [PayloadFile], _ rows: [FilmRow]) {
        let named = Set(rows.compactMap { $0.scan?.path })
        let unnamed = payload.map(\.path).filter { $0.text != Self.films && !named.contains($0) }
        guard let first = unnamed.first else { return }
        let more = unnamed.count > 1 ? " and \(unnamed.count - 1) more" : ""
        remarks.append("no row of films.csv names \(BagPath.shown(first.text))\(more)")
    }

    private func stopIfHopeless() throws { if faults.isHopeless { throw refusal } }

    private var refusal: BagRefusal {
        BagRefusal(
            bag: name, faults: faults.faults, omitted: faults.count - faults.faults.count, bureau: bureau,
            number: number, trust: trust)
    }
}
