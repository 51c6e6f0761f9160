/* What a directory says of its picture. Included by shim.h. */
#ifndef FM_CLIBTIFF_FIELDS_H
#define FM_CLIBTIFF_FIELDS_H

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

/* What fm_tiff_raw_short answers for a tag that is there without a value that it may have. */
#define FM_TIFF_NO_VALUE UINT16_MAX

/*
 * Where the entry of a tag stands in the current directory of the file that lies in `bytes` (TIFF 6.0 section 2;
 * BigTIFF); 0 where there is none. *word is the size of its count and of what it holds.
 */
static inline uint64_t fm_tiff_raw_entry(TIFF *_Nonnull tif, uint16_t tag, const uint8_t *_Nonnull bytes,
                                         uint64_t length, uint64_t *_Nonnull word) {
    const bool is_big = length >= 4 && fm_tiff_number(tif, bytes + 2, 2) == 43;
    const uint64_t entry_size = is_big ? 20 : 12, count_size = is_big ? 8 : 2;
    uint64_t at = TIFFCurrentDirOffset(tif), count;
    *word = is_big ? 8 : 4;
    if (at > length || length - at < count_size) return 0;
    count = fm_tiff_number(tif, bytes + at, count_size);
    for (at += count_size; count > 0 && length - at >= entry_size; --count, at += entry_size) {
        if (fm_tiff_number(tif, bytes + at, 2) == tag) return at;
    }
    return 0;
}

/*
 * The value, by its number from 0, of a whole-number tag of the current directory, as the file that lies in `bytes` has it,
 * or `otherwise` where it has no such tag. libtiff drops a value that it does not know, and then answers the tag's default.
 */
static inline uint16_t fm_tiff_raw_short(TIFF *_Nonnull tif, uint16_t tag, uint64_t number, uint16_t otherwise,
                                         const uint8_t *_Nonnull bytes, uint64_t length) {
    uint64_t type, values, size, word, place, value;
    const uint64_t at = fm_tiff_raw_entry(tif, tag, bytes, length, &word);
    if (at == 0) return otherwise;
    place = at + 4 + word;
    type = fm_tiff_number(tif, bytes + at + 2, 2);
    values = fm_tiff_number(tif, bytes + at + 4, word);
    size = type == TIFF_BYTE ? 1 : type == TIFF_SHORT ? 2 : type == TIFF_LONG ? 4 : 0;
    if (size == 0 || number >= values) return FM_TIFF_NO_VALUE;
    /* More values than the entry holds lie elsewhere. */
    if (values > word / size) place = fm_tiff_number(tif, bytes + place, word);
    if (place > length || number > (length - place) / size) return FM_TIFF_NO_VALUE;
    place += number * size;
    if (length - place < size) return FM_TIFF_NO_VALUE;
    value = size == 1 ? bytes[place] : fm_tiff_number(tif, bytes + place, size);
    return value < FM_TIFF_NO_VALUE ? (uint16_t)value : FM_TIFF_NO_VALUE;
}

/*
 * The only value of a tag of one unsigned number (SHORT, LONG, LONG8), as the file has it; false where it has none, or
 * several. A single uncompressed strip is cut up by libtiff, which then says nothing of its length.
 */
static inline bool fm_tiff_raw_number(TIFF *_Nonnull tif, uint16_t tag, const uint8_t *_Nonnull bytes,
                                      uint64_t length, uint64_t *_Nonnull value) {
    uint64_t word, type, size;
    const uint64_t at = fm_tiff_raw_entry(tif, tag, bytes, length, &word);
    if (at == 0 || fm_tiff_number(tif, bytes + at + 4, word) != 1) return false;
    type = fm_tiff_number(tif, bytes + at + 2, 2);
    size = type == TIFF_SHORT ? 2 : type == TIFF_LONG ? 4 : type == TIFF_LONG8 ? 8 : 0;
    if (size == 0 || size > word) return false;
    *value = fm_tiff_number(tif, bytes + at + 4 + word, size);
    return true;
}

/*
 * How many values a tag of the current directory has in the file that lies in `bytes`; 0 where it is absent. Of
 * strips and tiles libtiff reads as many as the picture needs, and drops the rest.
 */
static inline uint64_t fm_tiff_raw_count(TIFF *_Nonnull tif, uint16_t tag, const uint8_t *_Nonnull bytes,
                                         uint64_t length) {
    uint64_t word;
    const uint64_t at = fm_tiff_raw_entry(tif, tag, bytes, length, &word);
    return at == 0 ? 0 : fm_tiff_number(tif, bytes + at + 4, word);
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

/* The three tables of a palette, 2^bits entries each; false where there is none. */
static inline bool fm_tiff_colour_map(TIFF *_Nonnull tif, const uint16_t *_Nullable *_Nonnull red,
                                      const uint16_t *_Nullable *_Nonnull green,
                                      const uint16_t *_Nullable *_Nonnull blue) {
    return TIFFGetField(tif, TIFFTAG_COLORMAP, red, green, blue) == 1;
}

#endif
