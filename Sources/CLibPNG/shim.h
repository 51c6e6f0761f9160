/*
 * A face over libpng (1.6) that Swift can call: libpng leaves by longjmp, which must not cross a Swift frame,
 * so every call of it that may fail stands here, behind a setjmp of its own.
 *
 * 1. A picture comes from fm_png_open and ends in fm_png_close, which accepts NULL. One thread at a time.
 * 2. The bytes stay the caller's and must outlive the picture.
 * 3. Nothing reaches standard error: the first message is kept, errors and warnings are counted.
 */
#ifndef FM_CLIBPNG_SHIM_H
#define FM_CLIBPNG_SHIM_H

#include <png.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef __clang__
#define _Nonnull
#define _Nullable
#endif

/* An open PNG: the stream, and what libpng complained of. */
typedef struct fm_png {
    png_structp png;
    png_infop info;
    const uint8_t *bytes;
    size_t length;
    size_t position;
    int32_t warnings;
    char message[128];
} fm_png;

static inline void fm_png_note(fm_png *picture, const char *text) {
    if (picture->message[0] != 0 || text == NULL) return;
    strncpy(picture->message, text, sizeof picture->message - 1);
}

static inline void fm_png_on_error(png_structp png, png_const_charp text) {
    fm_png_note((fm_png *)png_get_error_ptr(png), text);
    png_longjmp(png, 1);
}

static inline void fm_png_on_warning(png_structp png, png_const_charp text) {
    fm_png *picture = (fm_png *)png_get_error_ptr(png);
    fm_png_note(picture, text);
    if (picture->warnings < INT32_MAX) picture->warnings += 1;
}

static inline void fm_png_read_bytes(png_structp png, png_bytep target, size_t count) {
    fm_png *picture = (fm_png *)png_get_io_ptr(png);
    if (count > picture->length - picture->position) png_error(png, "the file ends early");
    memcpy(target, picture->bytes + picture->position, count);
    picture->position += count;
}

/* Frees a picture; NULL is accepted. */
static inline void fm_png_close(fm_png *_Nullable picture) {
    if (picture == NULL) return;
    if (picture->png != NULL) png_destroy_read_struct(&picture->png, &picture->info, NULL);
    free(picture);
}

/* Reads all chunks before the pixels; NULL where that is no PNG or memory is short. */
static inline fm_png *_Nullable fm_png_open(const uint8_t *_Nonnull bytes, size_t length,
                                            size_t max_chunk_bytes) {
    fm_png *picture = (fm_png *)calloc(1, sizeof *picture);
    if (picture == NULL) return NULL;
    picture->bytes = bytes;
    picture->length = length;
    picture->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, picture, fm_png_on_error, fm_png_on_warning);
    if (picture->png != NULL) picture->info = png_create_info_struct(picture->png);
    if (picture->info == NULL || setjmp(png_jmpbuf(picture->png))) {
        fm_png_close(picture);
        return NULL;
    }
    /* The sides are checked by the caller; libpng's own limit of a million would hide what is wrong. */
    png_set_user_limits(picture->png, 0x7FFFFFFF, 0x7FFFFFFF);
    png_set_chunk_malloc_max(picture->png, max_chunk_bytes);
    png_set_chunk_cache_max(picture->png, 128);
    png_set_read_fn(picture->png, picture, fm_png_read_bytes);
    png_read_info(picture->png, picture->info);
    return picture;
}

static inline uint32_t fm_png_width(const fm_png *_Nonnull picture) {
    return png_get_image_width(picture->png, picture->info);
}

static inline uint32_t fm_png_height(const fm_png *_Nonnull picture) {
    return png_get_image_height(picture->png, picture->info);
}

/* 1, 2, 4, 8 or 16. */
static inline int32_t fm_png_bit_depth(const fm_png *_Nonnull picture) {
    return png_get_bit_depth(picture->png, picture->info);
}

/* PNG_COLOR_TYPE_…. */
static inline int32_t fm_png_colour_type(const fm_png *_Nonnull picture) {
    return png_get_color_type(picture->png, picture->info);
}

/* Whether a colour or palette entries are declared transparent (tRNS). */
static inline bool fm_png_has_transparency(const fm_png *_Nonnull picture) {
    return png_get_valid(picture->png, picture->info, PNG_INFO_tRNS) != 0;
}

/*
 * The colour whose pixels are transparent (tRNS of grey or RGB), in samples as they are stored; false where there is none.
 * Grey has it in all three.
 */
static inline bool fm_png_transparent_colour(const fm_png *_Nonnull picture, uint16_t *_Nonnull red,
                                             uint16_t *_Nonnull green, uint16_t *_Nonnull blue) {
    png_color_16p colour = NULL;
    png_bytep alpha = NULL;
    int count = 0;
    if (png_get_tRNS(picture->png, picture->info, &alpha, &count, &colour) == 0 || colour == NULL) return false;
    if (png_get_color_type(picture->png, picture->info) == PNG_COLOR_TYPE_GRAY) {
        *red = *green = *blue = colour->gray;
        return true;
    }
    *red = colour->red;
    *green = colour->green;
    *blue = colour->blue;
    return true;
}

/* How opaque an entry of the palette is (tRNS), 255 where nothing is said of it. */
static inline uint8_t fm_png_palette_alpha(const fm_png *_Nonnull picture, int32_t index) {
    png_color_16p colour = NULL;
    png_bytep alpha = NULL;
    int count = 0;
    if (png_get_tRNS(picture->png, picture->info, &alpha, &count, &colour) == 0 || alpha == NULL) return UINT8_MAX;
    return index >= 0 && index < count ? alpha[index] : UINT8_MAX;
}

/* The text under a keyword before the pixels (tEXt, zTXt), and its length; NULL where there is none. */
static inline const char *_Nullable fm_png_text(const fm_png *_Nonnull picture, const char *_Nonnull keyword,
                                                size_t *_Nonnull length) {
    png_textp texts = NULL;
    int count = 0, index;
    png_get_text(picture->png, picture->info, &texts, &count);
    for (index = 0; index < count; ++index) {
        if (texts[index].key == NULL || texts[index].text == NULL || strcmp(texts[index].key, keyword) != 0) continue;
        *length = strlen(texts[index].text);
        return texts[index].text;
    }
    return NULL;
}

/* Pixels a metre, across and down; false where no unit is stated (pHYs). */
static inline bool fm_png_resolution(const fm_png *_Nonnull picture, uint32_t *_Nonnull across,
                                     uint32_t *_Nonnull down) {
    png_uint_32 x = 0, y = 0;
    int unit = PNG_RESOLUTION_UNKNOWN;
    if (png_get_pHYs(picture->png, picture->info, &x, &y, &unit) == 0 || unit != PNG_RESOLUTION_METER) return false;
    *across = x;
    *down = y;
    return true;
}

/* The bits in use of grey, or of all three colours (sBIT); 0 where the file does not say, or not the same of all. */
static inline int32_t fm_png_significant_bits(const fm_png *_Nonnull picture) {
    png_color_8p bits = NULL;
    if (png_get_sBIT(picture->png, picture->info, &bits) == 0 || bits == NULL) return 0;
    if ((fm_png_colour_type(picture) & PNG_COLOR_MASK_COLOR) == 0) return bits->gray;
    return bits->red == bits->green && bits->red == bits->blue ? bits->red : 0;
}

/* The palette's entry, or false beyond its end. */
static inline bool fm_png_palette_entry(const fm_png *_Nonnull picture, int32_t index, uint8_t *_Nonnull red,
                                        uint8_t *_Nonnull green, uint8_t *_Nonnull blue) {
    png_colorp entries = NULL;
    int count = 0;
    if (png_get_PLTE(picture->png, picture->info, &entries, &count) == 0 || index < 0 || index >= count) return false;
    *red = entries[index].red;
    *green = entries[index].green;
    *blue = entries[index].blue;
    return true;
}

/*
 * Decodes the whole picture to `target`: rows of `row_bytes` bytes, samples as the file has them, packed below
 * 8 bits, 16 bits in native order. False where the data are damaged or end early.
 */
static inline bool fm_png_read(fm_png *_Nonnull picture, uint8_t *_Nonnull target, size_t row_bytes) {
    uint32_t height = fm_png_height(picture);
    png_bytep *volatile rows = (png_bytep *)malloc(sizeof(png_bytep) * (size_t)height);
    const int32_t warnings = picture->warnings;
    if (rows == NULL) return false;
    if (setjmp(png_jmpbuf(picture->png))) {
        free((void *)rows);
        return false;
    }
    if (fm_png_bit_depth(picture) == 16 && *(const uint8_t *)&(const uint16_t){1} == 1) png_set_swap(picture->png);
    if (png_get_interlace_type(picture->png, picture->info) != PNG_INTERLACE_NONE)
        (void)png_set_interlace_handling(picture->png);
    png_read_update_info(picture->png, picture->info);
    if (png_get_rowbytes(picture->png, picture->info) != row_bytes) png_error(picture->png, "rows of another size");
    for (uint32_t row = 0; row < height; ++row) rows[row] = target + (size_t)row * row_bytes;
    png_read_image(picture->png, rows);
    png_read_end(picture->png, NULL);
    free((void *)rows);
    return picture->warnings == warnings;
}

/* What libpng complained of first; empty while it did not. */
static inline const char *_Nonnull fm_png_message(const fm_png *_Nonnull picture) { return picture->message; }

#endif
