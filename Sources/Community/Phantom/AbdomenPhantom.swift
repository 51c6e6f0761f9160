import Foundation

/// An abdomen from in front: lumbar spine, lowest ribs, iliac crests, psoas edges, organs and bowel gas.
enum AbdomenPhantom {
    static func draw(on field: inout ShadowField, _ random: inout PhantomRandom) {
        drawFlesh(&field, &random)
        drawOrgans(&field, &random)
        BowelGas.draw(
            on: &field, &random, count: random.whole(9...18),
            box: PhantomBox(left: -0.68, top: -0.75, right: 0.68, bottom: 0.85))
        drawRibs(&field, &random)
        VertebralColumn.draw(
            on: &field, &random, top: random.real(-1.5 ... -1.3), bottom: 0.62, radius: 0.115, last: 0.15,
            amount: 0.42, processes: true)
        for side in [Float(-1), 1] {
            let wing = PhantomEllipse(
                PhantomPoint(side * random.real(0.5...0.56), random.real(0.84...0.94)), 0.32, 0.42,
                degrees: side * random.real(-34 ... -22))
            field.addRim(wing, 0.36, rim: 0.12, body: 0.55, softness: 0.03)
            field.addPlate(
                PhantomEllipse(PhantomPoint(side * 0.17, 0.86), 0.13, 0.27, degrees: side * 14), 0.24,
                softness: 0.15)
        }
    }

    private static func drawFlesh(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let waist = random.real(0.84...0.98)
        let fat = ValueNoise(seed: random.next(), cell: 0.28)
        let fine = ValueNoise(seed: random.next(), cell: 0.07)
        field.add { x, y in
            let half = waist + 0.08 * ShadowField.step((y - 0.3) / 0.8)
            let across = min(1, abs(x) / half)
            let edge = ShadowField.step((half - abs(x)) / 0.06)
            return edge
                * (0.9 + 0.5 * (1 - across * across) + 0.14 * fat.rough(x, y) + 0.05 * fine.rough(x, y))
        }
        // Psoas: the trunk is denser between two slanting edges.
        let spread = random.real(0.3...0.42)
        field.add(in: PhantomBox(left: -0.6, top: -0.5, right: 0.6, bottom: 0.8)) { x, y in
            let share = (y + 0.45) / 1.15
            guard share > 0, share < 1 else { return 0 }
            let half = 0.1 + spread * share
            return 0.14 * ShadowField.step((half - abs(x)) / 0.03) * ShadowField.step((1 - share) / 0.2)
        }
    }

    private static func drawOrgans(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        field.addPlate(
            PhantomEllipse(
                PhantomPoint(-0.5, random.real(-0.85 ... -0.7)), 0.5, random.real(0.4...0.5), degrees: -18),
            0.3, softness: 0.16)
        field.addPlate(
            PhantomEllipse(PhantomPoint(0.66, -0.7), 0.16, 0.26, degrees: -15), 0.18, softness: 0.2)
        for side in [Float(-1), 1] {
            let kidney = PhantomEllipse(
                PhantomPoint(side * random.real(0.35...0.42), random.real(-0.4 ... -0.22) - side * 0.03),
                0.12,
                0.24, degrees: side * -14)
            field.addPlate(kidney, 0.16, softness: 0.14)
        }
        if random.chance(0.3) {
            let stone = PhantomPoint(random.real(-0.45 ... -0.3), random.real(-0.35 ... -0.2))
            field.addDome(PhantomEllipse(stone, 0.022, 0.017), 0.6)
        }
        field.addPlate(
            PhantomEllipse(PhantomPoint(0.42, -0.92), random.real(0.12...0.2), random.real(0.07...0.12)),
            -random.real(0.25...0.55), softness: 0.3)
    }

    private static func drawRibs(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        for index in 0..<4 {
            let start = -1.18 + Float(index) * random.real(0.16...0.2)
            let reach = 0.86 - Float(index) * 0.13 + random.real(-0.04...0.04)
            for side in [Float(-1), 1] {
                let points = (0...8).map { step in
                    let share = Float(step) / 8
                    return PhantomPoint(
                        side * (0.13 + (reach - 0.13) * sin(share * .pi / 2)),
                        start + 0.1 * share + 0.42 * share * share)
                }
                field.stroke(points, radius: 0.034, to: 0.026, 0.26, .tube(hollow: 0.72))
            }
        }
    }
}
