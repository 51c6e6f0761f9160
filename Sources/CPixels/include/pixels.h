#ifndef FILMMIGRATE_PIXELS_H
#define FILMMIGRATE_PIXELS_H

#include <stddef.h>
#include <stdint.h>

// Arithmetic over the pixels of one picture, row by row, several pixels at a time: each function is compiled for
// several processors, and the machine's own is chosen when the program starts. All give the same bits: every value is
// made by the same operations in the same order. Nothing is kept; any thread. Results never overlap what they are made of.

// Averages samples over rectangles of `across` samples and `down` lines, as shares of `full` (the sum of a rectangle
// at full scale), at most 1; 1 less that where inverted. `sums` has room for a line of samples.
void fmp_average_8(
    const uint8_t *_Nonnull samples, size_t line, size_t across, size_t down, size_t width, size_t height, float full,
    int is_inverted, uint32_t *_Nonnull sums, float *_Nonnull values);
void fmp_average_16(
    const uint16_t *_Nonnull samples, size_t line, size_t across, size_t down, size_t width, size_t height, float full,
    int is_inverted, uint32_t *_Nonnull sums, float *_Nonnull values);

// Which old pixels each of `count` new ones is made of along one side: `taps` of them from first[i] on, with the
// weights weights[tap * count + i]; where it is made of fewer, the last weights are 0.
typedef struct {
    size_t count;
    size_t taps;
    const int32_t *_Nonnull first;
    const float *_Nonnull weights;
} fmp_side;

// A picture at another size; rows are added up first. `line` has room for a row of the old one.
void fmp_resample(
    const float *_Nonnull values, size_t width, fmp_side columns, fmp_side rows, float *_Nonnull line,
    float *_Nonnull result);

// Three boxes of 2 * radius + 1 down the columns, by running sums; the outermost value goes on beyond the edge. The
// result has rows and columns exchanged. `strips` has room for 32 * height + 16 values.
void fmp_blur_columns(
    const float *_Nonnull values, size_t width, size_t height, size_t radius, float *_Nonnull strips,
    float *_Nonnull result);

// Three pixels weighted 1, 2, 1, down the columns and then along the rows. `line` has room for a row.
void fmp_binomial(
    const float *_Nonnull values, size_t width, size_t height, float *_Nonnull line, float *_Nonnull result);

// values - averages, and its square.
void fmp_details(
    const float *_Nonnull values, const float *_Nonnull averages, size_t count, float *_Nonnull details,
    float *_Nonnull squares);

// Details divided by the contrast around them (the root of `energy`, and `floor`), in whole steps, at most `most` of
// them up and down.
void fmp_equalise(
    float *_Nonnull details, const float *_Nonnull energy, size_t count, float floor, float step, float most);

// Eight sums side by side, of every eighth value each; what is left over goes to the first.
void fmp_sum(const float *_Nonnull values, size_t count, float sums[_Nonnull 8]);

// Two values a byte, as whole steps from -8 on, the first in the low half.
void fmp_pack(const float *_Nonnull values, size_t count, float scale, uint8_t *_Nonnull bytes);

// The value at (x0 + xx * x, y0[y] + yx * x) of the picture, from its centre on, linear between pixels; beyond the
// edge that of the edge. `x0` and `y0` are given for each row.
void fmp_turn(
    const float *_Nonnull values, size_t width, size_t height, double xx, double yx, const double *_Nonnull x0,
    const double *_Nonnull y0, float *_Nonnull result);

// Adds each `step`th value to the 1024 classes of 0 to 1.
void fmp_classes(const float *_Nonnull values, size_t count, size_t step, uint32_t counts[_Nonnull 1024]);

// How many values are at most `low` or at least `high`.
size_t fmp_outside(const float *_Nonnull values, size_t count, float low, float high);

// The least and the most of some values; at least one.
void fmp_range(const float *_Nonnull values, size_t count, float *_Nonnull least, float *_Nonnull most);

// (value - low) * scale to the nearest, as 0 to 255.
void fmp_bytes(
    const float *_Nonnull values, size_t count, float low, float scale, uint8_t *_Nonnull bytes);

#endif
