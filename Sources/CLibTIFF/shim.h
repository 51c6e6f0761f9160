/*
 * What Swift cannot call itself in libtiff (4.5.0): its variadic functions, and its openers with a fault
 * handler of their own. Everything else of <tiffio.h> is imported as it is.
 *
 * 1. Names are fm_tiff_…; a TIFF handle comes from an fm_tiff_open_… function and ends in fm_tiff_close,
 *    which accepts NULL.
 * 2. Faults of a handle are counted in its fm_tiff_fault, and the first message is kept. The struct belongs
 *    to the caller and must live, at one address, until the handle is closed. The library's global handlers
 *    are never used, so nothing reaches standard error.
 * 3. One handle is used by one thread at a time; different handles are independent.
 * 4. Getters answer false, and leave *value alone, where the tag is absent; those marked "defaulted" give
 *    the value that TIFF 6.0 prescribes then. Pointers that they give live as long as the handle's directory.
 */
#ifndef FM_CLIBTIFF_SHIM_H
#define FM_CLIBTIFF_SHIM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#ifndef __clang__
#define _Nonnull
#define _Nullable
#endif

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
 * so that a lying count costs nothing at the opening.
 */
static inline TIFF *_Nullable fm_tiff_client_open_memory(const uint8_t *_Nonnull bytes, size_t length,
                                                         size_t max_single_alloc,
                                                         fm_tiff_fault *_Nonnull fault) {
    TIFF *tif = NULL;
    TIFFOpenOptions *options = fm_tiff_options(max_single_alloc, fault);
    fm_tiff_memory *memory = (fm_tiff_memory *)malloc(sizeof *memory);
    if (options != NULL && memory != NULL) {
        memory->bytes = bytes;
        memory->length = length;
        memory->position = 0;
        tif = TIFFClientOpenExt("memory", "rO", (thandle_t)memory, fm_tiff_memory_read, fm_tiff_memory_write,
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

/* ---- Getters, by tag -------------------------------------------------------------------------------- */
/* The tag must be of the type named: libtiff writes that type's size. */

static inline bool fm_tiff_get_u16(TIFF *_Nonnull tif, uint32_t tag, uint16_t *_Nonnull value) {
    return TIFFGetField(tif, tag, value) == 1;
}

static inline bool fm_tiff_get_u32(TIFF *_Nonnull tif, uint32_t tag, uint32_t *_Nonnull value) {
    return TIFFGetField(tif, tag, value) == 1;
}

static inline bool fm_tiff_get_u64(TIFF *_Nonnull tif, uint32_t tag, uint64_t *_Nonnull value) {
    return TIFFGetField(tif, tag, value) == 1;
}

static inline bool fm_tiff_get_float(TIFF *_Nonnull tif, uint32_t tag, float *_Nonnull value) {
    return TIFFGetField(tif, tag, value) == 1;
}

static inline bool fm_tiff_get_string(TIFF *_Nonnull tif, uint32_t tag,
                                      const char *_Nullable *_Nonnull value) {
    return TIFFGetField(tif, tag, value) == 1;
}

static inline bool fm_tiff_get_u16_defaulted(TIFF *_Nonnull tif, uint32_t tag, uint16_t *_Nonnull value) {
    return TIFFGetFieldDefaulted(tif, tag, value) == 1;
}

static inline bool fm_tiff_get_u32_defaulted(TIFF *_Nonnull tif, uint32_t tag, uint32_t *_Nonnull value) {
    return TIFFGetFieldDefaulted(tif, tag, value) == 1;
}

static inline bool fm_tiff_get_float_defaulted(TIFF *_Nonnull tif, uint32_t tag, float *_Nonnull value) {
    return TIFFGetFieldDefaulted(tif, tag, value) == 1;
}

/* ---- Getters, by name ------------------------------------------------------------------------------- */

static inline bool fm_tiff_width(TIFF *_Nonnull tif, uint32_t *_Nonnull value) {
    return fm_tiff_get_u32(tif, TIFFTAG_IMAGEWIDTH, value);
}

static inline bool fm_tiff_length(TIFF *_Nonnull tif, uint32_t *_Nonnull value) {
    return fm_tiff_get_u32(tif, TIFFTAG_IMAGELENGTH, value);
}

/* Defaulted: 1. */
static inline uint16_t fm_tiff_bits_per_sample(TIFF *_Nonnull tif) {
    uint16_t value = 1;
    fm_tiff_get_u16_defaulted(tif, TIFFTAG_BITSPERSAMPLE, &value);
    return value;
}

/* Defaulted: 1. */
static inline uint16_t fm_tiff_samples_per_pixel(TIFF *_Nonnull tif) {
    uint16_t value = 1;
    fm_tiff_get_u16_defaulted(tif, TIFFTAG_SAMPLESPERPIXEL, &value);
    return value;
}

/* Defaulted: SAMPLEFORMAT_UINT. */
static inline uint16_t fm_tiff_sample_format(TIFF *_Nonnull tif) {
    uint16_t value = SAMPLEFORMAT_UINT;
    fm_tiff_get_u16_defaulted(tif, TIFFTAG_SAMPLEFORMAT, &value);
    return value;
}

/* Required by TIFF 6.0; false where a file lacks it. */
static inline bool fm_tiff_photometric(TIFF *_Nonnull tif, uint16_t *_Nonnull value) {
    return fm_tiff_get_u16(tif, TIFFTAG_PHOTOMETRIC, value);
}

/* Defaulted: COMPRESSION_NONE. */
static inline uint16_t fm_tiff_compression(TIFF *_Nonnull tif) {
    uint16_t value = COMPRESSION_NONE;
    fm_tiff_get_u16_defaulted(tif, TIFFTAG_COMPRESSION, &value);
    return value;
}

/* Defaulted: PLANARCONFIG_CONTIG. */
static inline uint16_t fm_tiff_planar_config(TIFF *_Nonnull tif) {
    uint16_t value = PLANARCONFIG_CONTIG;
    fm_tiff_get_u16_defaulted(tif, TIFFTAG_PLANARCONFIG, &value);
    return value;
}

/* Defaulted: ORIENTATION_TOPLEFT. */
static inline uint16_t fm_tiff_orientation(TIFF *_Nonnull tif) {
    uint16_t value = ORIENTATION_TOPLEFT;
    fm_tiff_get_u16_defaulted(tif, TIFFTAG_ORIENTATION, &value);
    return value;
}

/* Defaulted: UINT32_MAX, one strip. */
static inline uint32_t fm_tiff_rows_per_strip(TIFF *_Nonnull tif) {
    uint32_t value = UINT32_MAX;
    fm_tiff_get_u32_defaulted(tif, TIFFTAG_ROWSPERSTRIP, &value);
    return value;
}

static inline bool fm_tiff_tile_width(TIFF *_Nonnull tif, uint32_t *_Nonnull value) {
    return fm_tiff_get_u32(tif, TIFFTAG_TILEWIDTH, value);
}

static inline bool fm_tiff_tile_length(TIFF *_Nonnull tif, uint32_t *_Nonnull value) {
    return fm_tiff_get_u32(tif, TIFFTAG_TILELENGTH, value);
}

static inline bool fm_tiff_x_resolution(TIFF *_Nonnull tif, float *_Nonnull value) {
    return fm_tiff_get_float(tif, TIFFTAG_XRESOLUTION, value);
}

static inline bool fm_tiff_y_resolution(TIFF *_Nonnull tif, float *_Nonnull value) {
    return fm_tiff_get_float(tif, TIFFTAG_YRESOLUTION, value);
}

/* Defaulted: RESUNIT_INCH. */
static inline uint16_t fm_tiff_resolution_unit(TIFF *_Nonnull tif) {
    uint16_t value = RESUNIT_INCH;
    fm_tiff_get_u16_defaulted(tif, TIFFTAG_RESOLUTIONUNIT, &value);
    return value;
}

/* Defaulted: PREDICTOR_NONE, also where the codec has no predictor. */
static inline uint16_t fm_tiff_predictor(TIFF *_Nonnull tif) {
    uint16_t value = PREDICTOR_NONE;
    const TIFFField *field = TIFFFindField(tif, TIFFTAG_PREDICTOR, TIFF_ANY);
    /* Where the codec does not know it, the tag is a stranger's, of another shape. */
    if (field == NULL || TIFFFieldPassCount(field)) return value;
    fm_tiff_get_u16(tif, TIFFTAG_PREDICTOR, &value);
    return value;
}

/*
 * Whether the page has a Predictor tag that its codec does not know. libtiff makes a nameless field of it and
 * drops the value: fm_tiff_raw_short finds that.
 */
static inline bool fm_tiff_has_foreign_predictor(TIFF *_Nonnull tif) {
    const TIFFField *field = TIFFFindField(tif, TIFFTAG_PREDICTOR, TIFF_ANY);
    return field != NULL && TIFFFieldPassCount(field);
}

/* An unsigned number of `size` bytes (2, 4 or 8) in the file's own byte order. */
static inline uint64_t fm_tiff_number(TIFF *_Nonnull tif, const uint8_t *_Nonnull at, size_t size) {
    uint64_t value = 0;
    size_t index;
    for (index = 0; index < size; ++index)
        value = value << 8 | at[TIFFIsBigEndian(tif) ? index : size - 1 - index];
    return value;
}

/*
 * The first value of a whole-number tag of the current directory, as the file that lies in `bytes` has it (TIFF 6.0
 * section 2; BigTIFF), or `otherwise` where it has none.
 */
static inline uint16_t fm_tiff_raw_short(TIFF *_Nonnull tif, uint16_t tag, uint16_t otherwise,
                                         const uint8_t *_Nonnull bytes, uint64_t length) {
    const bool is_big = length >= 4 && fm_tiff_number(tif, bytes + 2, 2) == 43;
    const uint64_t entry_size = is_big ? 20 : 12, count_size = is_big ? 8 : 2;
    uint64_t at = TIFFCurrentDirOffset(tif), count;
    if (at > length || length - at < count_size) return otherwise;
    count = fm_tiff_number(tif, bytes + at, count_size);
    for (at += count_size; count > 0 && length - at >= entry_size; --count, at += entry_size) {
        if (fm_tiff_number(tif, bytes + at, 2) != tag) continue;
        bytes += at + (is_big ? 12 : 8);
        switch (fm_tiff_number(tif, bytes - (is_big ? 10 : 6), 2)) {
        case TIFF_BYTE: return bytes[0];
        case TIFF_SHORT: return (uint16_t)fm_tiff_number(tif, bytes, 2);
        case TIFF_LONG: return (uint16_t)fm_tiff_number(tif, bytes, 4);
        /* No type that the tag may have: not the value that is hoped for either. */
        default: return UINT16_MAX;
        }
    }
    return otherwise;
}

/* Lets the codec leave the differences of the horizontal predictor as they are; before the first strip. */
static inline bool fm_tiff_ignore_predictor(TIFF *_Nonnull tif) {
    return TIFFSetField(tif, TIFFTAG_PREDICTOR, PREDICTOR_NONE) == 1;
}

/* Lets libjpeg turn YCbCr into RGB; before the first strip. */
static inline bool fm_tiff_jpeg_as_rgb(TIFF *_Nonnull tif) {
    return TIFFSetField(tif, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB) == 1;
}

/* The largest sample value that the file declares (MaxSampleValue); false where it declares none. */
static inline bool fm_tiff_max_sample_value(TIFF *_Nonnull tif, uint16_t *_Nonnull value) {
    return fm_tiff_get_u16(tif, TIFFTAG_MAXSAMPLEVALUE, value);
}

/* Samples beyond those of the photometric interpretation, and the kind of the first (EXTRASAMPLE_…); 0 where
 * the tag is absent. */
static inline uint16_t fm_tiff_extra_samples(TIFF *_Nonnull tif, uint16_t *_Nonnull kind) {
    uint16_t count = 0;
    const uint16_t *kinds = NULL;
    if (TIFFGetField(tif, TIFFTAG_EXTRASAMPLES, &count, &kinds) != 1 || count == 0) return 0;
    if (kinds != NULL) *kind = kinds[0];
    return count;
}

/* Whether the page is a smaller version of another or a transparency mask (SubfileType). */
static inline bool fm_tiff_is_side_image(TIFF *_Nonnull tif) {
    uint32_t value = 0;
    uint16_t old = 0;
    if (fm_tiff_get_u32(tif, TIFFTAG_SUBFILETYPE, &value))
        return (value & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) != 0;
    return fm_tiff_get_u16(tif, TIFFTAG_OSUBFILETYPE, &old) && old == OFILETYPE_REDUCEDIMAGE;
}

/* The three tables of a palette, 2^bits entries each; false where there is none. */
static inline bool fm_tiff_colour_map(TIFF *_Nonnull tif, const uint16_t *_Nullable *_Nonnull red,
                                      const uint16_t *_Nullable *_Nonnull green,
                                      const uint16_t *_Nullable *_Nonnull blue) {
    return TIFFGetField(tif, TIFFTAG_COLORMAP, red, green, blue) == 1;
}

/* ---- Setters ---------------------------------------------------------------------------------------- */
/* The tag must be of the type named. False where libtiff refuses the value (see the handle's fault). */

static inline bool fm_tiff_set_u16(TIFF *_Nonnull tif, uint32_t tag, uint16_t value) {
    return TIFFSetField(tif, tag, value) == 1;
}

static inline bool fm_tiff_set_u32(TIFF *_Nonnull tif, uint32_t tag, uint32_t value) {
    return TIFFSetField(tif, tag, value) == 1;
}

static inline bool fm_tiff_set_u64(TIFF *_Nonnull tif, uint32_t tag, uint64_t value) {
    return TIFFSetField(tif, tag, value) == 1;
}

/* Rationals too: libtiff takes them as floating point. */
static inline bool fm_tiff_set_float(TIFF *_Nonnull tif, uint32_t tag, float value) {
    return TIFFSetField(tif, tag, (double)value) == 1;
}

/* The text is copied. */
static inline bool fm_tiff_set_string(TIFF *_Nonnull tif, uint32_t tag, const char *_Nonnull value) {
    return TIFFSetField(tif, tag, value) == 1;
}

/* Page number from 0, and the count of pages (0: not known). */
static inline bool fm_tiff_set_page_number(TIFF *_Nonnull tif, uint16_t page, uint16_t count) {
    return TIFFSetField(tif, TIFFTAG_PAGENUMBER, page, count) == 1;
}

/* A palette of 2^bits entries a table; the tables are copied. */
static inline bool fm_tiff_set_colour_map(TIFF *_Nonnull tif, const uint16_t *_Nonnull red,
                                          const uint16_t *_Nonnull green, const uint16_t *_Nonnull blue) {
    return TIFFSetField(tif, TIFFTAG_COLORMAP, red, green, blue) == 1;
}

#endif
