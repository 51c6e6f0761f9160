import Foundation

/// A skull from the side: vault, base, sella, sinuses, jaws and teeth, and the upper neck.
enum SkullPhantom {
    static func draw(on field: inout ShadowField, _ random: inout PhantomRandom) {
        let long = random.real(0.7...0.78)
        let high = random.real(0.6...0.68)
        let centre = PhantomPoint(random.real(0.02...0.08), random.real(-0.34 ... -0.26))
        drawFlesh(&field, centre, long: long, high: high, &random)
        drawVault(&field, &random, PhantomEllipse(centre, long, high, degrees: random.real(-9 ... -2)))
        drawBase(&field, &random)
        drawFace(&field, &random)
        drawNeck(&field, &random)
    }

    private static func drawFlesh(
        _ field: inout ShadowField, _ centre: PhantomPoint, long: Float, high: Float,
        _ random: inout PhantomRandom
    ) {
        field.addDome(PhantomEllipse(centre, long + 0.06, high + 0.06), 0.55)
        let nose = random.real(-0.84 ... -0.79)
        field.strokes(
            [
                (PhantomPoint(-0.46, 0.02), PhantomPoint(-0.5, 0.45), 0.26, 0.26),
                (PhantomPoint(-0.66, 0.05), PhantomPoint(nose, 0.2), 0.07, 0.05),
                (PhantomPoint(-0.5, 0.45), PhantomPoint(-0.45, 0.66), 0.28, 0.2),
                (PhantomPoint(-0.45, 0.66), PhantomPoint(0.25, 0.45), 0.18, 0.3),
                (PhantomPoint(0.2, 0.3), PhantomPoint(0.22, 1.6), 0.42, 0.5),
            ], 0.42, .ribbon)
    }

    private static func drawVault(
        _ field: inout ShadowField, _ random: inout PhantomRandom, _ vault: PhantomEllipse
    ) {
        let wall = random.real(0.05...0.075)
        let brain = ValueNoise(seed: random.next(), cell: 0.16)
        let spongy = ValueNoise(seed: random.next(), cell: 0.045)
        field.add(in: vault.box(enlarged: 1.1)) { x, y in
            let distance = vault.distance(x, y)
            let inner = distance / (1 - wall)
            let outside = distance < 1 ? (1 - distance * distance).squareRoot() : 0
            let inside = inner < 1 ? (1 - inner * inner).squareRoot() : 0
            let shell = outside - 0.93 * inside
            return shell * 1.9 + (inside > 0 ? 0.12 * brain.rough(x, y) + 0.07 * spongy.rough(x, y) : 0)
        }
        // Grooves of the meningeal vessels, and the sutures.
        for _ in 0..<random.whole(3...5) {
            var place = PhantomPoint(random.real(-0.3...0.1), random.real(-0.2 ... -0.05))
            var heading = random.real(-2.2 ... -0.5)
            var points = [place]
            for _ in 0..<9 {
                heading += random.real(-0.35...0.35)
                place = place + PhantomPoint(cos(heading) * 0.06, sin(heading) * 0.06)
                if vault.distance(place.x, place.y) < 0.9 { points.append(place) }
            }
            field.stroke(points, radius: 0.011, to: 0.006, -0.16)
        }
        for start in [PhantomPoint(-0.2, -0.88), PhantomPoint(0.55, -0.6)] {
            var place = start + PhantomPoint(random.real(-0.06...0.06), 0)
            var points = [place]
            for step in 0..<16 {
                let sway: Float = step.isMultiple(of: 2) ? 0.02 : -0.014
                place = place + PhantomPoint(sway + random.real(-0.01...0.01), 0.036)
                points.append(place)
            }
            field.stroke(points, radius: 0.006, -0.22)
        }
    }

    private static func drawBase(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let petrous = PhantomPoint(random.real(0.14...0.22), random.real(0.1...0.16))
        field.addDome(PhantomEllipse(petrous, 0.22, 0.12, degrees: random.real(-28 ... -12)), 0.75)
        let cells = ValueNoise(seed: random.next(), cell: 0.03)
        let mastoid = PhantomEllipse(petrous + PhantomPoint(0.17, 0.11), 0.13, 0.15)
        field.add(in: mastoid.box()) { x, y in
            max(0, 1 - mastoid.distance(x, y)) * (0.3 + 0.5 * cells.rough(x, y))
        }
        field.stroke(
            [
                PhantomPoint(-0.62, -0.22), PhantomPoint(-0.4, -0.14), PhantomPoint(-0.2, -0.1),
                PhantomPoint(-0.13, -0.13), PhantomPoint(-0.1, -0.04), PhantomPoint(-0.03, -0.03),
                PhantomPoint(0, -0.12), PhantomPoint(0.1, 0.02), PhantomPoint(0.3, 0.2),
                PhantomPoint(0.55, 0.22),
            ], radius: 0.022, to: 0.03, 0.42)
        field.addPlate(PhantomEllipse(petrous + PhantomPoint(-0.03, 0.02), 0.03, 0.03), -0.3, softness: 0.3)
    }

    private static func drawFace(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let orbit = PhantomEllipse(PhantomPoint(-0.52, -0.03), random.real(0.13...0.15), 0.13)
        field.addPlate(orbit, -0.12, softness: 0.1)
        field.add(in: orbit.box(enlarged: 1.2)) { x, y in
            0.35 * ShadowField.bell((orbit.distance(x, y) - 1) / 0.09)
        }
        field.addPlate(
            PhantomEllipse(PhantomPoint(-0.68, -0.25), random.real(0.04...0.07), 0.08, degrees: 20), -0.3,
            softness: 0.25)
        field.addPlate(
            PhantomEllipse(PhantomPoint(-0.46, 0.2), random.real(0.13...0.17), 0.13), -0.4, softness: 0.16)
        field.stroke([PhantomPoint(-0.68, 0.34), PhantomPoint(-0.3, 0.36)], radius: 0.025, 0.45)
        // Jaw: body, angle and branch up to the joint.
        let jaw = [
            PhantomPoint(-0.66, 0.62), PhantomPoint(-0.45, 0.67), PhantomPoint(-0.18, 0.58),
            PhantomPoint(-0.04, 0.45), PhantomPoint(0.01, 0.25), PhantomPoint(0.04, 0.13),
        ]
        field.stroke(jaw, radii: [0.09, 0.095, 0.1, 0.1, 0.075, 0.045], 0.55, .tube(hollow: 0.75))
        for index in 0..<7 {
            let x = -0.69 + Float(index) * 0.063 + random.real(-0.011...0.011)
            for (crown, root) in [(Float(0.47), Float(0.36)), (0.485, 0.6)] where !random.chance(0.12) {
                field.stroke(
                    [PhantomPoint(x, crown), PhantomPoint(x + 0.015, root)], radius: 0.031, to: 0.012,
                    random.real(0.36...0.5))
                if random.chance(0.2) {
                    field.addPlate(PhantomEllipse(PhantomPoint(x, crown), 0.02, 0.014), 0.9)
                }
            }
        }
    }

    private static func drawNeck(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let bend = random.real(-0.1...0.12)
        field.stroke(
            [PhantomPoint(-0.06, 0.45), PhantomPoint(0, 0.8), PhantomPoint(0.05 + bend, 1.6)], radius: 0.055,
            -0.35)
        for level in 0..<7 {
            let y = 0.36 + Float(level) * 0.155
            let x = 0.24 + bend * (y - 0.3) + random.real(-0.008...0.008)
            field.stroke(
                [PhantomPoint(x - 0.06, y), PhantomPoint(x + 0.07, y - 0.01)], radius: 0.07, 0.42,
                .tube(hollow: 0.82))
            field.stroke(
                [PhantomPoint(x + 0.14, y + 0.01), PhantomPoint(x + 0.36, y + 0.07)], radius: 0.028,
                to: 0.045,
                0.38, .tube(hollow: 0.7))
        }
    }
}
