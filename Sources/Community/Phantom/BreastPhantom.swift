import Foundation

/// A breast as a mammogram shows it, chest wall at the left: skin, fat, glandular tissue and ducts, and in
/// the oblique view the pectoral muscle.
enum BreastPhantom {
    static func draw(on field: inout ShadowField, _ random: inout PhantomRandom) {
        let middle = random.real(-0.12...0.18)
        let reach = random.real(1.15...1.55)
        let tall = random.real(0.78...1)
        let sag = random.real(-9...9)
        let outline = PhantomEllipse(PhantomPoint(-1.06, middle), reach, tall, degrees: sag)
        drawTissue(&field, &random, outline)
        drawDucts(&field, &random, outline, middle: middle, reach: reach, tall: tall)
        if random.chance(0.7) { drawMuscle(&field, &random) }
        drawSpots(&field, &random, middle: middle, reach: reach)
    }

    private static func drawTissue(
        _ field: inout ShadowField, _ random: inout PhantomRandom, _ outline: PhantomEllipse
    ) {
        let density = random.real(0.25...0.95)
        let clouds = ValueNoise(seed: random.next(), cell: 0.3)
        let lobes = ValueNoise(seed: random.next(), cell: 0.1)
        let strands = ValueNoise(seed: random.next(), cell: 0.035)
        let stretch = random.real(0.4...0.7)
        field.add(in: outline.box(enlarged: 1.05)) { x, y in
            let distance = outline.distance(x, y)
            guard distance < 1 else { return 0 }
            let thick = min(1, 1.25 * (1 - distance * distance * distance).squareRoot())
            let skin = 0.28 * ShadowField.bell((1 - distance) / 0.012)
            let cloud = ShadowField.step(
                (clouds.rough(x, y) + density * 0.75 - distance * distance * 0.55) / 0.7)
            let grain = 0.55 + 0.3 * lobes.rough(x * stretch, y) + 0.28 * strands.rough(x * stretch, y)
            return skin + thick * (0.42 + cloud * 0.95 * grain + 0.05 * strands.rough(x, y))
        }
    }

    private static func drawDucts(
        _ field: inout ShadowField, _ random: inout PhantomRandom, _ outline: PhantomEllipse, middle: Float,
        reach: Float, tall: Float
    ) {
        let nipple = PhantomPoint(-1.06 + reach * 0.985, middle + random.real(-0.06...0.06) + reach * 0.02)
        field.addDome(PhantomEllipse(nipple, 0.06, 0.05), 0.5)
        for _ in 0..<random.whole(16...26) {
            var place = nipple
            var heading = Float.pi + random.real(-0.85...0.85)
            var points = [place]
            for _ in 0..<random.whole(6...13) {
                heading += random.real(-0.22...0.22)
                place = place + PhantomPoint(cos(heading) * 0.085, sin(heading) * 0.085)
                if outline.distance(place.x, place.y) < 0.92 { points.append(place) }
            }
            field.stroke(points, radius: random.real(0.012...0.024), to: 0.006, random.real(0.06...0.17))
        }
        for _ in 0..<random.whole(5...9) {
            var place = PhantomPoint(-1.05, middle + random.real(-0.7...0.7) * tall)
            var heading = random.real(-0.5...0.5)
            var points = [place]
            for _ in 0..<random.whole(5...9) {
                heading += random.real(-0.4...0.4)
                place = place + PhantomPoint(cos(heading) * 0.1, sin(heading) * 0.1)
                if outline.distance(place.x, place.y) < 0.9 { points.append(place) }
            }
            field.stroke(points, radius: random.real(0.008...0.014), to: 0.006, 0.15)
        }
    }

    private static func drawMuscle(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let foot = random.real(0...0.45)
        let head = random.real(-0.62 ... -0.25)
        let fibres = ValueNoise(seed: random.next(), cell: 0.09)
        field.add(in: PhantomBox(left: -1.4, top: -1.5, right: 0.2, bottom: foot + 0.1)) { x, y in
            let share = (foot - y) / (foot + 1.2)
            guard share > 0 else { return 0 }
            let edge = -1 + (head + 1) * share + 0.05 * sin(share * 3)
            return (0.62 + 0.08 * fibres.rough(x * 3, y * 0.7 + x)) * ShadowField.step((edge - x) / 0.05)
        }
    }

    private static func drawSpots(
        _ field: inout ShadowField, _ random: inout PhantomRandom, middle: Float, reach: Float
    ) {
        for _ in 0..<random.whole(0...9) {
            let place = PhantomPoint(
                -1.06 + reach * random.real(0.15...0.7), middle + random.real(-0.45...0.45))
            let size = random.real(0.006...0.014)
            field.addDome(PhantomEllipse(place, size, size), random.real(0.5...1.1))
        }
        if random.chance(0.4) {
            let place = PhantomPoint(
                -1.06 + reach * random.real(0.25...0.6), middle + random.real(-0.35...0.35))
            let size = random.real(0.04...0.1)
            field.addDome(PhantomEllipse(place, size, size * random.real(0.7...1)), 0.4)
        }
    }
}
