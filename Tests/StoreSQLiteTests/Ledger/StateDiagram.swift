import Foundation

@testable import FilmModel
@testable import MigrationQueue

/// The arrows that docs/states.md draws.
struct StateDiagram {
    struct Arrow: Hashable {
        let from: String
        let to: String
        let event: String
    }

    let text: String
    /// Arrows between states, as often as they are drawn; those from and to `[*]` are none.
    let arrows: [Arrow]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        text = try String(contentsOf: root.appending(path: "docs/states.md"), encoding: .utf8)
        arrows = text.matches(of: /(\w+) --> (\w+) : (\w+)/).map {
            Arrow(from: String($0.1), to: String($0.2), event: String($0.3))
        }
    }

    /// Every arrow that the function allows.
    static var allowed: Set<Arrow> {
        var arrows: Set<Arrow> = []
        for state in FilmState.allCases {
            for event in FilmEvent.allCases {
                guard let next = state.after(event) else { continue }
                arrows.insert(Arrow(from: state.rawValue, to: next.rawValue, event: event.rawValue))
            }
        }
        return arrows
    }
}
