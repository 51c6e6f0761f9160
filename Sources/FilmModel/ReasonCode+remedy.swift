extension ReasonCode {
    /// What the code does.
    package var effect: Effect {
        switch self {
        case .bagIncomplete, .oxumMismatch, .checksumMismatch, .unlistedFile, .unsafePath, .badEncoding,
            .bagMalformed, .deliveryFaulty, .batchConflict, .trustUnknown, .trustOptedOut:
            .bagRefused
        case .notAnImage, .rowInvalid, .imageMissing, .pageMissing, .pixelFormat, .imageTooLarge, .truncated,
            .blank, .duplicateFilmID, .dateImpossible, .rejectedByOperator, .batchCancelled:
            .rejected
        case .patientAmbiguous, .patientNotFound, .birthDateConflict, .labelUnreadable, .borderReferral,
            .identityConflict,
            .patientIDShared, .notInIndex, .scanChanged, .storeRefused, .storeFailed, .readBackDiffers,
            .commitmentRefused, .killedItsWorker,
            .attributeInvalid, .internalFault, .nearlyBlank, .heldByOperator, .duplicateSuspected,
            .betterScan, .duplicateRowDiffers:
            .held
        case .duplicateExact, .duplicateFilm: .duplicate
        case .checkDigit, .dateDoubtful, .resolutionUnknown, .resolutionLow, .sizeImplausible,
            .spacingContradicted,
            .orientationUnknown, .bitsContradicted, .bitsUndeclared, .bitsLow, .clipped, .contrastLow,
            .borderWide, .skewed, .severalFilms:
            .warning
        }
    }

    /// Whether checks of the scan give it.
    package var isOfScan: Bool {
        switch self {
        case .nearlyBlank, .resolutionUnknown, .resolutionLow, .sizeImplausible, .spacingContradicted,
            .orientationUnknown, .bitsContradicted, .bitsUndeclared, .bitsLow, .clipped, .contrastLow,
            .borderWide, .skewed, .severalFilms:
            true
        default: false
        }
    }

    /// What happened, in one sentence, without anything of the patient's.
    package var message: String {
        switch self {
        case .bagIncomplete: "a file that the manifest lists is missing"
        case .oxumMismatch: "the payload's size or count is not what Payload-Oxum says"
        case .checksumMismatch: "a file's digest is not the manifest's"
        case .unlistedFile: "a payload file is in no manifest"
        case .unsafePath: "a path leaves the bag or cannot be stored safely"
        case .badEncoding: "a text file of the bag is not UTF-8"
        case .bagMalformed: "the folder is not a bag that this contract takes"
        case .deliveryFaulty: "no row can be used, or many are wrong in their form alone"
        case .batchConflict: "the bureau has delivered another bag under this batch number"
        case .trustUnknown: "the Trust is not a tenant here"
        case .trustOptedOut: "the Trust has opted out of the plan"
        case .notAnImage: "the file is no TIFF, PNG or JPEG image that can be read"
        case .rowInvalid: "a value in the film's row of films.csv is missing or malformed"
        case .imageMissing: "the row names an image that is not in the bag"
        case .pageMissing:
            "the image does not have the page that the row names, or has several and none is named"
        case .pixelFormat: "the pixels are of a kind that cannot be taken without loss of meaning"
        case .imageTooLarge: "the image declares more pixels than the limit allows"
        case .truncated: "the image's data end early or cannot be decoded whole"
        case .blank: "every pixel of the image has the same value"
        case .duplicateFilmID: "the film number occurs more than once in the batch"
        case .dateImpossible: "a date is in no calendar, or the examination's lies in the future"
        case .attributeInvalid: "a value is too long or not allowed in a DICOM attribute"
        case .rejectedByOperator: "an operator rejected the film"
        case .batchCancelled: "an operator gave the batch up"
        case .patientAmbiguous: "the label fits more than one person"
        case .patientNotFound: "no person of the index fits the label well enough"
        case .birthDateConflict: "the number on the label belongs to a person with another birth date or name"
        case .labelUnreadable: "a national number or birth date is on the label and cannot be read"
        case .borderReferral: "the patient's number is of another national service and no route is configured"
        case .identityConflict:
            "the picture, the examination or a number on the label points to another person as well"
        case .patientIDShared:
            "the number that would be the Patient ID is, or once was, another person's as well"
        case .notInIndex: "a reviewer found nobody in the index; the film waits for the next index"
        case .scanChanged: "the scan is no longer the file that was taken in"
        case .storeRefused: "the archive refuses the instance itself"
        case .storeFailed: "sending failed too often"
        case .readBackDiffers: "what the archive gives back is not what was sent"
        case .commitmentRefused: "the archive says that it does not keep the instance"
        case .killedItsWorker: "the program died three times while it carried this film"
        case .internalFault: "the program failed on this film"
        case .heldByOperator: "an operator put the film on hold"
        case .duplicateSuspected: "the film may be another scan of one that is already known"
        case .betterScan: "a better scan of a film that is already known"
        case .duplicateRowDiffers: "the very same scan came with another row, which says something else of it"
        case .duplicateExact: "the same film is already known"
        case .duplicateFilm: "another scan of the same film is already known"
        case .checkDigit: "the NHS number can't be read or its check digit is wrong; it is not used as one"
        case .dateDoubtful: "a date of the row can't be read or can't be right; it is kept as it was typed"
        case .nearlyBlank: "nearly the whole picture is of one grey"
        case .resolutionUnknown: "nothing states how large a pixel is on the film"
        case .resolutionLow: "the scan is coarser than was asked for"
        case .sizeImplausible:
            "by the stated resolution the film is larger or smaller than films are, or its pixels are no squares"
        case .spacingContradicted:
            "the file's resolution is not the row's pixel_spacing_mm, or the file states two"
        case .orientationUnknown:
            "the file states an orientation that its format does not define; the picture stands as stored"
        case .bitsContradicted: "the values take more bits than the row or the file declares"
        case .bitsUndeclared:
            "the values take few of 16 bits, and neither the row nor the file says how many are meant"
        case .bitsLow: "the scan has fewer shades of grey than was asked for"
        case .clipped: "much of the picture is at the darkest or the lightest value"
        case .contrastLow: "the picture takes a small part of the range of grey"
        case .borderWide: "much of the picture lies outside the film"
        case .skewed: "the film lies askew on the scan"
        case .severalFilms: "more than one film seems to lie on the scan"
        }
    }

    /// What mends it, and by whom.
    package var remedy: String {
        switch self {
        case .bagIncomplete, .oxumMismatch, .checksumMismatch:
            "bureau: make the bag again and deliver it whole"
        case .unlistedFile: "bureau: remove the file or list it in every manifest"
        case .unsafePath: "bureau: use plain relative names below data/, without links"
        case .badEncoding: "bureau: write bagit.txt, manifests and films.csv as UTF-8"
        case .bagMalformed: "bureau: follow the delivery contract (docs/handbook.md, The bag)"
        case .deliveryFaulty:
            "bureau: correct the rows, make the bag again and deliver it under the same number"
        case .batchConflict: "bureau: give each delivery its own External-Identifier"
        case .trustUnknown: "operator: `filmmigrate trust add CODE`, or bureau: correct Filmmigrate-Trust"
        case .trustOptedOut: "operator: agree with the Trust and the Cluster; the plan decides"
        case .notAnImage, .truncated: "bureau: export or scan the film again and deliver it in a new batch"
        case .rowInvalid, .duplicateFilmID: "bureau: correct the row and deliver the film in a new batch"
        case .imageMissing: "bureau: correct the row's image path, or add the scan, in a new batch"
        case .pageMissing: "bureau: name the page (from 1) in the row, in a new batch"
        case .pixelFormat:
            "bureau: deliver grey of 8 to 16 bits, unsigned, or opaque RGB; where it is that, write the file without what is named"
        case .imageTooLarge: "bureau: scan at the agreed resolution; operator: raise decoded_megabytes"
        case .blank: "bureau: scan the film again"
        case .dateImpossible: "bureau: correct the date and deliver the film in a new batch"
        case .attributeInvalid:
            "operator: correct the index or the Trust's name, then `filmmigrate review accept FILM`; or reject it"
        case .rejectedByOperator: "bureau: see the operator's reason; scan again if asked to"
        case .batchCancelled: "bureau: deliver the films in a new batch if they are wanted after all"
        case .patientAmbiguous, .patientNotFound, .birthDateConflict, .labelUnreadable:
            "operator: `filmmigrate review show FILM`, then accept with --person, or reject"
        case .borderReferral:
            "operator: `filmmigrate review accept FILM --person ID` once the route is agreed"
        case .identityConflict:
            "operator: compare both labels with the jacket; `filmmigrate review accept FILM --person ID` says whose it "
                + "is, `review reject FILM` that it can't be used"
        case .patientIDShared:
            "operator: have the index put right, import it, then `filmmigrate film retry FILM`, or, where an archive has the "
                + "film, `filmmigrate review accept FILM --person ID`; with the index as it is, that files it under a number "
                + "that is this person's alone"
        case .notInIndex:
            "operator: import an index that has the patient, and the film is looked up again; or `filmmigrate review "
                + "accept FILM --person ID`, or reject it"
        case .scanChanged: "operator: restore the scan from the bag, then `filmmigrate review accept FILM`"
        case .storeRefused:
            "operator: ask the archive's keeper, with its words (`filmmigrate film show FILM`); then `filmmigrate review accept FILM`, or reject it"
        case .storeFailed: "operator: `filmmigrate archive test NAME`, then `filmmigrate review accept FILM`"
        case .readBackDiffers:
            "operator: stop the archive's use and call its keeper; keep the paper film. Once the archive is put right: "
                + "`filmmigrate review accept FILM`"
        case .commitmentRefused:
            "operator: ask the archive's keeper why; then `filmmigrate review accept FILM`"
        case .killedItsWorker:
            "operator: report the scan to the maintainers; then `filmmigrate review accept FILM` tries it once more, "
                + "`review reject FILM` has it scanned again"
        case .heldByOperator: "operator: `filmmigrate film release FILM` once the cause is settled"
        case .internalFault: "operator: run `filmmigrate doctor`, then `filmmigrate review accept FILM`"
        case .duplicateSuspected:
            "operator: look at both scans, then accept to keep this one as a film of its own, or reject it; bureau: where the "
                + "rows differ, was the wrong scan attached? Then deliver the right one in a new batch"
        case .betterScan:
            "operator: look at both scans, then accept to keep this one as a film of its own, or reject it"
        case .duplicateRowDiffers:
            "bureau: was the wrong scan attached to the row? Then deliver the right one in a new batch; operator: "
                + "`filmmigrate review show FILM`, then reject it if so, or accept it where both rows mean one film"
        case .duplicateExact, .duplicateFilm:
            "nobody: nothing is lost; the row names the film that is kept"
        case .checkDigit: "bureau: read the number again; operator: nothing"
        case .dateDoubtful: "bureau: read the date again; operator: nothing"
        case .nearlyBlank:
            "operator: look at the film, then `filmmigrate review accept FILM`, or reject it for another scan"
        case .resolutionUnknown:
            "bureau: let the scanner write the resolution with its unit, or give pixel_spacing_mm"
        case .resolutionLow:
            "bureau: scan at the agreed resolution; 5 pixels a millimetre carry 2.5 line pairs"
        case .sizeImplausible: "bureau: correct the resolution that the scanner writes"
        case .spacingContradicted:
            "bureau: find out which of the two is true, and correct the other; until then nobody should measure on the film"
        case .orientationUnknown:
            "bureau: look which way up the film is; let the scanner write an orientation of 1 to 8"
        case .bitsContradicted: "bureau: correct bits_stored or the scanner's setting"
        case .bitsUndeclared: "bureau: give the scanner's bits in the row, such as bits_stored=12"
        case .bitsLow: "bureau: scan as grey of 12 bits, or at least of 8"
        case .clipped: "bureau: widen the scanner's density range"
        case .contrastLow: "bureau: fit the scanner's density range to the film"
        case .borderWide: "bureau: crop to the film's edge"
        case .skewed: "bureau: lay the film straight"
        case .severalFilms: "bureau: deliver each film as a scan or page of its own"
        }
    }

    /// Whether trying again can come to another end: what the way of a film decides is decided anew. What
    /// intake found in the bureau's row is not looked at again, so such a film is never tried again.
    package var isRetryable: Bool {
        switch effect {
        // A remark that stops a film (`hold_for`, `reject_for`) is judged anew by the settings of then.
        case .held, .warning: true
        case .rejected:
            [
                .notAnImage, .pixelFormat, .imageTooLarge, .truncated, .blank, .rejectedByOperator,
                .batchCancelled,
            ].contains(self)
        case .bagRefused, .duplicate: false
        }
    }
}
