import Foundation

/// A pelvis from in front: iliac wings, sacrum, hips, both femurs, pubis and ischium.
enum PelvisPhantom {
    static func draw(on field: inout ShadowField, _ random: inout PhantomRandom) {
        let wide = random.real(0.94...1.06)
        drawFlesh(&field, &random)
        BowelGas.draw(
            on: &field, &random, count: random.whole(5...11),
            box: PhantomBox(left: -0.5, top: -1.1, right: 0.5, bottom: -0.05))
        VertebralColumn.draw(
            on: &field, &random, top: -1.45, bottom: -0.62, radius: 0.15, last: 0.165, amount: 0.34,
            processes: true)
        drawSacrum(&field, &random)
        for side in [Float(-1), 1] { drawSide(&field, &random, side: side, wide: wide) }
    }

    private static func drawFlesh(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let hip = random.real(0.92...1.05)
        let fat = ValueNoise(seed: random.next(), cell: 0.3)
        field.add { x, y in
            let half = hip - 0.12 * ShadowField.bell((y + 0.7) / 0.4)
            let edge = ShadowField.step((half - abs(x)) / 0.05)
            let across = min(1, abs(x) / half)
            let cleft =
                ShadowField.step((y - 0.62) / 0.2) * ShadowField.bell(x / (0.03 + 0.06 * max(0, y - 0.6)))
            return edge * (0.95 + 0.5 * (1 - across * across) - 0.75 * cleft + 0.12 * fat.rough(x, y))
        }
    }

    private static func drawSacrum(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let top = random.real(-0.64 ... -0.58)
        field.add(in: PhantomBox(left: -0.4, top: top, right: 0.4, bottom: 0.15)) { x, y in
            let share = (y - top) / 0.62
            guard share > 0, share < 1 else { return 0 }
            let half = 0.27 * (1 - share * 0.82)
            let inside = half - abs(x)
            let edge = ShadowField.step(inside / 0.025)
            let lines = 0.25 * ShadowField.bell((share * 5 - (share * 5).rounded()) / 0.12)
            return edge * (0.32 + lines * 0.3)
        }
        for level in 0..<4 {
            let y = top + 0.13 + Float(level) * 0.105
            for side in [Float(-1), 1] {
                let hole = PhantomPoint(side * (0.11 - Float(level) * 0.016), y)
                field.addPlate(PhantomEllipse(hole, 0.03, 0.024), -0.2, softness: 0.4)
            }
        }
    }

    private static func drawSide(
        _ field: inout ShadowField, _ random: inout PhantomRandom, side: Float, wide: Float
    ) {
        func point(_ x: Float, _ y: Float) -> PhantomPoint {
            PhantomPoint(side * x * wide + random.real(-0.008...0.008), y + random.real(-0.008...0.008))
        }
        // The wing: a plate with a dense crest.
        let wing = PhantomEllipse(point(0.47, -0.45), 0.29, 0.4, degrees: side * random.real(-34 ... -24))
        field.addRim(wing, 0.42, rim: 0.14, body: 0.58, softness: 0.03)
        field.stroke(
            [point(0.26, -0.5), point(0.25, -0.25), point(0.33, -0.06), point(0.36, 0.1)], radius: 0.035,
            0.22,
            .ribbon)
        // Around the hip's socket, pubis and ischium.
        let socket = point(0.52, 0.12)
        field.addPlate(PhantomEllipse(point(0.45, 0.02), 0.16, 0.17), 0.28, softness: 0.12)
        let ring = [
            point(0.42, 0.17), point(0.28, 0.2), point(0.13, 0.25), point(0.07, 0.34), point(0.1, 0.44),
            point(0.2, 0.55), point(0.3, 0.6), point(0.4, 0.54), point(0.42, 0.4), point(0.42, 0.17),
        ]
        field.stroke(
            ring, radii: [0.075, 0.05, 0.05, 0.06, 0.045, 0.048, 0.065, 0.075, 0.06, 0.07], 0.5,
            .tube(hollow: 0.8))
        // The femur.
        let head = random.real(0.128...0.142)
        let arc = (0...10).map { step in
            let angle = (-150 + Float(step) * 13) * Float.pi / 180
            return PhantomPoint(
                socket.x + side * cos(angle) * (head + 0.025), socket.y + sin(angle) * (head + 0.025))
        }
        field.stroke(arc, radius: 0.012, 0.4)
        let trochanter = point(0.79, 0.27)
        let below = point(0.745, 0.5)
        let knee = point(random.real(0.62...0.7), 1.9)
        field.strokes(
            [
                (socket, socket, head, head), (socket, point(0.66, 0.22), 0.105, 0.085),
                (point(0.66, 0.22), point(0.75, 0.32), 0.085, 0.12), (trochanter, below, 0.095, 0.115),
                (below, point(0.735, 0.75), 0.115, 0.095), (point(0.735, 0.75), knee, 0.095, 0.09),
            ], 0.72, .tube(hollow: 0.8))
        field.addDome(PhantomEllipse(point(0.67, 0.5), 0.05, 0.06), 0.22)
    }
}
