/* Whether a Deflate stream (RFC 1950) ends where the pixels do. Included by shim.h. */
#ifndef FM_CLIBTIFF_DEFLATE_H
#define FM_CLIBTIFF_DEFLATE_H

/*
 * libtiff takes a stream that would give more than there is room for, and then checks nothing: of one that was cut or
 * altered the pixels may be made up. Each stream ends with the checksum of what it holds.
 */

/* How rows of decoded pixels lay in their stream. */
typedef struct fm_tiff_rows {
    size_t row_bytes;
    size_t rows;
    /* Bytes of a sample: 1 or 2. */
    size_t sample_bytes;
    /* Samples to the left by which libtiff undid the differences of the horizontal predictor; 0 where it did not. */
    size_t stride;
    /* Whether libtiff turned the bytes of each sample. */
    bool is_swapped;
} fm_tiff_rows;

static inline void fm_tiff_stored_row(const uint8_t *_Nonnull row, const fm_tiff_rows *_Nonnull form,
                                      uint8_t *_Nonnull line) {
    size_t index;
    if (form->sample_bytes == 1) {
        for (index = 0; index < form->row_bytes; ++index)
            line[index] = index < form->stride ? row[index] : (uint8_t)(row[index] - row[index - form->stride]);
        return;
    }
    for (index = 0; index < form->row_bytes / 2; ++index) {
        uint16_t value, left = 0;
        memcpy(&value, row + 2 * index, 2);
        if (form->stride > 0 && index >= form->stride) memcpy(&left, row + 2 * (index - form->stride), 2);
        value = (uint16_t)(value - left);
        if (form->is_swapped) value = (uint16_t)(value << 8 | value >> 8);
        memcpy(line + 2 * index, &value, 2);
    }
}

/* The checksum (Adler-32) of decoded rows as they lay in their stream; `line` has room for one of them. */
static inline uint32_t fm_tiff_rows_sum(const uint8_t *_Nonnull rows, const fm_tiff_rows *_Nonnull form,
                                        uint8_t *_Nonnull line) {
    uLong sum = adler32_z(0, NULL, 0);
    size_t row;
    if (form->stride == 0 && !form->is_swapped) return (uint32_t)adler32_z(sum, rows, form->row_bytes * form->rows);
    for (row = 0; row < form->rows; ++row) {
        fm_tiff_stored_row(rows + row * form->row_bytes, form, line);
        sum = adler32_z(sum, line, form->row_bytes);
    }
    return (uint32_t)sum;
}

/* What a stream holds, by decoding it once more. */
typedef enum fm_deflate_content {
    FM_DEFLATE_DAMAGED,
    FM_DEFLATE_SOUND,
    FM_DEFLATE_TOO_LONG
} fm_deflate_content;

/* Sound is a stream that ends, with its checksum, behind `need` bytes, or at most `most`. */
static inline fm_deflate_content fm_deflate_check(const uint8_t *_Nonnull bytes, size_t length, size_t need,
                                                  size_t most) {
    enum { SCRATCH = 1 << 16 };
    fm_deflate_content result = FM_DEFLATE_DAMAGED;
    uint8_t *scratch = (uint8_t *)malloc(SCRATCH);
    z_stream stream;
    size_t total = 0;
    int state = Z_OK;
    memset(&stream, 0, sizeof stream);
    if (scratch == NULL || inflateInit(&stream) != Z_OK) {
        free(scratch);
        return FM_DEFLATE_DAMAGED;
    }
    stream.next_in = (Bytef *)(uintptr_t)bytes;
    while (state == Z_OK && total <= most) {
        const size_t left = length - (size_t)((const uint8_t *)stream.next_in - bytes);
        stream.avail_in = left > UINT_MAX ? UINT_MAX : (uInt)left;
        stream.next_out = scratch;
        stream.avail_out = SCRATCH;
        state = inflate(&stream, Z_NO_FLUSH);
        total += SCRATCH - stream.avail_out;
    }
    if (total > most) result = FM_DEFLATE_TOO_LONG;
    else if (state == Z_STREAM_END && total >= need) result = FM_DEFLATE_SOUND;
    inflateEnd(&stream);
    free(scratch);
    return result;
}

#endif
