package import DICOM

/// One instance in the transfer syntaxes that archives want, each made once. Used on one thread.
package final class InstanceForms {
    package let plain: Dataset
    private var made: [TransferSyntax: Dataset] = [:]

    package init(_ plain: Dataset) { self.plain = plain }

    func form(_ syntax: TransferSyntax) throws(DICOMError) -> Dataset {
        if syntax == .explicit { return plain }
        if let known = made[syntax] { return known }
        let encoded = try plain.encoded(as: syntax)
        made[syntax] = encoded
        return encoded
    }
}
