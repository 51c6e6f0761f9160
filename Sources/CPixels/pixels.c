#include "pixels.h"

#include <string.h>

#if defined(__x86_64__)
#define FAST __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define FAST
#endif

// No product and sum are rounded once instead of twice, whatever a processor can.
#pragma STDC FP_CONTRACT OFF

#define WITHIN static inline __attribute__((always_inline))

static inline float least(float a, float b) { return b < a ? b : a; }
static inline float most_of(float a, float b) { return b >= a ? b : a; }

// Sums of so many neighbours each, as shares of full scale. The usual numbers of neighbours are constants here, so that
// they are added up several pixels at a time.
WITHIN void shares(const uint32_t *sums, size_t across, size_t width, float full, float *values) {
    for (size_t x = 0; x < width; x++) {
        uint32_t sum = 0;
        for (size_t i = 0; i < across; i++) sum += sums[across * x + i];
        values[x] = least(1, (float)sum / full);
    }
}

#define AVERAGE(NAME, SAMPLE)                                                                              \
    FAST void NAME(                                                                                        \
        const SAMPLE *samples, size_t line, size_t across, size_t down, size_t width, size_t height,       \
        float full, int is_inverted, uint32_t *restrict sums, float *restrict values) {                    \
        for (size_t y = 0; y < height; y++, values += width) {                                             \
            const SAMPLE *first = samples + y * down * line;                                               \
            if (down == 3) {                                                                               \
                for (size_t x = 0; x < line; x++)                                                          \
                    sums[x] = (uint32_t)first[x] + first[line + x] + first[2 * line + x];                  \
            } else {                                                                                       \
                for (size_t x = 0; x < line; x++) sums[x] = first[x];                                      \
                for (size_t row = 1; row < down; row++)                                                    \
                    for (size_t x = 0; x < line; x++) sums[x] += first[row * line + x];                    \
            }                                                                                              \
            switch (across) {                                                                              \
            case 1: shares(sums, 1, width, full, values); break;                                           \
            case 2: shares(sums, 2, width, full, values); break;                                           \
            case 3: shares(sums, 3, width, full, values); break;                                           \
            case 4: shares(sums, 4, width, full, values); break;                                           \
            default: shares(sums, across, width, full, values);                                            \
            }                                                                                              \
            if (is_inverted)                                                                               \
                for (size_t x = 0; x < width; x++) values[x] = 1 - values[x];                              \
        }                                                                                                  \
    }

AVERAGE(fmp_average_8, uint8_t)
AVERAGE(fmp_average_16, uint16_t)

FAST void fmp_resample(
    const float *values, size_t width, fmp_side columns, fmp_side rows, float *restrict line,
    float *restrict result) {
    const size_t left = (size_t)columns.first[0];
    const size_t end = (size_t)columns.first[columns.count - 1] + columns.taps;
    const size_t right = end < width ? end : width;
    const int32_t last = (int32_t)width - 1;
    for (size_t y = 0; y < rows.count; y++, result += columns.count) {
        const float *row = values + (size_t)rows.first[y] * width;
        const float own = rows.weights[y];
        for (size_t x = left; x < right; x++) line[x] = own * row[x];
        for (size_t tap = 1; tap < rows.taps; tap++) {
            const float weight = rows.weights[tap * rows.count + y];
            if (weight == 0) continue;
            row = values + ((size_t)rows.first[y] + tap) * width;
            for (size_t x = left; x < right; x++) line[x] += weight * row[x];
        }
        for (size_t x = 0; x < columns.count; x++) result[x] = 0;
        for (size_t tap = 0; tap < columns.taps; tap++) {
            const float *weights = columns.weights + tap * columns.count;
            for (size_t x = 0; x < columns.count; x++) {
                const int32_t place = columns.first[x] + (int32_t)tap;
                result[x] += weights[x] * line[place < last ? place : last];
            }
        }
    }
}

// Sixteen columns side by side: they fit into the nearest cache through all three boxes, and their sums into registers.
typedef float strip __attribute__((vector_size(64)));

WITHIN void box(const strip *source, strip *target, size_t count, size_t radius) {
    const float share = 1 / (float)(2 * radius + 1);
    const ptrdiff_t last = (ptrdiff_t)count - 1, reach = (ptrdiff_t)radius;
    strip sum = {0};
    for (ptrdiff_t offset = -reach; offset <= reach; offset++)
        sum += source[offset < 0 ? 0 : offset < last ? offset : last];
    for (ptrdiff_t place = 0; place <= last; place++) {
        target[place] = sum * share;
        const ptrdiff_t next = place + reach + 1, gone = place - reach;
        sum += source[next < last ? next : last] - source[gone > 0 ? gone : 0];
    }
}

// Four perfect shuffles of sixteen strips exchange rows and columns.
WITHIN void exchange(strip *rows) {
    for (int round = 0; round < 4; round++) {
        strip mixed[16];
        for (int i = 0; i < 8; i++) {
            mixed[2 * i] = __builtin_shufflevector(
                rows[i], rows[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            mixed[2 * i + 1] = __builtin_shufflevector(
                rows[i], rows[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
        for (int i = 0; i < 16; i++) rows[i] = mixed[i];
    }
}

FAST void fmp_blur_columns(
    const float *values, size_t width, size_t height, size_t radius, float *restrict strips,
    float *restrict result) {
    strip *one = (strip *)(((uintptr_t)strips + 63) & ~(uintptr_t)63), *other = one + height;
    for (size_t left = 0; left < width; left += 16) {
        const size_t lanes = width - left < 16 ? width - left : 16;
        if (lanes == 16)
            for (size_t y = 0; y < height; y++) memcpy(&one[y], values + y * width + left, sizeof(strip));
        else
            for (size_t y = 0; y < height; y++) {
                strip own = {0};
                memcpy(&own, values + y * width + left, lanes * sizeof(float));
                one[y] = own;
            }
        box(one, other, height, radius);
        box(other, one, height, radius);
        box(one, other, height, radius);
        size_t y = 0;
        for (; lanes == 16 && y + 16 <= height; y += 16) {
            strip square[16];
            for (int i = 0; i < 16; i++) square[i] = other[y + (size_t)i];
            exchange(square);
            for (size_t lane = 0; lane < 16; lane++)
                memcpy(result + (left + lane) * height + y, &square[lane], sizeof(strip));
        }
        for (; y < height; y++)
            for (size_t lane = 0; lane < lanes; lane++) result[(left + lane) * height + y] = other[y][lane];
    }
}

FAST void fmp_binomial(
    const float *values, size_t width, size_t height, float *restrict line, float *restrict result) {
    for (size_t y = 0; y < height; y++, result += width) {
        const float *here = values + y * width;
        const float *above = y > 0 ? here - width : here;
        const float *below = y + 1 < height ? here + width : here;
        for (size_t x = 0; x < width; x++) line[x] = 0.25f * (above[x] + below[x]) + 0.5f * here[x];
        if (width == 1) {
            result[0] = line[0];
            continue;
        }
        const size_t last = width - 1;
        result[0] = 0.75f * line[0] + 0.25f * line[1];
        for (size_t x = 1; x < last; x++) result[x] = 0.25f * (line[x - 1] + line[x + 1]) + 0.5f * line[x];
        result[last] = 0.75f * line[last] + 0.25f * line[last - 1];
    }
}

FAST void fmp_details(
    const float *values, const float *averages, size_t count, float *restrict details,
    float *restrict squares) {
    for (size_t i = 0; i < count; i++) {
        const float value = values[i] - averages[i];
        details[i] = value;
        squares[i] = value * value;
    }
}

FAST void fmp_equalise(
    float *restrict details, const float *energy, size_t count, float floor, float step, float most) {
    for (size_t i = 0; i < count; i++) {
        const float contrast = __builtin_sqrtf(energy[i] > 0 ? energy[i] : 0) + floor;
        const float value = details[i] / (contrast * step);
        const float above = least(most_of(value, -most), most) + 8.5f;
        // To the nearest whole number. Adding and taking off 2 to the power of 23 leaves none but whole
        // numbers; where that went up, it is one too many.
        const float whole = (above + 8388608) - 8388608;
        details[i] = ((whole > above ? whole - 1 : whole) - 8) * step;
    }
}

FAST void fmp_sum(const float *values, size_t count, float sums[8]) {
    typedef float eight __attribute__((vector_size(32)));
    eight sum = {0};
    const size_t whole = count / 8 * 8;
    for (size_t i = 0; i < whole; i += 8) {
        eight own;
        memcpy(&own, values + i, sizeof own);
        sum += own;
    }
    memcpy(sums, &sum, sizeof sum);
    for (size_t i = whole; i < count; i++) sums[0] += values[i];
}

FAST void fmp_pack(const float *values, size_t count, float scale, uint8_t *restrict bytes) {
    for (size_t i = 0; i < count / 2; i++) {
        const int32_t low = (int32_t)(values[2 * i] * scale + 8.5f);
        const int32_t high = (int32_t)(values[2 * i + 1] * scale + 8.5f);
        bytes[i] = (uint8_t)(low | (int32_t)((uint32_t)high << 4));
    }
    if (count % 2 == 1) bytes[count / 2] = (uint8_t)(int32_t)(values[count - 1] * scale + 8.5f);
}

FAST void fmp_turn(
    const float *values, size_t width, size_t height, double xx, double yx, const double *x0, const double *y0,
    float *restrict result) {
    const int32_t columns = (int32_t)width, rows = (int32_t)height;
    const double centre_x = (double)(columns - 1) / 2, centre_y = (double)(rows - 1) / 2;
    const float most_x = (float)(columns - 1), most_y = (float)(rows - 1);
    const int32_t last_left = columns > 2 ? columns - 2 : 0, last_top = rows > 2 ? rows - 2 : 0;
    for (int32_t y = 0; y < rows; y++, result += width) {
        const double start_x = x0[y], start_y = y0[y];
        for (int32_t x = 0; x < columns; x++) {
            const float px = most_of(0, least(most_x, (float)(start_x + xx * (double)x + centre_x)));
            const float py = most_of(0, least(most_y, (float)(start_y + yx * (double)x + centre_y)));
            const int32_t whole_x = (int32_t)px, whole_y = (int32_t)py;
            const int32_t left = whole_x < last_left ? whole_x : last_left;
            const int32_t top = whole_y < last_top ? whole_y : last_top;
            const int32_t right = left + 1 < columns - 1 ? left + 1 : columns - 1;
            const int32_t bottom = top + 1 < rows - 1 ? top + 1 : rows - 1;
            const float fx = px - (float)left, fy = py - (float)top;
            const float a = values[top * columns + left], b = values[top * columns + right];
            const float c = values[bottom * columns + left], d = values[bottom * columns + right];
            const float upper = a + (b - a) * fx;
            result[x] = upper + (c + (d - c) * fx - upper) * fy;
        }
    }
}

FAST void fmp_classes(const float *values, size_t count, size_t step, uint32_t counts[1024]) {
    // Neighbours are often alike, and a count waits for the one before it: two of each.
    uint32_t others[1024] = {0};
    size_t i = 0;
    for (; i + step < count; i += 2 * step) {
        counts[(int32_t)(most_of(0, least(1, values[i])) * 1023)]++;
        others[(int32_t)(most_of(0, least(1, values[i + step])) * 1023)]++;
    }
    if (i < count) counts[(int32_t)(most_of(0, least(1, values[i])) * 1023)]++;
    for (int class = 0; class < 1024; class++) counts[class] += others[class];
}

FAST size_t fmp_outside(const float *values, size_t count, float low, float high) {
    uint32_t found = 0;
    for (size_t i = 0; i < count; i++) found += (uint32_t)(values[i] <= low) + (uint32_t)(values[i] >= high);
    return found;
}

FAST void fmp_range(const float *values, size_t count, float *lowest, float *highest) {
    typedef float lanes __attribute__((vector_size(64)));
    float low = values[0], high = values[0];
    size_t i = 0;
    if (count >= 16) {
        lanes lows, highs;
        memcpy(&lows, values, sizeof lows);
        highs = lows;
        for (; i + 16 <= count; i += 16) {
            lanes own;
            memcpy(&own, values + i, sizeof own);
            lows = __builtin_elementwise_min(lows, own);
            highs = __builtin_elementwise_max(highs, own);
        }
        for (int lane = 0; lane < 16; lane++) {
            low = least(low, lows[lane]);
            high = most_of(high, highs[lane]);
        }
    }
    for (; i < count; i++) {
        low = least(low, values[i]);
        high = most_of(high, values[i]);
    }
    *lowest = low;
    *highest = high;
}

FAST void fmp_bytes(const float *values, size_t count, float low, float scale, uint8_t *restrict bytes) {
    for (size_t i = 0; i < count; i++) {
        const float value = (values[i] - low) * scale + 0.5f;
        bytes[i] = (uint8_t)(int32_t)most_of(0, least(255, value));
    }
}
