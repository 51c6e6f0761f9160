package import FilmModel

extension FilmRow {
    /// What is wrong with the row and with its scan, for the report of a bag that is refused: nothing of it is
    /// kept, and its number may be used again. `scan` is why the scan can't be used.
    package func faults(scan reason: Reason?) -> [BagFault] {
        let again = "make the bag again and deliver it under the same number"
        var faults: [BagFault] = []
        if let rejection {
            faults.append(
                BagFault(
                    rejection.code, BagCheck.films, "row \(number): \(rejection.message)",
                    remedy: "bureau: correct the row, \(again)"))
        }
        if let reason, let file = scan ?? meant {
            let page = description.page.map { ", page \($0)" } ?? ""
            faults.append(
                BagFault(
                    reason.code, file.path.text, "\(reason.message) (row \(number)\(page))",
                    remedy: "bureau: export or scan the film again, \(again)"))
        }
        return faults
    }
}
