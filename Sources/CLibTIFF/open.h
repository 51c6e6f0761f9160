/* Faults of a handle, and its opening and closing. Included by shim.h. */
#ifndef FM_CLIBTIFF_OPEN_H
#define FM_CLIBTIFF_OPEN_H

/* ---- Faults ---------------------------------------------------------------------------------------- */

/* What libtiff complained of on one handle. All zero at the start. */
typedef struct fm_tiff_fault {
    int32_t errors;
    int32_t warnings;
    /* Warnings that the sizes of strips or tiles were wrong or missing, so that libtiff made them up. */
    int32_t guessed_sizes;
    /* The first error, or else the first warning, cut to fit; empty while there is none. */
    char message[256];
} fm_tiff_fault;

/* The first error's text, never NULL; lives as long as the fault. */
static inline const char *_Nonnull fm_tiff_fault_message(const fm_tiff_fault *_Nonnull fault) {
    return fault->message;
}

/* Sets a fault back to "none". */
static inline void fm_tiff_fault_reset(fm_tiff_fault *_Nonnull fault) {
    memset(fault, 0, sizeof *fault);
}

/* libtiff's error callback; 1 keeps the global handler out. */
static inline int fm_tiff_on_error(TIFF *_Nullable tif, void *_Nullable user, const char *_Nullable module,
                                   const char *_Nullable format, va_list arguments) {
    fm_tiff_fault *fault = (fm_tiff_fault *)user;
    (void)tif;
    (void)module;
    if (fault != NULL) {
        if (fault->errors == 0 && format != NULL) {
            vsnprintf(fault->message, sizeof fault->message, format, arguments);
        }
        if (fault->errors < INT32_MAX) fault->errors += 1;
    }
    return 1;
}

/*
 * libtiff's warning callback; only counts. A warning has no code, so the one kind that matters is known by
 * its words, which all three of them share (tif_dirread.c).
 */
static inline int fm_tiff_on_warning(TIFF *_Nullable tif, void *_Nullable user, const char *_Nullable module,
                                     const char *_Nullable format, va_list arguments) {
    fm_tiff_fault *fault = (fm_tiff_fault *)user;
    (void)tif;
    (void)module;
    if (fault == NULL) return 1;
    if (fault->warnings < INT32_MAX) fault->warnings += 1;
    if (fault->errors == 0 && fault->message[0] == 0 && format != NULL) {
        vsnprintf(fault->message, sizeof fault->message, format, arguments);
    }
    if (format != NULL && strstr(format, "calculating from imagelength") != NULL) {
        fault->guessed_sizes += fault->guessed_sizes < INT32_MAX;
    }
    return 1;
}

/* Options with this project's handlers; the caller frees them. max_single_alloc 0 means no limit. */
static inline TIFFOpenOptions *_Nullable fm_tiff_options(size_t max_single_alloc,
                                                         fm_tiff_fault *_Nonnull fault) {
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (options == NULL) return NULL;
    TIFFOpenOptionsSetErrorHandlerExtR(options, fm_tiff_on_error, fault);
    TIFFOpenOptionsSetWarningHandlerExtR(options, fm_tiff_on_warning, fault);
    if (max_single_alloc > 0) {
        const size_t most = (size_t)PTRDIFF_MAX;
        TIFFOpenOptionsSetMaxSingleMemAlloc(
            options, (tmsize_t)(max_single_alloc > most ? most : max_single_alloc));
    }
    return options;
}

/* ---- Reading from memory ---------------------------------------------------------------------------- */

/* A read-only file in the caller's memory. */
typedef struct fm_tiff_memory {
    const uint8_t *_Nullable bytes;
    uint64_t length;
    uint64_t position;
} fm_tiff_memory;

static inline tmsize_t fm_tiff_memory_read(thandle_t _Nullable handle, void *_Nullable buffer,
                                           tmsize_t size) {
    fm_tiff_memory *memory = (fm_tiff_memory *)handle;
    uint64_t left;
    uint64_t count;
    if (size <= 0 || memory->position >= memory->length) return 0;
    left = memory->length - memory->position;
    count = (uint64_t)size < left ? (uint64_t)size : left;
    memcpy(buffer, memory->bytes + memory->position, (size_t)count);
    memory->position += count;
    return (tmsize_t)count;
}

/* Never called on a handle open for reading. */
static inline tmsize_t fm_tiff_memory_write(thandle_t _Nullable handle, void *_Nullable buffer,
                                            tmsize_t size) {
    (void)handle;
    (void)buffer;
    (void)size;
    return -1;
}

static inline toff_t fm_tiff_memory_seek(thandle_t _Nullable handle, toff_t offset, int whence) {
    fm_tiff_memory *memory = (fm_tiff_memory *)handle;
    uint64_t base = 0;
    if (whence == SEEK_CUR) base = memory->position;
    if (whence == SEEK_END) base = memory->length;
    /* Unsigned wrap is the two's complement of a negative offset; beyond the end, reads give nothing. */
    memory->position = base + offset;
    return memory->position;
}

/* Called by TIFFClose: the client ends with its handle. */
static inline int fm_tiff_memory_close(thandle_t _Nullable handle) {
    free(handle);
    return 0;
}

static inline toff_t fm_tiff_memory_size(thandle_t _Nullable handle) {
    return ((fm_tiff_memory *)handle)->length;
}

/* The bytes are already in memory: libtiff reads them in place and never writes to them. */
static inline int fm_tiff_memory_map(thandle_t _Nullable handle, void *_Nullable *_Nonnull base,
                                     toff_t *_Nonnull size) {
    fm_tiff_memory *memory = (fm_tiff_memory *)handle;
    *base = (void *)(uintptr_t)memory->bytes;
    *size = memory->length;
    return 1;
}

static inline void fm_tiff_memory_unmap(thandle_t _Nullable handle, void *_Nullable base, toff_t size) {
    (void)handle;
    (void)base;
    (void)size;
}

/*
 * Opens a TIFF that lies in memory, for reading; NULL where it is none (see *fault) or memory is short.
 * The bytes and the fault stay the caller's and must outlive the handle. No single allocation of libtiff's
 * exceeds max_single_alloc (0: no limit). Strip and tile offsets are loaded when they are asked for ("O"),
 * so that a lying count costs nothing at the opening. With `header_only` no directory is read.
 */
static inline TIFF *_Nullable fm_tiff_client_open_memory(const uint8_t *_Nonnull bytes, size_t length,
                                                         size_t max_single_alloc, bool header_only,
                                                         fm_tiff_fault *_Nonnull fault) {
    TIFF *tif = NULL;
    TIFFOpenOptions *options = fm_tiff_options(max_single_alloc, fault);
    fm_tiff_memory *memory = (fm_tiff_memory *)malloc(sizeof *memory);
    if (options != NULL && memory != NULL) {
        memory->bytes = bytes;
        memory->length = length;
        memory->position = 0;
        tif = TIFFClientOpenExt("memory", header_only ? "rhO" : "rO", (thandle_t)memory, fm_tiff_memory_read, fm_tiff_memory_write,
                                fm_tiff_memory_seek, fm_tiff_memory_close, fm_tiff_memory_size,
                                fm_tiff_memory_map, fm_tiff_memory_unmap, options);
    }
    /* A failed opening does not call the close function. */
    if (tif == NULL) free(memory);
    if (options != NULL) TIFFOpenOptionsFree(options);
    return tif;
}

/* ---- Files ------------------------------------------------------------------------------------------ */

/* Opens a file by path in libtiff's mode ("r", "wl", "wb8", …); the fault must outlive the handle. */
static inline TIFF *_Nullable fm_tiff_open_file(const char *_Nonnull path, const char *_Nonnull mode,
                                                size_t max_single_alloc, fm_tiff_fault *_Nonnull fault) {
    TIFF *tif = NULL;
    TIFFOpenOptions *options = fm_tiff_options(max_single_alloc, fault);
    if (options == NULL) return NULL;
    tif = TIFFOpenExt(path, mode, options);
    TIFFOpenOptionsFree(options);
    return tif;
}

/* Closes a handle of either kind. After writing, call TIFFWriteDirectory first: this has no result. */
static inline void fm_tiff_close(TIFF *_Nullable tif) {
    if (tif != NULL) TIFFClose(tif);
}

#endif
