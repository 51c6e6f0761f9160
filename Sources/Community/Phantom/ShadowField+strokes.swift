extension ShadowField {
    /// How a stroke's attenuation runs from its axis to its edge.
    enum Profile: Sendable {
        /// A solid rod.
        case rod
        /// Flat, with a soft edge.
        case ribbon
        /// A tube: bone with a dense wall, hollow to the given part of its radius.
        case tube(hollow: Float)
    }

    /// Draws one line through the points, its radius running evenly from the first to the last. Where it
    /// crosses itself or bends, nothing is added twice.
    mutating func stroke(
        _ points: [PhantomPoint], radius: Float, to lastRadius: Float? = nil, _ amount: Float,
        _ profile: Profile = .rod
    ) {
        let last = lastRadius ?? radius
        let steps = Float(max(1, points.count - 1))
        let radii = points.indices.map { radius + (last - radius) * Float($0) / steps }
        stroke(points, radii: radii, amount, profile)
    }

    /// Draws one line with a radius for each point.
    mutating func stroke(_ points: [PhantomPoint], radii: [Float], _ amount: Float, _ profile: Profile) {
        guard points.count > 1, points.count == radii.count else { return }
        for index in 1..<points.count {
            approach(points[index - 1], points[index], radii[index - 1], radii[index])
        }
        settle(PhantomBox(around: points, margin: radii.max() ?? 0), amount, profile)
    }

    /// Draws several lines of one thickness as one shape: what overlaps counts once.
    mutating func strokes(
        _ lines: [(from: PhantomPoint, to: PhantomPoint, start: Float, end: Float)], _ amount: Float,
        _ profile: Profile
    ) {
        for line in lines { approach(line.from, line.to, line.start, line.end) }
        let margin = lines.map { max($0.start, $0.end) }.max() ?? 0
        settle(PhantomBox(around: lines.flatMap { [$0.from, $0.to] }, margin: margin), amount, profile)
    }

    /// A long bone: a tube whose ends are wider than its shaft.
    mutating func bone(
        _ from: PhantomPoint, _ to: PhantomPoint, radius: Float, flare: Float = 0.5, otherFlare: Float? = nil,
        _ amount: Float, hollow: Float = 0.72
    ) {
        let shares: [Float] = [0, 0.06, 0.14, 0.24, 0.38, 0.62, 0.76, 0.86, 0.94, 1]
        let profile: [Float] = [0.9, 1, 0.72, 0.34, 0.06, 0.06, 0.34, 0.72, 1, 0.9]
        let radii = shares.indices.map { index in
            radius * (1 + profile[index] * (shares[index] < 0.5 ? flare : otherFlare ?? flare))
        }
        stroke(shares.map { from.towards(to, $0) }, radii: radii, amount, .tube(hollow: hollow))
    }

    /// Notes for each cell near a segment how near it is.
    private mutating func approach(
        _ from: PhantomPoint, _ to: PhantomPoint, _ startRadius: Float, _ endRadius: Float
    ) {
        let margin = max(startRadius, endRadius)
        let box = PhantomBox(around: [from, to], margin: margin)
        let (columns, rows) = placement.cells(of: box, width: width, height: height)
        let alongX = to.x - from.x
        let alongY = to.y - from.y
        let inverse = 1 / max(1e-9, alongX * alongX + alongY * alongY)
        for row in rows {
            let start = placement.point(column: 0.5, row: Float(row) + 0.5)
            let next = placement.point(column: 1.5, row: Float(row) + 0.5)
            let base = row * width
            for column in columns {
                let x = start.x + (next.x - start.x) * Float(column) - from.x
                let y = start.y + (next.y - start.y) * Float(column) - from.y
                let share = max(0, min(1, (x * alongX + y * alongY) * inverse))
                let offX = x - alongX * share
                let offY = y - alongY * share
                let radius = startRadius + (endRadius - startRadius) * share
                let distance = (offX * offX + offY * offY).squareRoot() / max(1e-6, radius)
                nearness[base + column] = min(nearness[base + column], distance)
            }
        }
    }

    /// Turns the noted nearness into attenuation and forgets it.
    private mutating func settle(_ box: PhantomBox, _ amount: Float, _ profile: Profile) {
        let (columns, rows) = placement.cells(of: box, width: width, height: height)
        for row in rows {
            for cell in row * width + columns.lowerBound..<row * width + columns.upperBound {
                let distance = nearness[cell]
                guard distance < 1.9 else { continue }
                nearness[cell] = 2
                guard distance < 1 else { continue }
                values[cell] += amount * Self.thickness(distance, profile)
            }
        }
    }

    @inline(__always)
    private static func thickness(_ distance: Float, _ profile: Profile) -> Float {
        switch profile {
        case .rod: return (1 - distance * distance).squareRoot()
        case .ribbon: return step((1 - distance) * 4)
        case .tube(let hollow):
            let outer = (1 - distance * distance).squareRoot()
            let inner = distance / hollow
            return inner < 1 ? outer - 0.62 * hollow * (1 - inner * inner).squareRoot() : outer
        }
    }
}
