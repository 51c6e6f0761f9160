/// A fictional bureau and its machine.
struct DemoBureau: Sendable, Hashable {
    let name: String
    /// Begins its film numbers and its batches.
    let prefix: String
    let scannerManufacturer: String
    let scannerModel: String
    let scannerSerial: String
    /// Whether its `films.csv` has columns in an order of its own and one that nobody asked for.
    let addsColumn: Bool

    static let northgate = DemoBureau(
        name: "Northgate Film Scanning Ltd", prefix: "NFS", scannerManufacturer: "Lumenar",
        scannerModel: "FilmTrac 2905", scannerSerial: "LT-20417", addsColumn: false)
    static let pennine = DemoBureau(
        name: "Pennine Imaging Bureau", prefix: "PIB", scannerManufacturer: "Vidarex",
        scannerModel: "DiagScan Pro", scannerSerial: "VX88-0312", addsColumn: true)
}
