import FilmModel

/// All manifests of a bag that are verified, and the checks that hold one against another and against the
/// disk (RFC 8493, 3: a complete bag).
struct ManifestSet: Sendable {
    var payload: [BagManifest] = []
    var tags: [BagManifest] = []

    /// Every file that is listed or there: listed and missing, there and unlisted, listed by one manifest and
    /// not by another, and names that differ from one on the disk only by case or Unicode form.
    func checkCompleteness(_ inventory: BagInventory, faults: BagFaultList) {
        let listed = payload.reduce(into: Set<BagPath>()) { $0.formUnion($1.digests.keys) }
        let tagged = tags.reduce(into: Set<BagPath>()) { $0.formUnion($1.digests.keys) }
        var folded: [String: BagPath] = [:]
        for path in inventory.files.keys { folded[BagPath.folded(path.text)] = path }
        for path in listed.union(tagged).filter({ inventory.files[$0] == nil }).sorted() {
            // Links and special files have their fault.
            if inventory.refused.contains(path) { continue }
            if inventory.folders.contains(path) {
                faults.add(.bagMalformed, path.text, "a manifest lists a folder")
                continue
            }
            faults.add(.bagIncomplete, path.text, "the file is listed and missing")
            if let twin = folded.updateValue(path, forKey: BagPath.folded(path.text)), twin != path {
                faults.add(
                    .unsafePath, path.text,
                    "the name differs from another of the bag only by case or Unicode form")
            }
        }
        guard !payload.isEmpty else { return }
        let all = listed.union(inventory.payload)
        for path in all.filter({ path in payload.contains { $0.digests[path] == nil } }).sorted() {
            let without = payload.filter { $0.digests[path] == nil }
            if without.count == payload.count {
                faults.add(.unlistedFile, path.text, "no payload manifest lists the file")
            } else if !without.isEmpty {
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
