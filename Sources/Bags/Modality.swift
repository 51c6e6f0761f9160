/// Modality (0008,0060): the defined terms of PS3.3 C.7.3.1.1.1 under which a picture on film can have been
/// made, and the retired ones that old lists still have.
enum Modality {
    static let terms: Set<String> = [
        "BMD", "CR", "CT", "DG", "DX", "ES", "GM", "IO", "IVUS", "KER", "LS", "MG", "MR", "NM", "OP", "OT",
        "PT",
        "PX", "RF", "RG", "RTIMAGE", "SM", "TG", "US", "XA", "XC",
    ]

    /// Retired terms and what stands for them today.
    static let retired: [String: String] = [
        "AS": "US", "CD": "US", "CF": "RF", "CP": "ES", "CS": "ES", "DD": "US", "DF": "RF", "DM": "GM",
        "DS": "XA",
        "EC": "US", "FA": "OP", "LP": "ES", "MA": "MR", "MS": "MR", "ST": "NM", "VF": "RF",
    ]
}
