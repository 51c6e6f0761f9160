/// One fictional Trust of the demonstration, as the plan and the bags need it.
package struct DemoTrust: Sendable, Hashable {
    package let code: String
    package let name: String
    let sha: String
    /// Months from the plan's start.
    let goLive: Int
    let filmsToMigrate: Int
    let contractorDays: Int
    let town: String
    /// Outward part of its postcodes, of an area that does not exist.
    let outwardCode: String

    static let all = [
        DemoTrust(
            code: "RXA", name: "Fellside Hospitals NHS Trust", sha: "Q90", goLive: 2, filmsToMigrate: 136,
            contractorDays: 150, town: "Fellwick", outwardCode: "XF4"),
        DemoTrust(
            code: "RXB", name: "Moorgate General Hospital NHS Trust", sha: "Q90", goLive: 2,
            filmsToMigrate: 119, contractorDays: 144, town: "Moorgate-on-Tarn", outwardCode: "XF7"),
        DemoTrust(
            code: "RXC", name: "Saltmarsh Coast NHS Trust", sha: "Q91", goLive: 3, filmsToMigrate: 99,
            contractorDays: 156, town: "Saltmarsh Haven", outwardCode: "XM2"),
    ]
}
