/// Where a file stops being CSV: the strict rules that libcsv reads by, with the place of each byte.
struct CSVFaultFinder {
    /// A place in the file.
    struct Place: Equatable {
        var line = 1
        var column = 1
    }

    /// The first thing that is wrong.
    enum Fault: Equatable {
        /// A quotation mark inside a cell, or text behind the one that ends a cell; `opened` is where the cell
        /// in quotation marks begins, nil where the cell has none at its start.
        case stray(Place, opened: Place?)
        /// The quotation mark at this place is never closed.
        case open(Place)
        case notUTF8(Place, UInt8)
    }

    private enum State { case ignored, start, plain, quoted, closed(spaces: Bool) }

    /// Whether quotation marks have a meaning; else only the encoding is looked at.
    private let isQuoting: Bool
    private(set) var fault: Fault?
    private var place = Place()
    private var opened: Place?
    private var state = State.start
    private var last: UInt8 = 0
    private var check = UTF8Check()

    init(isQuoting: Bool = true) { self.isQuoting = isQuoting }

    /// Takes the next byte. False once a fault is found.
    mutating func take(_ byte: UInt8) -> Bool {
        let isWhole = check.isWhole
        guard check.take(byte) else {
            fault = .notUTF8(place, isWhole ? byte : last)
            return false
        }
        defer { last = byte }
        let isEnd = byte == 0x0A || byte == 0x0D
        switch isQuoting ? state : .ignored {
        case .ignored: break
        case .start:
            switch byte {
            case 0x20, 0x09, 0x2C, 0x0A, 0x0D: break
            case 0x22: (state, opened) = (.quoted, place)
            default: state = .plain
            }
        case .plain:
            if byte == 0x22 { fault = .stray(place, opened: nil) }
            if byte == 0x2C || isEnd { state = .start }
        case .quoted:
            if byte == 0x22 { state = .closed(spaces: false) }
            if isEnd, !(byte == 0x0A && last == 0x0D) { place.line += 1 }
            return true
        case .closed(let spaces):
            switch byte {
            case 0x22 where !spaces: state = .quoted
            case 0x20, 0x09: state = .closed(spaces: true)
            case 0x2C, 0x0A, 0x0D: state = .start
            default: fault = .stray(place, opened: opened)
            }
        }
        if byte == 0x2C { place.column += 1 }
        if isEnd {
            if !(byte == 0x0A && last == 0x0D) { place.line += 1 }
            place.column = 1
        }
        return fault == nil
    }

    /// Ends the file.
    mutating func finish() {
        guard fault == nil else { return }
        if !check.isWhole { fault = .notUTF8(place, last) }
        if case .quoted = state, let opened { fault = .open(opened) }
    }
}
