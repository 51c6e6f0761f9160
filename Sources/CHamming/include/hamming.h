#ifndef FILMMIGRATE_HAMMING_H
#define FILMMIGRATE_HAMMING_H

#include <stddef.h>
#include <stdint.h>

// Distances between hashes of 256 bits whose four words are the four parity classes of a cosine transform:
// word 0 even rows and columns, 1 even rows and odd columns, 2 odd rows and even columns, 3 odd rows and
// columns. A mirrored picture has the bits of two words turned over, a negative those of all four.
//
// Hashes lie in blocks of 32, byte by byte: byte i (0 to 31; words follow each other, the lowest byte first)
// of hash l of block b is blocks[1024 * b + 32 * i + l].
//
// For each hash of `block_count` blocks writes one byte: the least distance to any of `queries` (32 bytes
// each), whichever of the two is mirrored in either direction, turned by half, or negative: 0 to 128.
// Reads and writes nothing else; any thread.
void fmh_nearest_turns(
    const uint8_t *_Nonnull blocks, size_t block_count, const uint8_t *_Nonnull queries, size_t query_count,
    uint8_t *_Nonnull distances);

#endif
