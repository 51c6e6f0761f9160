/// An attribute's tag (PS3.6), printed as `(0010,0020)`.
package struct Tag: Hashable, Sendable, CustomStringConvertible {
    package let group: UInt16
    package let element: UInt16

    package init(_ group: UInt16, _ element: UInt16) {
        self.group = group
        self.element = element
    }

    package var description: String { "(\(Self.hex(group)),\(Self.hex(element)))" }

    private static func hex(_ value: UInt16) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
