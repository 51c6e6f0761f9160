import FilmModel

/// What is examined, and which films that takes.
struct DemoExamination: Sendable {
    /// One film of it.
    struct View: Sendable {
        let laterality: Laterality?
        let position: String
    }

    let kind: PhantomKind
    let modality: String
    let bodyPart: String
    let views: [View]
    /// Pixel spacing on the film, in millimetres, and the film's size that it stands for.
    let spacing: Double

    init(_ kind: PhantomKind) {
        self.kind = kind
        let right = Laterality.right
        let left = Laterality.left
        switch kind {
        case .chest: (bodyPart, views) = ("CHEST", [View(laterality: nil, position: "PA")])
        case .hand:
            let both = [right, left].map { View(laterality: $0, position: "PA") }
            (bodyPart, views) = ("HAND", both)
        case .knee:
            let both = [right, left].map { View(laterality: $0, position: "AP") }
            (bodyPart, views) = ("KNEE", both)
        case .pelvis: (bodyPart, views) = ("PELVIS", [View(laterality: .unpaired, position: "AP")])
        case .skull: (bodyPart, views) = ("SKULL", [View(laterality: .unpaired, position: "LL")])
        case .abdomen: (bodyPart, views) = ("ABDOMEN", [View(laterality: .unpaired, position: "AP")])
        case .breast:
            let four = ["CC", "MLO"].flatMap { position in
                [right, left].map { View(laterality: $0, position: position) }
            }
            (bodyPart, views) = ("BREAST", four)
        }
        modality = kind == .breast ? "MG" : "RG"
        // 24 cm wide film for breasts and hands, 35 cm for the others.
        spacing = kind == .breast || kind == .hand ? 0.12 : 0.17
    }
}
