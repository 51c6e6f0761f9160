#ifndef FILMMIGRATE_HAMMING_H
#define FILMMIGRATE_HAMMING_H

#include <stddef.h>
#include <stdint.h>

// Distances between hashes of 256 bits whose four words are the four parity classes of a cosine transform:
// word 0 even rows and columns, 1 even rows and odd columns, 2 odd rows and even columns, 3 odd rows and
// columns. A mirrored picture has the bits of two words turned over, a negative those of all four.
//
// Hashes lie in blocks of 64, byte by byte: byte i (0 to 31; words follow each other, the lowest byte first)
// of hash l of block b is blocks[2048 * b + 64 * i + l].
enum { FMH_LANES = 64, FMH_BLOCK_BYTES = 32 * FMH_LANES };

// One hash of each film, and the hashes of 32 bytes each that are looked for among them.
typedef struct {
    const uint8_t *_Nonnull blocks;
    const uint8_t *_Nonnull queries;
    size_t query_count;
} fmh_side;

// Where a hash stands, 64 to a block, and its distance.
typedef struct {
    size_t place;
    size_t distance;
} fmh_hit;

// How the bits are counted. All ways find the same; the plain one is there for every processor.
typedef enum { FMH_PLAIN, FMH_AVX2, FMH_AVX512 } fmh_way;

// The fastest way that this processor has.
fmh_way fmh_best_way(void);

// The least distance to any query of any side, whichever of the two is mirrored in either direction, turned by
// half, or negative, is 0 to 128. Writes those that are at most `radius`, in order, for as long as a whole block of
// hits has room, from block *next on; leaves in *next the block to go on with, `block_count` after the last. Returns
// how many it wrote. `capacity` is at least 64. `way` is one that the processor has. Any thread.
size_t fmh_near(
    const fmh_side *_Nonnull sides, size_t side_count, size_t block_count, size_t *_Nonnull next, size_t radius,
    fmh_hit *_Nonnull hits, size_t capacity, fmh_way way);

#endif
