// A plain C face over DCMTK 3.6.7 (dcmdata, dcmnet). Rules that hold for every function here:
//
//  1. Nothing throws: each call is noexcept and answers an fmd_status by value. {0, 0, ""} is success.
//  2. Strings are UTF-8, NUL-terminated, and copied in. Out-strings go into the caller's buffer; `needed`
//     says how many bytes the whole value takes, the NUL included.
//  3. Create and destroy come in pairs; every destroy accepts NULL.
//  4. One handle is used by one thread at a time. An fmd_association never leaves its thread.
//  5. Process-wide state is touched only by fmd_library_start, which is called once, from main.
//  6. No policy: no retries, no default for a film, no logging of values.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define FMD_NOEXCEPT noexcept
extern "C" {
#else
#define FMD_NOEXCEPT
#endif

#define FMD_CHECKED __attribute__((warn_unused_result))

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-extension"
#else
// Only clang knows these words; another compiler reads the header without them.
#define _Nonnull
#define _Nullable
#endif

/// What a call came to. `module` and `code` are DCMTK's (OFCondition), or module 0xFFFF for the shim's own:
/// 1 out of memory, 2 C++ exception, 3 unknown exception, 4 wrong argument, 5 not found, 6 not accepted, 7 to 10
/// a file that TLS needs (private key, certificate, a pair that does not match, trusted certificates), 11 the
/// peer ended the association while an answer was awaited.
/// `text` is the library's own and may hold patient data: for the debug log only.
typedef struct {
    uint16_t module;
    uint16_t code;
    char text[240];
} fmd_status;

enum {
    FMD_MODULE_SHIM = 0xFFFF,
    FMD_OUT_OF_MEMORY = 1,
    FMD_EXCEPTION = 2,
    FMD_UNKNOWN_EXCEPTION = 3,
    FMD_WRONG_ARGUMENT = 4,
    FMD_NOT_FOUND = 5,
    FMD_NOT_ACCEPTED = 6,
    FMD_TLS_KEY = 7,
    FMD_TLS_CERTIFICATE = 8,
    FMD_TLS_PAIR = 9,
    FMD_TLS_TRUSTED = 10,
    FMD_BROKEN_OFF = 11,
};

// ---------------------------------------------------------------------------------------------- library

/// Sets what DCMTK keeps process-wide: TCP_NODELAY (in the environment), the connect limit, the socket
/// limits, TCP buffers left to the kernel, the codecs (JPEG, JPEG-LS, RLE), a silent logger, SIGPIPE
/// ignored. Call it before other threads start. Zero for any limit is refused.
FMD_CHECKED fmd_status fmd_library_start(uint32_t connect_seconds, uint32_t socket_seconds) FMD_NOEXCEPT;

/// Tells the allocator to keep blocks of up to 32 MB that are freed, for the next to come (mallopt(3)). At any
/// time; from one thread.
void fmd_library_keep_memory(void) FMD_NOEXCEPT;

/// DCMTK's version ("3.6.7") as the library linked at run time states it.
const char *_Nonnull fmd_library_version(void) FMD_NOEXCEPT;

/// Whether the data dictionary is loaded.
int32_t fmd_library_has_dictionary(void) FMD_NOEXCEPT;

// ----------------------------------------------------------------------------------------------- pixels

/// A buffer of pixel data that a dataset can adopt without a copy. Owned by the caller until adopted.
typedef struct fmd_pixels fmd_pixels;

/// A zeroed buffer of `length` bytes (even, not 0) for samples of `bits_allocated` 8 or 16 (native byte order).
FMD_CHECKED fmd_status fmd_pixels_create(uint16_t bits_allocated, size_t length,
                                         fmd_pixels *_Nullable *_Nonnull out) FMD_NOEXCEPT;
/// The buffer itself; stays valid until destroyed, and after adoption as long as the dataset lives.
uint8_t *_Nonnull fmd_pixels_bytes(fmd_pixels *_Nonnull pixels) FMD_NOEXCEPT;
size_t fmd_pixels_length(const fmd_pixels *_Nonnull pixels) FMD_NOEXCEPT;
void fmd_pixels_destroy(fmd_pixels *_Nullable pixels) FMD_NOEXCEPT;

// ---------------------------------------------------------------------------------------------- dataset

/// A dataset and what it owns. An fmd_item is a borrowed view: the dataset itself or an item in a sequence.
typedef struct fmd_dataset fmd_dataset;
typedef struct fmd_item fmd_item;

/// A dataset with the same content, of its own.
FMD_CHECKED fmd_status fmd_dataset_copy(fmd_dataset *_Nonnull dataset,
                                        fmd_dataset *_Nullable *_Nonnull out) FMD_NOEXCEPT;
FMD_CHECKED fmd_status fmd_dataset_create(fmd_dataset *_Nullable *_Nonnull out) FMD_NOEXCEPT;
void fmd_dataset_destroy(fmd_dataset *_Nullable dataset) FMD_NOEXCEPT;
/// The dataset's own level, valid as long as the dataset.
fmd_item *_Nonnull fmd_dataset_root(fmd_dataset *_Nonnull dataset) FMD_NOEXCEPT;

/// Writes one attribute; the VR is the dictionary's. `value` may hold several values divided by '\'.
/// An empty string writes the attribute with zero length. A value that is not allowed is an error.
FMD_CHECKED fmd_status fmd_item_put_string(fmd_item *_Nonnull item, uint16_t group, uint16_t element,
                                           const char *_Nonnull value) FMD_NOEXCEPT;
/// Writes one US attribute.
FMD_CHECKED fmd_status fmd_item_put_uint16(fmd_item *_Nonnull item, uint16_t group, uint16_t element,
                                           uint16_t value) FMD_NOEXCEPT;
/// Appends an item to a sequence (made if it is not there) and lends it.
FMD_CHECKED fmd_status fmd_item_add_item(fmd_item *_Nonnull item, uint16_t group, uint16_t element,
                                         fmd_item *_Nullable *_Nonnull out) FMD_NOEXCEPT;
/// Makes `pixels` the dataset's Pixel Data (7FE0,0010), OW, without a copy. On success the dataset owns
/// it and the caller must not destroy it; on failure the caller still owns it. Must have even length.
FMD_CHECKED fmd_status fmd_dataset_adopt_pixels(fmd_dataset *_Nonnull dataset,
                                                fmd_pixels *_Nonnull pixels) FMD_NOEXCEPT;

/// Reads one attribute as a string (all values, divided by '\'), nested ones by `fmd_item_get_item`.
/// FMD_NOT_FOUND where the attribute is absent; an empty value is success with needed == 1. A buffer that is
/// too small receives "" and the call is a success: compare `needed` with the capacity.
FMD_CHECKED fmd_status fmd_item_get_string(fmd_item *_Nonnull item, uint16_t group, uint16_t element,
                                           char *_Nullable buffer, size_t capacity,
                                           size_t *_Nonnull needed) FMD_NOEXCEPT;
/// Lends item `index` of a sequence; FMD_NOT_FOUND where there is none.
FMD_CHECKED fmd_status fmd_item_get_item(fmd_item *_Nonnull item, uint16_t group, uint16_t element,
                                         uint32_t index, fmd_item *_Nullable *_Nonnull out) FMD_NOEXCEPT;
/// The decoded pixel data of a single-frame dataset, in native byte order and uncompressed (decoded first
/// where it came compressed). The pointer is valid as long as the dataset is not changed.
FMD_CHECKED fmd_status fmd_dataset_pixels(fmd_dataset *_Nonnull dataset,
                                          const uint8_t *_Nullable *_Nonnull bytes,
                                          size_t *_Nonnull length) FMD_NOEXCEPT;

/// Brings every text of the dataset to UTF-8, by its Specific Character Set (PS3.5 6.1), which then says so. Nothing
/// changes where it is UTF-8 already; an error where the character set is unknown or a text is not of it.
FMD_CHECKED fmd_status fmd_dataset_use_utf8(fmd_dataset *_Nonnull dataset) FMD_NOEXCEPT;

/// Encodes the native pixel data losslessly: Explicit VR LE (no change), JPEG-LS, JPEG lossless SV1, RLE or
/// JPEG 2000, by UID (PS3.5 A.4). The dataset then is of that transfer syntax. FMD_WRONG_ARGUMENT for another.
FMD_CHECKED fmd_status fmd_dataset_encode(fmd_dataset *_Nonnull dataset,
                                          const char *_Nonnull transfer_syntax) FMD_NOEXCEPT;

/// Writes a DICOM file (Part 10) in the dataset's own encapsulated transfer syntax, else in Explicit VR Little
/// Endian, defined lengths, no group lengths, no
/// padding; the meta header names `implementation_class_uid` and `implementation_version_name`. The bytes
/// depend on nothing but the dataset and these arguments.
FMD_CHECKED fmd_status fmd_dataset_save(fmd_dataset *_Nonnull dataset, const char *_Nonnull path,
                                        const char *_Nonnull implementation_class_uid,
                                        const char *_Nonnull implementation_version_name) FMD_NOEXCEPT;
/// Reads a DICOM file, pixel data included (loaded into memory, the file is not kept open).
FMD_CHECKED fmd_status fmd_dataset_load(const char *_Nonnull path,
                                        fmd_dataset *_Nullable *_Nonnull out) FMD_NOEXCEPT;

// ------------------------------------------------------------------------------------------ association

/// Files in PEM form for mutual authentication over TLS (PS3.15 B): the certificate with those between it and its
/// authority, its private key without a passphrase, and the certificates of trusted authorities.
typedef struct {
    const char *_Nonnull certificate_file;
    const char *_Nonnull key_file;
    const char *_Nonnull trusted_file;
    /// 1 the extended BCP 195 profile, 0 the non-downgrading one; both TLS 1.2 or newer.
    int32_t extended;
} fmd_tls;

/// Why TLS failed, 0 where it did not: `verify_error` is OpenSSL's X509_V_ERR of the peer's certificate, `alert`
/// the TLS alert that the peer sent (RFC 8446 6).
typedef struct {
    uint32_t verify_error;
    uint32_t alert;
} fmd_tls_fault;

/// Bytes a second that associations share, all those to one peer: what is sent over it is held back. 0 is no limit.
typedef struct fmd_pace fmd_pace;

FMD_CHECKED fmd_status fmd_pace_create(fmd_pace *_Nullable *_Nonnull out) FMD_NOEXCEPT;
/// May be called at any time, from any thread.
void fmd_pace_set(fmd_pace *_Nonnull pace, uint64_t bytes_per_second) FMD_NOEXCEPT;
/// Associations that have it keep it for as long as they last.
void fmd_pace_destroy(fmd_pace *_Nullable pace) FMD_NOEXCEPT;

/// Whom to call and how long to wait. No limit may be 0. `dimse_seconds` limits each wait for the peer,
/// `operation_seconds` one operation as a whole, from its request to its last answer. `tls` NULL calls in the clear.
typedef struct {
    const char *_Nonnull calling_ae_title;
    const char *_Nonnull called_ae_title;
    const char *_Nonnull host;
    uint16_t port;
    uint32_t acse_seconds;
    uint32_t dimse_seconds;
    uint32_t operation_seconds;
    uint32_t max_pdu;
    const fmd_tls *_Nullable tls;
    /// NULL sends as fast as it goes. What is waited for it does not count against `operation_seconds`.
    const fmd_pace *_Nullable pace;
} fmd_peer;

/// One presentation context to propose: an abstract syntax with one or more transfer syntaxes;
/// `role` is the one that we ask for (PS3.7 D.3.3.4): 0 SCU, 1 SCP (needed for C-GET), 2 both.
typedef struct {
    const char *_Nonnull abstract_syntax;
    const char *_Nonnull const *_Nonnull transfer_syntaxes;
    size_t transfer_syntax_count;
    int32_t role;
} fmd_context;

/// One open association. Used by one thread only.
typedef struct fmd_association fmd_association;

/// Negotiates an association. On rejection the status is DCMTK's DUL rejection and `*rejection` holds
/// result << 16 | source << 8 | reason of the A-ASSOCIATE-RJ (PS3.8 9.3.4), else 0. `*fault` says what TLS found.
FMD_CHECKED fmd_status fmd_association_open(const fmd_peer *_Nonnull peer,
                                            const fmd_context *_Nonnull contexts, size_t context_count,
                                            uint32_t *_Nonnull rejection, fmd_tls_fault *_Nonnull fault,
                                            fmd_association *_Nullable *_Nonnull out) FMD_NOEXCEPT;
/// Releases in order where the association still stands, then frees it.
void fmd_association_destroy(fmd_association *_Nullable association) FMD_NOEXCEPT;
/// Aborts (A-ABORT) at once and frees it.
void fmd_association_abort(fmd_association *_Nullable association) FMD_NOEXCEPT;

/// Whether the peer accepted a context for this abstract syntax in the role asked for, with this transfer syntax
/// (NULL: any).
int32_t fmd_association_accepts(fmd_association *_Nonnull association, const char *_Nonnull abstract_syntax,
                                const char *_Nullable transfer_syntax, int32_t scp_role) FMD_NOEXCEPT;
/// Who answered: the peer's Implementation Class UID and Version Name (PS3.7 D.3.3.2). Either may be "".
FMD_CHECKED fmd_status fmd_association_identity(fmd_association *_Nonnull association,
                                                char *_Nonnull class_uid, size_t class_uid_capacity,
                                                char *_Nonnull version_name,
                                                size_t version_name_capacity) FMD_NOEXCEPT;

/// SHA-256 of the peer's certificate (its DER form) in lower-case hexadecimal; "" where the association is in the
/// clear. 65 bytes are always enough.
FMD_CHECKED fmd_status fmd_association_fingerprint(fmd_association *_Nonnull association, char *_Nonnull buffer,
                                                   size_t capacity) FMD_NOEXCEPT;

/// Until when the peer's certificate holds, in seconds since 1970; 0 where the association is in the clear.
FMD_CHECKED fmd_status fmd_association_certificate_end(fmd_association *_Nonnull association,
                                                       int64_t *_Nonnull seconds) FMD_NOEXCEPT;
/// The same of the first certificate in a PEM file.
FMD_CHECKED fmd_status fmd_certificate_end(const char *_Nonnull file, int64_t *_Nonnull seconds) FMD_NOEXCEPT;

/// C-ECHO. `*dimse_status` is the peer's answer (0x0000 success).
FMD_CHECKED fmd_status fmd_association_echo(fmd_association *_Nonnull association,
                                            uint16_t *_Nonnull dimse_status) FMD_NOEXCEPT;

/// C-STORE from memory; the dataset is unchanged and may be sent again. An uncompressed dataset goes in
/// the uncompressed transfer syntax that was accepted. `*data_sent` is 1 once the first byte of the data
/// set may have left: an error after that is ambiguous. `comment` receives Error Comment (0000,0902).
FMD_CHECKED fmd_status fmd_association_store(fmd_association *_Nonnull association,
                                             fmd_dataset *_Nonnull dataset, uint16_t *_Nonnull dimse_status,
                                             int32_t *_Nonnull data_sent, char *_Nonnull comment,
                                             size_t comment_capacity) FMD_NOEXCEPT;

/// C-FIND, Study Root. Each hit's dataset is handed to `hit`, which takes ownership (and destroys it).
FMD_CHECKED fmd_status fmd_association_find(fmd_association *_Nonnull association,
                                            fmd_dataset *_Nonnull query, uint16_t *_Nonnull dimse_status,
                                            void *_Nullable context,
                                            void (*_Nonnull hit)(void *_Nullable context,
                                                                 fmd_dataset *_Nonnull dataset)) FMD_NOEXCEPT;

/// C-GET, Study Root, at IMAGE level: every object that comes back is received in memory and handed to
/// `object`, which takes ownership. Needs contexts with the SCP role for the storage classes.
FMD_CHECKED fmd_status fmd_association_get(fmd_association *_Nonnull association,
                                           const char *_Nonnull study_instance_uid,
                                           const char *_Nonnull series_instance_uid,
                                           const char *_Nonnull sop_instance_uid,
                                           uint16_t *_Nonnull dimse_status, void *_Nullable context,
                                           void (*_Nonnull object)(void *_Nullable context,
                                                                   fmd_dataset *_Nonnull dataset)) FMD_NOEXCEPT;

/// C-MOVE, Study Root, of one instance to the AE title `destination`, as which the archive must know a listener
/// of ours. Returns when the archive has ended the sub-operations.
FMD_CHECKED fmd_status fmd_association_move(fmd_association *_Nonnull association,
                                            const char *_Nonnull study_instance_uid,
                                            const char *_Nonnull series_instance_uid,
                                            const char *_Nonnull sop_instance_uid,
                                            const char *_Nonnull destination,
                                            uint16_t *_Nonnull dimse_status) FMD_NOEXCEPT;

/// N-ACTION, Request Storage Commitment (PS3.4 J.3.2); `information` holds Transaction UID and the references.
FMD_CHECKED fmd_status fmd_association_commit(fmd_association *_Nonnull association,
                                              fmd_dataset *_Nonnull information,
                                              uint16_t *_Nonnull dimse_status) FMD_NOEXCEPT;

/// Waits on the same association for an N-EVENT-REPORT (PS3.4 J.3.3) and answers it with success. FMD_NOT_FOUND
/// where none came within `seconds`; the association still stands then. The caller owns `*report`.
FMD_CHECKED fmd_status fmd_association_report(fmd_association *_Nonnull association, uint32_t seconds,
                                              uint16_t *_Nonnull event_type,
                                              fmd_dataset *_Nullable *_Nonnull report) FMD_NOEXCEPT;

// --------------------------------------------------------------------------------------------- listener

/// Where to listen, on every interface, and what to be held to. No limit may be 0. Callers that name another called
/// AE title than ours are refused; `tls` NULL listens in the clear.
typedef struct {
    const char *_Nonnull ae_title;
    uint16_t port;
    uint32_t acse_seconds;
    uint32_t dimse_seconds;
    uint32_t operation_seconds;
    uint32_t max_pdu;
    uint32_t max_associations;
    const fmd_tls *_Nullable tls;
} fmd_listener_settings;

/// What a listener asks and hands over, on threads of its own: the functions must be safe for that.
typedef struct {
    void *_Nullable context;
    /// Whether this caller may call; refused where 0.
    int32_t (*_Nonnull knows)(void *_Nullable context, const char *_Nonnull calling_ae_title);
    /// Whether an instance is waited for; it is received and refused where 0.
    int32_t (*_Nonnull wants)(void *_Nullable context, const char *_Nonnull sop_instance_uid);
    /// An instance that came by C-STORE; takes ownership.
    void (*_Nonnull object)(void *_Nullable context, fmd_dataset *_Nonnull object);
    /// A report of storage commitment; takes ownership. The DIMSE status to answer.
    uint16_t (*_Nonnull report)(void *_Nullable context, uint16_t event_type, fmd_dataset *_Nonnull report);
} fmd_listener_handlers;

/// A listener of ours (SCP) with a thread that accepts and one for each association: takes C-STORE of Secondary
/// Capture, N-EVENT-REPORT of storage commitment and C-ECHO, refuses all else.
typedef struct fmd_listener fmd_listener;

FMD_CHECKED fmd_status fmd_listener_start(const fmd_listener_settings *_Nonnull settings,
                                          fmd_listener_handlers handlers,
                                          fmd_listener *_Nullable *_Nonnull out) FMD_NOEXCEPT;
/// Breaks off what is under way, waits for the threads and frees it. No handler runs after that.
void fmd_listener_stop(fmd_listener *_Nullable listener) FMD_NOEXCEPT;

#ifdef __clang__
#pragma clang diagnostic pop
#else
#undef _Nonnull
#undef _Nullable
#endif

#ifdef __cplusplus
}
#endif
