/// A synthetic radiograph: anatomy of one kind, made by code from a seed, on a film with its borders, lead
/// marker and label block. Equal values give equal pixels; another seed gives another patient.
package struct PhantomFilm: Sendable, Hashable {
    var kind: PhantomKind
    var seed: UInt64
    var width: Int
    var height: Int
    /// The lead marker; nil where the film has none.
    var marker: Character?
    /// The bureau's film number, written in the label block: digits, capital letters, hyphens.
    var number: String
    /// Whether the anatomy is drawn for the other side.
    var mirrored: Bool

    init(
        _ kind: PhantomKind, seed: UInt64, width: Int, height: Int, marker: Character? = nil,
        number: String = "", mirrored: Bool = false
    ) {
        self.kind = kind
        self.seed = seed
        self.width = width
        self.height = height
        self.marker = marker
        self.number = number
        self.mirrored = mirrored
    }

    /// Draws the film.
    func draw() -> PhantomPicture {
        var random = PhantomRandom(seed: seed ^ 0x5EED_F11A)
        // Anatomy has no detail finer than this; the grain is made at full size.
        let factor = width >= 1024 ? 4 : 2
        let columns = (width + factor - 1) / factor
        let rows = (height + factor - 1) / factor
        let placement = PhantomPlacement(
            width: columns, height: rows,
            shift: PhantomPoint(random.real(-0.06...0.06), random.real(-0.07...0.07)),
            degrees: random.real(-1...1) * turn, scale: random.real(0.9...1.05) * scale, mirrored: mirrored)
        var field = ShadowField(width: columns, height: rows, placement: placement)
        switch kind {
        case .chest: ChestPhantom.draw(on: &field, &random)
        case .hand: HandPhantom.draw(on: &field, &random)
        case .pelvis: PelvisPhantom.draw(on: &field, &random)
        case .skull: SkullPhantom.draw(on: &field, &random)
        case .knee: KneePhantom.draw(on: &field, &random)
        case .breast: BreastPhantom.draw(on: &field, &random)
        case .abdomen: AbdomenPhantom.draw(on: &field, &random)
        }
        field.warp(seed: random.next(), amount: random.real(0.03...0.045), cell: 0.42)
        let developer = FilmDeveloper(kind: kind, random: &random)
        var picture = developer.develop(
            &field, width: width, height: height, factor: factor, seed: random.next())
        write(on: &picture, &random)
        return picture
    }

    /// How large the anatomy lies on the film.
    private var scale: Float { kind == .hand || kind == .skull ? 0.95 : 1 }

    /// How far it may be turned, in degrees.
    private var turn: Float { kind == .hand || kind == .knee ? 9 : 5 }

    private func write(on picture: inout PhantomPicture, _ random: inout PhantomRandom) {
        let wide = Float(width)
        let right = random.chance(0.5)
        let low =
            kind == .knee || kind == .hand || kind == .abdomen ? random.chance(0.4) : random.chance(0.15)
        if !number.isEmpty {
            let letters = FilmLettering(text: number, height: wide * 0.021)
            let frame = wide * 0.015
            let margin = wide * random.real(0.035...0.05)
            let left = right ? wide - letters.width - 2 * frame - margin : margin
            let top = low ? Float(height) - letters.height - 2 * frame - margin : margin
            picture.fill(
                left: Int(left), top: Int(top), width: Int(letters.width + 2 * frame),
                height: Int(letters.height + 2 * frame), level: 3720)
            letters.write(on: &picture, left: left + frame, top: top + frame, level: 420)
        }
        if let marker {
            let letters = FilmLettering(text: String(marker), height: wide * 0.05)
            let inset = wide * random.real(0.1...0.16)
            // On the side that the letter names as the film is viewed, patient facing: right at the left.
            let left = marker == "R" ? inset : wide - inset - letters.width
            let top = Float(height) * (low ? random.real(0.1...0.14) : random.real(0.82...0.88))
            letters.write(on: &picture, left: left, top: top, level: 3990)
        }
    }
}
