/// Which of two scans of one film is worth more.
package enum BetterScan {
    /// What makes the first scan much better than the second; empty where it is not, or where it is worse in
    /// anything.
    package static func advantages(
        of new: ScanTraits, over old: ScanTraits, _ comparison: Comparison
    ) -> [String] {
        // `comparison` looks from the new scan to the old one: pixels of the old one on one of the new.
        let resolution = 1 / max(comparison.pixelRatio, 1e-6)
        let clipping = old.clippedShare - new.clippedShare
        let coverage = comparison.otherOverlap - comparison.ownOverlap
        guard resolution > 0.95, new.bitsStored >= min(old.bitsStored, 12), clipping > -0.03, coverage > -0.03
        else { return [] }
        var advantages: [String] = []
        if resolution >= 1.3 { advantages.append("finer resolution") }
        if new.bitsStored >= 10, old.bitsStored <= 8 { advantages.append("more grey levels") }
        if clipping >= 0.08 { advantages.append("less is clipped") }
        if coverage >= 0.08 { advantages.append("more of the film") }
        return advantages
    }
}
