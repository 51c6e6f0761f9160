import FilmModel

extension BagCheck {
    /// Reads the declaration, `bag-info.txt` and the manifests, and looks for what must be there and what
    /// must not.
    func readTagFiles() throws {
        let limit = reader.limits.tagFileBytes
        let declared = try text(BagDeclaration.fileName, limit: limit).flatMap {
            BagDeclaration($0, faults: faults)
        }
        // Without a declaration the other files are read as the newer version has them, to report them too.
        let version = declared?.version ?? .v10
        let finder = NameFinder(inventory.files.keys.map(\.text), missing: "data/")
        if has("fetch.txt") { faults.add(.bagMalformed, "fetch.txt", "files to be fetched are not accepted") }
        if let info = try text(BagInfo.fileName, limit: limit).flatMap({
            BagInfo($0, version: version, faults: faults)
        }) {
            if info.isMarked { noteMark(BagInfo.fileName) }
            bureau = info.required(BagInfo.bureauLabel, longest: BagInfo.longestBureau, faults: faults)
            number = info.required(BagInfo.numberLabel, faults: faults)
            trust = info.required(BagInfo.trustLabel, faults: faults)
            if let trust, TrustID(trust) == nil {
                faults.add(
                    .trustUnknown, BagInfo.fileName,
                    "Filmmigrate-Trust is no ODS code: three to six letters and digits")
            }
            PayloadOxum.check(info, inventory, faults: faults, remarks: &remarks)
        }
        try readManifests(version: version, finder)
        requireFilms()
    }

    private func requireFilms() {
        if !inventory.folders.union(inventory.refused).contains(where: { $0.text == "data" }) {
            faults.add(.bagMalformed, "data", "the bag has no payload folder\(hint(for: "data"))")
        }
        guard let films = try? BagPath(Self.films), !inventory.refused.contains(films) else { return }
        guard let status = inventory.files[films] else {
            // Listed and missing is found with the other files.
            if !manifests.payload.contains(where: { $0.digests[films] != nil }) {
                faults.add(.bagMalformed, Self.films, "the bag has no list of films\(hint(for: Self.films))")
            }
            return
        }
        if status.bytes > reader.limits.filmsBytes {
            faults.add(.bagMalformed, Self.films, "the file is larger than \(reader.limits.filmsBytes) bytes")
        }
    }

    private func noteMark(_ name: String) {
        remarks.append("\(name) begins with a byte-order mark; other programs may refuse it")
    }

    private func readManifests(version: BagDeclaration.Version, _ finder: NameFinder) throws {
        let found = inventory.files.keys.filter {
            BagManifest.parts(of: $0.text) != nil && $0.segments.count == 1
        }
        let total = found.reduce(0) { $0 + (inventory.files[$1]?.bytes ?? 0) }
        guard total <= reader.limits.manifestBytes else {
            return faults.giveUp(nil, "the manifests are larger than \(reader.limits.manifestBytes) bytes")
        }
        for path in found.sorted() where !faults.isHopeless {
            guard let parts = BagManifest.parts(of: path.text) else { continue }
            guard let algorithm = DigestAlgorithm(rawValue: parts.algorithm) else {
                remarks.append("\(BagPath.shown(path.text)) is not verified: its digest is not known here")
                continue
            }
            guard let bytes = try text(path.text, limit: reader.limits.manifestBytes) else { continue }
            let manifest = BagManifest(
                bytes, name: path.text, kind: parts.kind, algorithm: algorithm, version: version,
                limits: reader.limits, finder: finder, faults: faults)
            if manifest.isMarked { noteMark(path.text) }
            if manifest.isLoose {
                remarks.append(
                    "\(path.text) has names with `*`, `./` or a bare `%`; taken as the files' names")
            }
            if parts.kind == .payload {
                manifests.payload.append(manifest)
            } else {
                manifests.tags.append(manifest)
            }
        }
        if !manifests.payload.contains(where: \.algorithm.stands) {
            let hint = [hint(for: "manifest-sha256.txt"), hint(for: "manifest-sha512.txt")].first {
                !$0.isEmpty
            }
            faults.add(
                .bagMalformed, nil,
                "the bag has neither manifest-sha256.txt nor manifest-sha512.txt\(hint ?? "")")
        }
        if version == .v10 {
            let known = found.filter { path in manifests.payload.contains { $0.name == path.text } }
            manifests.checkTagManifests(payloadManifests: known.sorted(), faults: faults)
        }
    }

    /// `; the bag has Data`, where a file or folder has nearly the name of one that must be there; `; the bag lies in its
    /// folder B-1`, where that is a bag itself; or nothing.
    private func hint(for name: String) -> String {
        let names = inventory.files.keys.map(\.text) + inventory.folders.map(\.text)
        let inner = names.filter { $0.hasSuffix("/bagit.txt") }.min { $0.utf8.count < $1.utf8.count }
        if let inner { return "; the bag lies in its folder \(BagPath.shown(String(inner.dropLast(10))))" }
        let wanted = BagPath.folded(name)
        let stem = wanted.split(separator: ".").first.map(String.init) ?? wanted
        let near = names.filter { text in
            let folded = BagPath.folded(text)
            return folded == wanted || folded.hasPrefix(wanted + ".") || folded.hasPrefix(stem + ".")
                || wanted == BagPath.folded(Self.films)
                    && (folded.hasSuffix("/films.csv") || folded == "films.csv")
        }
        return near.min().map { "; the bag has \(BagPath.shown($0))" } ?? ""
    }

    private func has(_ name: String) -> Bool {
        guard let path = try? BagPath(name) else { return false }
        return inventory.files[path] != nil || inventory.refused.contains(path)
    }

    /// The whole of a tag file. Nil, with a fault, where it is missing, too large or changes meanwhile.
    private func text(_ name: String, limit: Int) throws -> [UInt8]? {
        guard let path = try? BagPath(name), !inventory.refused.contains(path) else { return nil }
        guard let status = inventory.files[path] else {
            faults.add(.bagMalformed, name, "the file is missing\(hint(for: name))")
            return nil
        }
        guard status.bytes <= limit else {
            faults.add(.bagMalformed, name, "the file is larger than \(limit) bytes")
            return nil
        }
        do {
            let file = try root.file(name)
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: min(DigestPass.bufferBytes, status.bytes + 1))
            while try file.status() == status, bytes.count <= status.bytes {
                let count = try file.read(into: &buffer)
                if count == 0 { break }
                bytes += buffer[..<count]
            }
            if try file.status() == status, bytes.count == status.bytes {
                texts[path] = bytes
                return bytes
            }
        } catch {
            // Gone or exchanged since the walk: the bag's fault, below. Anything else is the machine's.
            guard error.isGone || error.isLink else { throw BagAccessError.unreachable(name, error) }
        }
        faults.add(.checksumMismatch, name, "the file changed while the bag was read")
        return nil
    }
}
