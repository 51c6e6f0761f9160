extension Int {
    /// The number with its noun: `1 film`, `2 films`, `0 films`. `many` is given where it is not `one` with an s, and
    /// where a verb follows: `1 film waits`, `2 films wait`.
    package func counted(_ one: String, _ many: String? = nil) -> String {
        self == 1 ? "1 \(one)" : "\(self) \(many ?? one + "s")"
    }
}
