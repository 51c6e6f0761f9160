/*
 * A face over libjpeg-turbo (its libjpeg interface) that Swift can call: libjpeg leaves by longjmp, which must
 * not cross a Swift frame, so every call of it that may fail stands here, behind a setjmp of its own. libexif
 * says how the picture is turned and how fine it is, also where another format holds the block.
 *
 * 1. A picture comes from fm_jpeg_open and ends in fm_jpeg_close, which accepts NULL. One thread at a time.
 * 2. The bytes stay the caller's and must outlive the picture.
 * 3. Nothing reaches standard error: the first message is kept, warnings are counted.
 */
#ifndef FM_CLIBJPEG_SHIM_H
#define FM_CLIBJPEG_SHIM_H

#include <libexif/exif-data.h>
#include <limits.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#ifndef __clang__
#define _Nonnull
#define _Nullable
#endif

/* An open JPEG, and what libjpeg complained of. */
typedef struct fm_jpeg {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf leave;
    bool is_created;
    char message[JMSG_LENGTH_MAX];
} fm_jpeg;

/* A progressive picture has a few dozen scans; thousands are a bomb. */
#define FM_JPEG_MOST_SCANS 200

static inline void fm_jpeg_note(j_common_ptr common) {
    fm_jpeg *picture = (fm_jpeg *)common->client_data;
    if (picture->message[0] == 0) (*common->err->format_message)(common, picture->message);
}

static inline void fm_jpeg_on_error(j_common_ptr common) {
    fm_jpeg_note(common);
    longjmp(((fm_jpeg *)common->client_data)->leave, 1);
}

/* A level below 0 is a warning: the data are corrupt, and pixels are made up. */
static inline void fm_jpeg_on_message(j_common_ptr common, int level) {
    if (level >= 0) return;
    fm_jpeg_note(common);
    if (common->err->num_warnings < LONG_MAX) common->err->num_warnings += 1;
}

static inline void fm_jpeg_on_output(j_common_ptr common) { (void)common; }

static inline void fm_jpeg_on_progress(j_common_ptr common) {
    fm_jpeg *picture = (fm_jpeg *)common->client_data;
    if (common->is_decompressor && picture->jpeg.input_scan_number > FM_JPEG_MOST_SCANS) {
        strncpy(picture->message, "too many scans", sizeof picture->message - 1);
        longjmp(picture->leave, 1);
    }
}

/* Frees a picture; NULL is accepted. */
static inline void fm_jpeg_close(fm_jpeg *_Nullable picture) {
    if (picture == NULL) return;
    if (picture->is_created) jpeg_destroy_decompress(&picture->jpeg);
    free(picture);
}

/* Reads the header; NULL where that is no JPEG that can be read or memory is short. */
static inline fm_jpeg *_Nullable fm_jpeg_open(const uint8_t *_Nonnull bytes, size_t length, size_t max_memory) {
    fm_jpeg *picture = (fm_jpeg *)calloc(1, sizeof *picture);
    if (picture == NULL) return NULL;
    picture->jpeg.err = jpeg_std_error(&picture->errors);
    picture->errors.error_exit = fm_jpeg_on_error;
    picture->errors.emit_message = fm_jpeg_on_message;
    picture->errors.output_message = fm_jpeg_on_output;
    if (setjmp(picture->leave)) {
        fm_jpeg_close(picture);
        return NULL;
    }
    picture->jpeg.client_data = picture;
    jpeg_create_decompress(&picture->jpeg);
    /* Creating it clears all but the error manager and this. */
    picture->is_created = true;
    picture->progress.progress_monitor = fm_jpeg_on_progress;
    picture->jpeg.progress = &picture->progress;
    picture->jpeg.mem->max_memory_to_use = max_memory > LONG_MAX ? LONG_MAX : (long)max_memory;
    jpeg_mem_src(&picture->jpeg, bytes, (unsigned long)length);
    (void)jpeg_read_header(&picture->jpeg, TRUE);
    return picture;
}

static inline uint32_t fm_jpeg_width(const fm_jpeg *_Nonnull picture) { return picture->jpeg.image_width; }
static inline uint32_t fm_jpeg_height(const fm_jpeg *_Nonnull picture) { return picture->jpeg.image_height; }
static inline bool fm_jpeg_is_grey(const fm_jpeg *_Nonnull picture) {
    return picture->jpeg.num_components == 1 && picture->jpeg.jpeg_color_space == JCS_GRAYSCALE;
}

/* Whether it has three colours that become RGB. */
static inline bool fm_jpeg_is_colour(const fm_jpeg *_Nonnull picture) {
    return picture->jpeg.num_components == 3 &&
           (picture->jpeg.jpeg_color_space == JCS_YCbCr || picture->jpeg.jpeg_color_space == JCS_RGB);
}

/* Pixels an inch or a centimetre, across and down (JFIF); 0 for no unit, 1 for inch, 2 for centimetre. */
static inline uint8_t fm_jpeg_resolution(const fm_jpeg *_Nonnull picture, uint16_t *_Nonnull across,
                                         uint16_t *_Nonnull down) {
    if (!picture->jpeg.saw_JFIF_marker) return 0;
    *across = picture->jpeg.X_density;
    *down = picture->jpeg.Y_density;
    return picture->jpeg.density_unit;
}

/*
 * Decodes the whole picture to `target`, rows of `row_bytes` bytes, one grey or three RGB samples a pixel.
 * False where the data are damaged or end early.
 */
static inline bool fm_jpeg_read(fm_jpeg *_Nonnull picture, uint8_t *_Nonnull target, size_t row_bytes) {
    if (setjmp(picture->leave)) return false;
    picture->jpeg.out_color_space = fm_jpeg_is_grey(picture) ? JCS_GRAYSCALE : JCS_RGB;
    (void)jpeg_start_decompress(&picture->jpeg);
    if ((size_t)picture->jpeg.output_width * (size_t)picture->jpeg.output_components != row_bytes) return false;
    while (picture->jpeg.output_scanline < picture->jpeg.output_height) {
        JSAMPROW row = target + (size_t)picture->jpeg.output_scanline * row_bytes;
        if (jpeg_read_scanlines(&picture->jpeg, &row, 1) != 1) return false;
    }
    (void)jpeg_finish_decompress(&picture->jpeg);
    return picture->errors.num_warnings == 0;
}

/* What an Exif block says. */
typedef struct fm_exif {
    /* Tag 0x0112: 1 to 8; 1 where there is none; 0 where the value is none that Exif defines. */
    int32_t orientation;
    /* Tags 0x011A and 0x011B, 0 where they are no resolutions; and 0x0128: 2 for inch, which it is by default, 3 for centimetre. */
    double across;
    double down;
    int32_t unit;
} fm_exif;

/* A whole number of an entry; -1 where it is none, or none that is small. */
static inline int32_t fm_exif_number(ExifData *_Nonnull data, ExifTag tag, int32_t otherwise) {
    const ExifByteOrder order = exif_data_get_byte_order(data);
    const ExifEntry *entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], tag);
    if (entry == NULL) return otherwise;
    if (entry->format == EXIF_FORMAT_SHORT && entry->size >= 2) return exif_get_short(entry->data, order);
    if (entry->format == EXIF_FORMAT_LONG && entry->size >= 4) {
        const ExifLong wide = exif_get_long(entry->data, order);
        if (wide <= UINT16_MAX) return (int32_t)wide;
    }
    return -1;
}

static inline double fm_exif_ratio(ExifData *_Nonnull data, ExifTag tag) {
    const ExifEntry *entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], tag);
    ExifRational value;
    if (entry == NULL || entry->format != EXIF_FORMAT_RATIONAL || entry->size < 8) return 0;
    value = exif_get_rational(entry->data, exif_data_get_byte_order(data));
    return value.denominator == 0 ? 0 : (double)value.numerator / (double)value.denominator;
}

/* Reads a block that begins with "Exif" and two zeros; false where memory is short or it is too long. */
static inline bool fm_exif_read(const uint8_t *_Nonnull bytes, size_t length, fm_exif *_Nonnull found) {
    ExifData *data = NULL;
    if (length > UINT_MAX || (data = exif_data_new()) == NULL) return false;
    /* As the file has it: by default libexif puts values right that break its rules. */
    exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    exif_data_load_data(data, bytes, (unsigned)length);
    found->orientation = fm_exif_number(data, EXIF_TAG_ORIENTATION, 1);
    if (found->orientation < 1 || found->orientation > 8) found->orientation = 0;
    found->across = fm_exif_ratio(data, EXIF_TAG_X_RESOLUTION);
    found->down = fm_exif_ratio(data, EXIF_TAG_Y_RESOLUTION);
    found->unit = fm_exif_number(data, EXIF_TAG_RESOLUTION_UNIT, 2);
    exif_data_unref(data);
    return true;
}

/* What libjpeg complained of first; empty while it did not. */
static inline const char *_Nonnull fm_jpeg_message(const fm_jpeg *_Nonnull picture) { return picture->message; }

#endif
