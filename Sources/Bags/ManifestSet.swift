import FilmModel

/// All manifests of a bag that are verified, and the checks that hold one against another and against the
/// disk (RFC 8493, 3: a complete bag).
struct ManifestSet: Sendable {
    var payload: [BagManifest] = []
    var tags: [BagManifest] = []

    /// One name in two Unicode forms is one name where it is unique: macOS stores names otherwise than manifests
    /// write them. From here on the manifests name files as the disk does.
    mutating func adoptSpelling(of inventory: BagInventory) {
        guard (payload + tags).contains(where: { $0.digests.keys.contains { inventory.files[$0] == nil } })
        else { return }
        // As `String`, whose equality is canonical equivalence.
        let spelling = Dictionary(grouping: inventory.files.keys, by: \.text)
        for index in payload.indices { payload[index].adopt(spelling, inventory.files) }
        for index in tags.indices { tags[index].adopt(spelling, inventory.files) }
    }

    /// Every file that is listed or there: listed and missing, there and unlisted, and listed by one manifest
    /// and not by another.
    func checkCompleteness(_ inventory: BagInventory, faults: BagFaultList) {
        let listed = payload.reduce(into: Set<BagPath>()) { $0.formUnion($1.digests.keys) }
        let tagged = tags.reduce(into: Set<BagPath>()) { $0.formUnion($1.digests.keys) }
        let finder = NameFinder(inventory.files.keys.map(\.text))
        var meant: Set<String> = []
        for path in listed.union(tagged).filter({ inventory.files[$0] == nil }).sorted() {
            // Links and special files have their fault.
            if inventory.refused.contains(path) { continue }
            if inventory.folders.contains(path) {
                faults.add(.bagMalformed, path.text, "a manifest lists a folder")
                continue
            }
            guard let twin = finder.name(for: path.text) else {
                faults.add(
                    .bagIncomplete, path.text, "the file is listed and missing\(finder.hint(for: path.text))")
                continue
            }
            meant.insert(twin)
            faults.add(
                .bagIncomplete, path.text,
                "the file is listed and missing; the bag has \(BagPath.shown(twin))",
                remedy: "bureau: write the name in the manifest as it is in the bag, or make the bag again")
        }
        guard !payload.isEmpty else { return }
        let all = listed.union(inventory.payload)
        for path in all.filter({ path in payload.contains { $0.digests[path] == nil } }).sorted() {
            let without = payload.filter { $0.digests[path] == nil }
            if without.count == payload.count {
                // What is listed under another spelling has its fault; what a line that can't be read lists, has too.
                let origin = StrayFile.words(path)
                if meant.contains(path.text) || origin.isEmpty && without.contains(where: \.isFaulty) {
                    continue
                }
                faults.add(.unlistedFile, path.text, "no payload manifest lists the file\(origin)")
            } else if !without.contains(where: \.isFaulty) {
                let names = without.map(\.name).joined(separator: ", ")
                faults.add(
                    .unlistedFile, path.text, "the file is not in \(names), but in another payload manifest")
            }
        }
    }

    /// RFC 8493, 2.2.1: each tag manifest lists every payload manifest. Version 0.97 does not ask for it.
    func checkTagManifests(payloadManifests: [BagPath], faults: BagFaultList) {
        for manifest in tags {
            for path in payloadManifests where manifest.digests[path] == nil {
                faults.add(.bagMalformed, manifest.name, "the file does not list \(path.text)")
            }
        }
    }
}
