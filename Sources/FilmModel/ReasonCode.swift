/// Why a bag was refused, a film rejected, held, or taken as a duplicate. One table for receipts, pages and
/// the handbook: each code has what happened, what mends it, and who can.
package enum ReasonCode: String, CaseIterable, Sendable, Codable, Hashable {
    // A bag that is not whole.
    case bagIncomplete = "BAG_INCOMPLETE"
    case oxumMismatch = "OXUM_MISMATCH"
    case checksumMismatch = "CHECKSUM_MISMATCH"
    case unlistedFile = "UNLISTED_FILE"
    case unsafePath = "UNSAFE_PATH"
    case badEncoding = "BAD_ENCODING"
    case bagMalformed = "BAG_MALFORMED"
    case batchConflict = "BATCH_CONFLICT"
    case trustUnknown = "TRUST_UNKNOWN"
    case trustOptedOut = "TRUST_OPTED_OUT"
    // A film that cannot be used.
    case notAnImage = "NOT_AN_IMAGE"
    case rowInvalid = "ROW_INVALID"
    case imageMissing = "IMAGE_MISSING"
    case pageMissing = "PAGE_MISSING"
    case pixelFormat = "PIXEL_FORMAT"
    case imageTooLarge = "IMAGE_TOO_LARGE"
    case truncated = "TRUNCATED"
    case blank = "BLANK"
    case duplicateFilmID = "DUP_FILM_ID"
    case dateImpossible = "DATE_IMPOSSIBLE"
    case rejectedByOperator = "REJECTED_BY_OPERATOR"
    case batchCancelled = "BATCH_CANCELLED"
    // A film that waits for a person.
    case patientAmbiguous = "PATIENT_AMBIGUOUS"
    case patientNotFound = "PATIENT_NOT_FOUND"
    case birthDateConflict = "DOB_CONFLICT"
    case labelUnreadable = "LABEL_UNREADABLE"
    case borderReferral = "BORDER_REFERRAL"
    case identityConflict = "IDENTITY_CONFLICT"
    case patientIDShared = "PATIENT_ID_SHARED"
    case notInIndex = "NOT_IN_INDEX"
    case scanChanged = "SCAN_CHANGED"
    case storeRefused = "STORE_REFUSED"
    case storeFailed = "STORE_FAILED"
    case readBackDiffers = "READ_BACK_DIFFERS"
    case commitmentRefused = "COMMITMENT_REFUSED"
    case killedItsWorker = "KILLED_ITS_WORKER"
    case attributeInvalid = "ATTRIBUTE_INVALID"
    case internalFault = "INTERNAL_FAULT"
    case nearlyBlank = "NEARLY_BLANK"
    case heldByOperator = "HELD_BY_OPERATOR"
    case duplicateSuspected = "DUP_SUSPECTED"
    case betterScan = "DUP_BETTER_SCAN"
    // A film that is known.
    case duplicateExact = "DUP_EXACT"
    case duplicateFilm = "DUP_FILM"
    // A film that goes on, with a remark.
    case checkDigit = "NHSNO_CHECKDIGIT"
    case dateDoubtful = "DATE_DOUBTFUL"
    case resolutionUnknown = "RESOLUTION_UNKNOWN"
    case resolutionLow = "RESOLUTION_LOW"
    case sizeImplausible = "SIZE_IMPLAUSIBLE"
    case spacingContradicted = "SPACING_CONTRADICTED"
    case orientationUnknown = "ORIENTATION_UNKNOWN"
    case bitsContradicted = "BITS_CONTRADICTED"
    case bitsUndeclared = "BITS_UNDECLARED"
    case bitsLow = "BITS_LOW"
    case clipped = "CLIPPED"
    case contrastLow = "CONTRAST_LOW"
    case borderWide = "BORDER_WIDE"
    case skewed = "SKEWED"
    case severalFilms = "SEVERAL_FILMS"

    /// What the code does to a bag or a film.
    package enum Effect: String, Sendable {
        case bagRefused = "bag refused"
        case rejected, held, duplicate, warning
    }
}
