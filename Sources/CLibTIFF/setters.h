/* What a directory is to say. Included by shim.h. */
#ifndef FM_CLIBTIFF_SETTERS_H
#define FM_CLIBTIFF_SETTERS_H

/* ---- Setters ---------------------------------------------------------------------------------------- */
/* The tag must be of the type named. False where libtiff refuses the value (see the handle's fault). */

static inline bool fm_tiff_set_u16(TIFF *_Nonnull tif, uint32_t tag, uint16_t value) {
    return TIFFSetField(tif, tag, value) == 1;
}

static inline bool fm_tiff_set_u32(TIFF *_Nonnull tif, uint32_t tag, uint32_t value) {
    return TIFFSetField(tif, tag, value) == 1;
}

/*
 * Tells libtiff that the page has so many rows, so many of them a strip: for a look whether a strip holds more than its
 * tags say. On a handle for reading; what was there must be set again before anything else is read.
 */
static inline bool fm_tiff_pretend_rows(TIFF *_Nonnull tif, uint32_t length, uint32_t rows_per_strip) {
    return TIFFSetField(tif, TIFFTAG_IMAGELENGTH, length) == 1
           && TIFFSetField(tif, TIFFTAG_ROWSPERSTRIP, rows_per_strip) == 1;
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
