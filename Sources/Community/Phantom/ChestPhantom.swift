import Foundation

/// A chest from behind (PA): lungs, ribs, spine, heart, great vessels, clavicles and diaphragm.
enum ChestPhantom {
    private typealias Line = (from: PhantomPoint, to: PhantomPoint, start: Float, end: Float)

    static func draw(on field: inout ShadowField, _ random: inout PhantomRandom) {
        let lungTop = random.real(-0.9 ... -0.78)
        let lungWidth = random.real(0.33...0.39)
        let domes = [random.real(0.4...0.62), random.real(0.46...0.7)]
        drawTrunk(&field, &random)
        for (index, side) in [Float(-1), 1].enumerated() {
            drawLung(&field, &random, side: side, top: lungTop, width: lungWidth, dome: domes[index])
            drawVessels(&field, &random, side: side)
        }
        drawMiddle(&field, &random)
        drawRibs(&field, &random, top: lungTop, outer: lungWidth + 0.46)
        drawShoulders(&field, &random)
    }

    private static func drawTrunk(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let shoulder = random.real(-0.98 ... -0.88)
        let waist = random.real(0.86...0.96)
        let fat = ValueNoise(seed: random.next(), cell: 0.35)
        field.add { x, y in
            let slope = ShadowField.step((y - shoulder + 0.22) / 0.32)
            let half = 0.24 + (waist + 0.12 - 0.24) * slope - 0.1 * ShadowField.step((y + 0.3) / 0.9)
            let edge = ShadowField.step((half - abs(x)) / 0.05)
            let across = min(1, abs(x) / half)
            return edge * (1.2 + 0.55 * (1 - across * across) + 0.1 * fat.rough(x, y))
        }
        // Breast shadows, or the pectoral muscles.
        let size = random.real(0.2...0.36)
        for side in [Float(-1), 1] {
            let shape = PhantomEllipse(
                PhantomPoint(side * random.real(0.44...0.54), random.real(0.22...0.42)), size, size * 0.9)
            field.addDome(shape, random.real(0.08...0.3))
        }
    }

    private static func drawLung(
        _ field: inout ShadowField, _ random: inout PhantomRandom, side: Float, top: Float, width: Float,
        dome: Float
    ) {
        let air = random.real(0.84...0.94)
        let texture = ValueNoise(seed: random.next(), cell: 0.09)
        let middle = (top + dome + 0.25) / 2
        let shape = PhantomEllipse(
            PhantomPoint(0.46, middle), width, (dome + 0.25 - top) / 2, degrees: random.real(-5 ... -1))
        let lean = random.real(0.02...0.08)
        field.add(in: PhantomBox(left: -1, top: top - 0.1, right: 1, bottom: dome + 0.3)) { x, y in
            let out = x * side
            guard out > 0 else { return 0 }
            let round = (1 - shape.distance(out, y)) * 0.38
            let arch = (out - 0.4) / 0.42
            let floor = dome + 0.3 * arch * arch * (arch > 0 ? 1 : 0.4) - y
            let inner = out - 0.13 - lean * ShadowField.step((y + 0.1) / 1.2)
            let depth = min(round, min(floor, inner))
            return -air * ShadowField.step(depth / 0.07) * (1 + 0.07 * texture.rough(x, y))
        }
        // The abdomen below the dome is denser than the trunk's wall.
        field.add(in: PhantomBox(left: -1, top: dome - 0.1, right: 1, bottom: 1.6)) { x, y in
            let out = x * side
            guard out > 0 else { return 0 }
            let arch = (out - 0.4) / 0.42
            let floor = dome + 0.3 * arch * arch * (arch > 0 ? 1 : 0.4) - y
            return 0.5 * ShadowField.step(-floor / 0.12) * ShadowField.step((0.9 - out) / 0.1)
        }
        if side > 0, random.chance(0.7) {
            let bubble = PhantomEllipse(
                PhantomPoint(random.real(0.32...0.48), dome + random.real(0.12...0.2)),
                random.real(0.09...0.16), random.real(0.05...0.09))
            field.addPlate(bubble, -0.45, softness: 0.3)
        }
    }

    private static func drawVessels(
        _ field: inout ShadowField, _ random: inout PhantomRandom, side: Float
    ) {
        let root = PhantomPoint(side * 0.18, random.real(-0.14...0))
        field.addPlate(PhantomEllipse(root, 0.09, 0.15, degrees: side * 20), 0.32, softness: 0.35)
        var tree = [[Line]](repeating: [], count: 4)
        for trunk in 0..<random.whole(7...9) {
            let share = Float(trunk) / 8
            let heading = (-84 + share * 170 + random.real(-9...9)) * .pi / 180
            let start = root + PhantomPoint(side * random.real(-0.02...0.03), (share - 0.5) * 0.16)
            branch(
                &tree, &random, from: start, heading: heading, side: side, length: random.real(0.2...0.29),
                radius: random.real(0.016...0.024), depth: 0)
        }
        for (depth, lines) in tree.enumerated() {
            field.strokes(lines, [0.27, 0.23, 0.2, 0.16][depth], .rod)
        }
    }

    private static func branch(
        _ tree: inout [[Line]], _ random: inout PhantomRandom, from: PhantomPoint, heading: Float,
        side: Float, length: Float, radius: Float, depth: Int
    ) {
        var lines: [Line] = []
        var direction = heading
        var tip = from
        for step in 0..<4 {
            direction += random.real(-0.24...0.24)
            let next = tip + PhantomPoint(cos(direction) * side * length / 4, sin(direction) * length / 4)
            let thin = 1 - Float(step) * 0.08
            lines.append((tip, next, radius * thin, radius * (thin - 0.08)))
            tip = next
        }
        guard abs(tip.x) < 0.8, tip.y > -0.85, tip.y < 0.55 else { return }
        tree[depth] += lines
        guard depth < 3 else { return }
        for turn in [Float(-1), 1] {
            branch(
                &tree, &random, from: tip, heading: direction + turn * random.real(0.25...0.55), side: side,
                length: length * random.real(0.65...0.85), radius: radius * 0.64, depth: depth + 1)
        }
    }

    private static func drawMiddle(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let heartSize = random.real(0.88...1.16)
        let heart = PhantomEllipse(
            PhantomPoint(random.real(0.1...0.17), random.real(0.24...0.36)), 0.4 * heartSize, 0.3 * heartSize,
            degrees: random.real(28...44))
        field.add(in: heart.box(enlarged: 1.2)) { x, y in
            let distance = heart.distance(x, y)
            // Beside the middle the heart takes the place of lung.
            let beside = 0.42 * ShadowField.step((abs(x) - 0.12) / 0.06)
            return ShadowField.step((1.06 - distance) / 0.12)
                * (0.3 + beside + 0.3 * max(0, 1 - distance * distance))
        }
        field.addPlate(
            PhantomEllipse(PhantomPoint(-0.13, 0.18), 0.14, 0.27 * heartSize), 0.26, softness: 0.2)
        field.addPlate(
            PhantomEllipse(PhantomPoint(random.real(0.1...0.15), random.real(-0.4 ... -0.32)), 0.1, 0.1),
            random.real(0.3...0.5), softness: 0.2)
        field.addPlate(PhantomEllipse(PhantomPoint(0.02, -0.35), 0.14, 0.55), 0.3, softness: 0.3)
        let windpipe = random.real(-0.03...0.02)
        field.stroke(
            [
                PhantomPoint(windpipe * 0.4, -1.3), PhantomPoint(windpipe, -0.5),
                PhantomPoint(windpipe, -0.25),
            ],
            radius: 0.05, -0.3)
        VertebralColumn.draw(
            on: &field, &random, top: -1.3, bottom: 1.4, radius: 0.088, last: 0.125, amount: 0.2)
    }

    private static func drawRibs(
        _ field: inout ShadowField, _ random: inout PhantomRandom, top: Float, outer: Float
    ) {
        let gap = random.real(0.125...0.15)
        let fall = random.real(0.12...0.24)
        for index in 0..<11 {
            let number = Float(index)
            let start = top - 0.02 + number * gap
            let reach = min(outer, 0.36 + number * 0.1) + random.real(-0.012...0.012)
            for side in [Float(-1), 1] {
                let tilt = fall + random.real(-0.02...0.02)
                func along(_ share: Float) -> PhantomPoint {
                    let angle = share * .pi / 2
                    return PhantomPoint(
                        side * (0.1 + (reach - 0.1) * sin(angle)),
                        start - 0.06 * sin(share * .pi) + tilt * share * share * (1 + number * 0.05)
                            + 0.1 * share * share * share)
                }
                let back = (0...9).map { along(Float($0) / 9) }
                field.stroke(
                    back, radius: 0.033, to: 0.026, random.real(0.34...0.42), .tube(hollow: 0.76))
                guard index < 8 else { continue }
                let turn = back[back.count - 1]
                let front = (0...7).map { step in
                    let share = Float(step) / 7
                    return PhantomPoint(
                        turn.x - side * share * (reach - 0.2 - number * 0.012) * 0.9,
                        turn.y + (0.3 - 0.06 * share) * share)
                }
                field.stroke(front, radius: 0.027, to: 0.036, 0.2, .tube(hollow: 0.78))
            }
        }
    }

    private static func drawShoulders(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let height = random.real(-0.9 ... -0.74)
        for side in [Float(-1), 1] {
            let rise = random.real(0.02...0.14)
            let points = [
                PhantomPoint(side * 0.09, height + 0.1), PhantomPoint(side * 0.24, height + 0.04),
                PhantomPoint(side * 0.45, height - rise * 0.4), PhantomPoint(side * 0.66, height - rise),
                PhantomPoint(side * 0.84, height - rise * 0.8),
            ]
            field.stroke(
                points, radii: [0.05, 0.036, 0.03, 0.034, 0.044], random.real(0.38...0.5), .tube(hollow: 0.7))
            field.stroke(
                [
                    PhantomPoint(side * 0.99, height + 0.12), PhantomPoint(side * 1.06, height + 0.3),
                    PhantomPoint(side * 1.14, height + 1),
                ], radii: [0.12, 0.075, 0.06], 0.42, .tube(hollow: 0.84))
            field.add(in: PhantomBox(left: -1, top: height, right: 1, bottom: height + 0.9)) { x, y in
                let out = x * side
                let share = (y - height - 0.02) / 0.75
                guard out > 0.5, share > 0, share < 1 else { return 0 }
                let inner = 0.68 + 0.1 * share - 0.04 * sin(share * 6)
                return 0.16 * ShadowField.step((out - inner) / 0.02)
                    * ShadowField.step((0.99 - 0.12 * share - out) / 0.03)
            }
        }
    }
}
