import Foundation

/// A hand from in front: five rays of bones, the carpus, and the ends of radius and ulna.
enum HandPhantom {
    static func draw(on field: inout ShadowField, _ random: inout PhantomRandom) {
        let spread = random.real(0.5...1.7)
        let rays = (0..<5).map { Ray(number: $0, spread: spread, &random) }
        drawFlesh(&field, rays, &random)
        for ray in rays { drawRay(ray, on: &field, &random) }
        drawCarpus(&field, &random)
        let wrist = random.real(0.62...0.66)
        let lean = random.real(-0.05...0.05)
        field.bone(
            PhantomPoint(-0.11, wrist), PhantomPoint(-0.14 + lean, 1.75), radius: 0.085, flare: 0.75, 0.75)
        field.bone(
            PhantomPoint(0.17, wrist + 0.05), PhantomPoint(0.16 + lean, 1.75), radius: 0.062, flare: 0.5, 0.7)
        let grain = ValueNoise(seed: random.next(), cell: 0.022)
        for index in field.values.indices where field.values[index] > 0.75 {
            let column = Float(index % field.width)
            let row = Float(index / field.width)
            let point = field.placement.point(column: column, row: row)
            field.values[index] += 0.12 * grain.rough(point.x, point.y)
        }
    }

    /// The joints of one finger, from the carpus to the tip.
    private struct Ray {
        let joints: [PhantomPoint]
        let radius: Float

        init(number: Int, spread: Float, _ random: inout PhantomRandom) {
            let roots = [(-0.23, 0.4), (-0.14, 0.28), (-0.04, 0.25), (0.06, 0.27), (0.15, 0.31)]
            let angles: [Float] = [-52, -13, -2, 8, 19]
            let lengths: [[Float]] = [
                [0.33, 0.24, 0.18], [0.45, 0.29, 0.17, 0.13], [0.44, 0.32, 0.2, 0.13],
                [0.4, 0.3, 0.19, 0.13], [0.36, 0.24, 0.14, 0.12],
            ]
            radius = [0.047, 0.042, 0.044, 0.04, 0.035][number] * random.real(0.94...1.08)
            var angle = angles[number] * (number == 0 ? 0.6 + 0.4 * spread : spread) + random.real(-5...5)
            var place = PhantomPoint(Float(roots[number].0), Float(roots[number].1))
            var joints = [place]
            for length in lengths[number] {
                let long = length * random.real(0.88...1.1)
                let bearing = (angle - 90) * .pi / 180
                place = place + PhantomPoint(cos(bearing) * long, sin(bearing) * long)
                joints.append(place)
                angle += random.real(-6...6)
            }
            self.joints = joints
        }
    }

    private static func drawFlesh(
        _ field: inout ShadowField, _ rays: [Ray], _ random: inout PhantomRandom
    ) {
        let thick = random.real(1.75...2.05)
        var lines: [(from: PhantomPoint, to: PhantomPoint, start: Float, end: Float)] = []
        for (number, ray) in rays.enumerated() {
            for joint in 1..<ray.joints.count {
                let wide = ray.radius * thick * (joint == 1 ? (number == 0 ? 2.1 : 1.75) : 1)
                let end = ray.radius * thick * (joint == ray.joints.count - 1 ? 0.82 : 1)
                lines.append((ray.joints[joint - 1], ray.joints[joint], wide, end))
            }
        }
        lines.append((PhantomPoint(-0.05, 0.1), PhantomPoint(0, 0.5), 0.28, 0.25))
        lines.append((PhantomPoint(0, 0.5), PhantomPoint(0.01, 1.8), 0.25, 0.34))
        field.strokes(lines, 0.85, .rod)
    }

    private static func drawRay(
        _ ray: Ray, on field: inout ShadowField, _ random: inout PhantomRandom
    ) {
        for joint in 1..<ray.joints.count {
            let from = ray.joints[joint - 1].towards(ray.joints[joint], 0.055)
            let to = ray.joints[joint - 1].towards(ray.joints[joint], 0.945)
            let radius = ray.radius * (1 - Float(joint - 1) * 0.17)
            let last = joint == ray.joints.count - 1
            field.bone(
                from, to, radius: radius * 0.72, flare: 0.62, otherFlare: last ? 0.1 : 0.42,
                random.real(0.8...0.95), hollow: 0.68)
            if last {
                field.addDome(PhantomEllipse(to, radius * 0.75, radius * 0.6), 0.3)
            }
        }
    }

    private static func drawCarpus(_ field: inout ShadowField, _ random: inout PhantomRandom) {
        let bones: [(x: Float, y: Float, width: Float, height: Float)] = [
            (-0.17, 0.38, 0.062, 0.058), (-0.09, 0.34, 0.045, 0.05), (0, 0.36, 0.058, 0.088),
            (0.11, 0.385, 0.062, 0.075), (-0.13, 0.51, 0.075, 0.055), (-0.01, 0.53, 0.066, 0.058),
            (0.11, 0.5, 0.055, 0.052), (0.15, 0.47, 0.04, 0.042),
        ]
        for bone in bones {
            let centre = PhantomPoint(
                bone.x + random.real(-0.01...0.01), bone.y + random.real(-0.01...0.01))
            let size = random.real(0.94...1.1)
            field.addRim(
                PhantomEllipse(centre, bone.width * size, bone.height * size, degrees: random.real(-30...30)),
                random.real(0.58...0.72), rim: 0.28, body: 0.68)
        }
    }
}
