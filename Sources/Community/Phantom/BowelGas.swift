import Foundation

/// Air in the bowel: dark, rounded, and never the same twice.
enum BowelGas {
    static func draw(
        on field: inout ShadowField, _ random: inout PhantomRandom, count: Int, box: PhantomBox
    ) {
        for _ in 0..<count {
            var place = PhantomPoint(random.real(box.left...box.right), random.real(box.top...box.bottom))
            let size = random.real(0.035...0.085)
            var heading = random.real(0...6.28)
            let amount = -random.real(0.18...0.5)
            // Haustra: pouches in a chain, drawn as one shape.
            var chain: [(from: PhantomPoint, to: PhantomPoint, start: Float, end: Float)] = []
            for _ in 0..<random.whole(2...7) {
                let pouch = size * random.real(0.7...1.2)
                let next = place + PhantomPoint(cos(heading) * pouch * 1.2, sin(heading) * pouch * 1.2)
                chain.append((place, next, pouch, size * random.real(0.6...0.95)))
                place = next
                heading += random.real(-0.6...0.6)
            }
            field.strokes(chain, amount, .rod)
        }
    }
}
