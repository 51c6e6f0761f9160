package import FilmModel

/// What a report was made of, so that it can be made again.
package struct ReportSource: Sendable, Hashable {
    /// The plan's number in the workspace; nil where the plan comes from elsewhere.
    package var planVersion: Int?
    package var planDigest: String?
    package var planImportedAt: Timestamp?
    /// The moment up to which the ledger was read.
    package var dataTime: Timestamp?
    /// What is uncertain about plan or data.
    package var remarks: [String]

    package init(
        planVersion: Int? = nil, planDigest: String? = nil, planImportedAt: Timestamp? = nil,
        dataTime: Timestamp? = nil, remarks: [String] = []
    ) {
        self.planVersion = planVersion
        self.planDigest = planDigest
        self.planImportedAt = planImportedAt
        self.dataTime = dataTime
        self.remarks = remarks
    }

    /// One line for a report's foot.
    package var text: String {
        var parts: [String] = []
        if let planVersion { parts.append("plan version \(planVersion)") }
        if let planImportedAt { parts.append("imported \(planImportedAt.londonDay)") }
        if let planDigest { parts.append("digest \(planDigest.prefix(12))") }
        if let dataTime { parts.append("data up to \(dataTime)") }
        return parts.joined(separator: ", ")
    }
}
