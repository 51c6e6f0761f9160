import Foundation

/// Vertebral bodies one below the other, with their discs, pedicles and spinous processes, from in front.
enum VertebralColumn {
    static func draw(
        on field: inout ShadowField, _ random: inout PhantomRandom, top: Float, bottom: Float, radius: Float,
        last: Float, amount: Float, processes: Bool = false
    ) {
        let curve = random.real(-0.035...0.035)
        let wave = random.real(1.2...2.4)
        let phase = random.real(0...6)
        var y = top
        while y < bottom {
            let share = (y - top) / (bottom - top)
            let half = radius + (last - radius) * share
            let tall = half * random.real(1.22...1.34)
            let centre = PhantomPoint(curve * sin(y * wave + phase), y + tall / 2)
            drawBody(&field, centre, half: half, tall: tall * 0.86, amount)
            for side in [Float(-1), 1] {
                let pedicle = PhantomEllipse(
                    centre + PhantomPoint(side * half * 0.58, -tall * 0.12), half * 0.16, half * 0.24)
                field.addRim(pedicle, amount * 0.7, rim: 0.4, body: 0.4)
                guard processes else { continue }
                let root = centre + PhantomPoint(side * half * 0.8, -tall * 0.05)
                let tip = root + PhantomPoint(side * half * 0.95, -half * 0.12)
                field.stroke(
                    [root, tip], radius: half * 0.2, to: half * 0.13, amount * 0.8, .tube(hollow: 0.7))
            }
            let spine = PhantomEllipse(centre + PhantomPoint(0, tall * 0.3), half * 0.13, half * 0.32)
            field.addRim(spine, amount * 0.8, rim: 0.4, body: 0.5)
            y += tall
        }
    }

    private static func drawBody(
        _ field: inout ShadowField, _ centre: PhantomPoint, half: Float, tall: Float, _ amount: Float
    ) {
        let box = PhantomBox(around: [centre], margin: max(half, tall) * 1.1)
        field.add(in: box) { x, y in
            let down = (y - centre.y) / (tall / 2)
            // A waist between the end plates.
            let across = (x - centre.x) / (half * (0.9 + 0.1 * down * down))
            let inside = min(1 - abs(across), (1 - abs(down)) * tall / (2 * half))
            guard inside > 0 else { return 0 }
            let edge = ShadowField.step(inside / 0.06)
            return amount * edge * (1 + 0.55 * ShadowField.step((0.16 - inside) / 0.1))
        }
    }
}
