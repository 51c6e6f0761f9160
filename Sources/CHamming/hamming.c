#include "hamming.h"




#if defined(__x86_64__) && defined(__linux__)
// One source, a version for each kind of processor; the loader picks.
#define EVERY_PROCESSOR __attribute__((target_clones("avx512vpopcntdq", "avx2", "popcnt", "default")))
#else
#define EVERY_PROCESSOR
#endif

EVERY_PROCESSOR
void fmh_nearest_turns(
    const uint64_t *blocks, size_t block_count, const uint64_t *queries, size_t query_count,
    uint8_t *distances) {
    for (size_t b = 0; b < block_count; b++) {
        const uint64_t *block = blocks + 32 * b;
        int64_t most[8] = {0};
        for (size_t q = 0; q < query_count; q++) {
            const uint64_t *query = queries + 4 * q;
            for (int l = 0; l < 8; l++) {
                const int64_t p0 = __builtin_popcountll(block[l] ^ query[0]);
                const int64_t p1 = __builtin_popcountll(block[8 + l] ^ query[1]);
                const int64_t p2 = __builtin_popcountll(block[16 + l] ^ query[2]);
                const int64_t p3 = __builtin_popcountll(block[24 + l] ^ query[3]);
                // A flip turns the bits of two classes over, the complement those of all four: the best of
                // the eight sums of p or 64 - p is found from their distances to 32.
                const int64_t u = p0 + p2 - 64, v = p1 + p3 - 64, x = p0 - p2, y = p1 - p3;
                const int64_t one = (u < 0 ? -u : u) + (v < 0 ? -v : v);
                const int64_t two = (x < 0 ? -x : x) + (y < 0 ? -y : y);
                const int64_t best = one > two ? one : two;
                most[l] = best > most[l] ? best : most[l];
            }
        }
        for (int l = 0; l < 8; l++) distances[8 * b + (size_t)l] = (uint8_t)(128 - most[l]);
    }
}
