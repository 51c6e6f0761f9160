import Foundation

/// A knee from in front: femur with its condyles, tibia, fibula and patella.
enum KneePhantom {
    static func draw(on field: inout ShadowField, _ random: inout PhantomRandom) {
        let joint = random.real(-0.08...0.08)
        let wide = random.real(0.92...1.08)
        let gap = random.real(0.02...0.05)
        drawFlesh(&field, &random, joint: joint)
        drawFemur(&field, &random, joint: joint - gap, wide: wide)
        drawTibia(&field, &random, joint: joint + gap * 0.6, wide: wide)
        field.addRim(
            PhantomEllipse(
                PhantomPoint(random.real(-0.05...0.05), joint - random.real(0.24...0.34)),
                random.real(0.16...0.19), random.real(0.17...0.2)), 0.16, rim: 0.2, body: 0.8, softness: 0.08)
        let weave = ValueNoise(seed: random.next(), cell: 0.02)
        let patches = ValueNoise(seed: random.next(), cell: 0.11)
        field.add(in: PhantomBox(left: -0.4, top: joint - 0.5, right: 0.4, bottom: joint + 0.5)) { x, y in
            let near = ShadowField.bell((y - joint) / 0.32) * ShadowField.step((0.36 - abs(x)) / 0.05)
            return near * (0.08 * weave.rough(x, y * 0.5) + 0.09 * patches.rough(x, y))
        }
    }

    private static func drawFlesh(
        _ field: inout ShadowField, _ random: inout PhantomRandom, joint: Float
    ) {
        let thigh = random.real(0.58...0.76)
        let calf = random.real(0.5...0.62)
        let muscle = ValueNoise(seed: random.next(), cell: 0.22)
        field.add { x, y in
            let above = ShadowField.step((joint - y) / 1.1)
            let below = ShadowField.step((y - joint) / 0.8)
            let half = 0.47 + (thigh - 0.47) * above + (calf - 0.47) * below
            let across = abs(x) / half
            guard across < 1 else { return 0 }
            let skin = 0.32 * ShadowField.step((1 - across) / 0.04)
            let meat = 0.6 * max(0, 1 - across * across * 1.25).squareRoot()
            return skin + meat * (1 + 0.12 * muscle.rough(x * 2, y * 0.6))
        }
    }

    private static func drawFemur(
        _ field: inout ShadowField, _ random: inout PhantomRandom, joint: Float, wide: Float
    ) {
        let lean = random.real(-0.06...0.1)
        let shaft = random.real(0.125...0.15)
        let top = PhantomPoint(lean * 1.6, joint - 1.5)
        let neck = PhantomPoint(lean, joint - 0.72)
        let middle = PhantomPoint(lean * 0.4, joint - 0.42)
        var lines = [(from: top, to: neck, start: shaft, end: shaft * 1.05)]
        lines.append((neck, middle, shaft * 1.05, 0.21))
        for side in [Float(-1), 1] {
            let size = random.real(0.155...0.18) * wide
            let condyle = PhantomPoint(side * 0.185 * wide, joint - size - random.real(0...0.015))
            lines.append((middle, condyle, 0.19, size))
        }
        lines.append((middle, PhantomPoint(0, joint - 0.2), 0.2, 0.13))
        field.strokes(lines, 0.82, .tube(hollow: 0.8))
        field.addPlate(PhantomEllipse(PhantomPoint(0, joint - 0.03), 0.07, 0.11), -0.26, softness: 0.25)
    }

    private static func drawTibia(
        _ field: inout ShadowField, _ random: inout PhantomRandom, joint: Float, wide: Float
    ) {
        let lean = random.real(-0.06...0.06)
        let shaft = random.real(0.125...0.145)
        let plateau = joint + 0.085
        let edge = 0.29 * wide
        let waist = PhantomPoint(lean * 0.4, joint + 0.5)
        field.strokes(
            [
                (PhantomPoint(-edge, plateau), PhantomPoint(edge, plateau), 0.085, 0.085),
                (PhantomPoint(-edge * 0.6, plateau + 0.06), waist, 0.15, shaft * 1.15),
                (PhantomPoint(edge * 0.6, plateau + 0.06), waist, 0.15, shaft * 1.15),
                (PhantomPoint(0, plateau + 0.1), waist, 0.2, shaft * 1.2),
                (waist, PhantomPoint(lean, joint + 1.7), shaft * 1.15, shaft),
            ], 0.78, .tube(hollow: 0.78))
        field.add(in: PhantomBox(left: -0.45, top: joint - 0.05, right: 0.45, bottom: joint + 0.1)) { x, y in
            0.22 * ShadowField.bell((y - joint - 0.018) / 0.016)
                * ShadowField.step((edge + 0.04 - abs(x)) / 0.06)
        }
        for side in [Float(-1), 1] {
            field.stroke(
                [PhantomPoint(side * 0.045, joint + 0.05), PhantomPoint(side * 0.035, joint - 0.04)],
                radius: 0.045, to: 0.012, 0.3)
        }
        let head = PhantomPoint(0.33 * wide, joint + random.real(0.16...0.22))
        field.stroke(
            [
                head, PhantomPoint(head.x - 0.015, head.y + 0.2),
                PhantomPoint(head.x + lean - 0.02, joint + 1.7),
            ],
            radii: [0.085, 0.05, 0.048], 0.55, .tube(hollow: 0.62))
    }
}
