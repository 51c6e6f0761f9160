#include "hamming.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A flip turns the bits of two classes over, the complement those of all four. With p0 … p3 the bits that
// differ in each class, the least of the eight sums of p or 64 - p is 128 less the larger of
// |p0 + p2 - 64| + |p1 + p3 - 64| and |p0 - p2| + |p1 - p3|.

static inline uint8_t apart(uint8_t a, uint8_t b) { return a > b ? a - b : b - a; }

static void nearest_plain(
    const uint8_t *blocks, size_t block_count, const uint8_t *queries, size_t query_count,
    uint8_t *distances) {
    for (size_t b = 0; b < block_count; b++) {
        const uint8_t *block = blocks + 1024 * b;
        uint8_t most[32] = {0};
        for (size_t q = 0; q < query_count; q++) {
            uint8_t bits[4][32] = {{0}};
            for (int i = 0; i < 32; i++) {
                const uint8_t wanted = queries[32 * q + (size_t)i];
                for (int l = 0; l < 32; l++) {
                    uint8_t v = block[32 * i + l] ^ wanted;
                    v = (uint8_t)(v - ((v >> 1) & 0x55));
                    v = (uint8_t)((v & 0x33) + ((v >> 2) & 0x33));
                    bits[i / 8][l] = (uint8_t)(bits[i / 8][l] + ((v + (v >> 4)) & 0x0f));
                }
            }
            for (int l = 0; l < 32; l++) {
                const uint8_t p0 = bits[0][l], p1 = bits[1][l], p2 = bits[2][l], p3 = bits[3][l];
                const uint8_t one = (uint8_t)(
                    apart((uint8_t)(p0 + p2), 64) + apart((uint8_t)(p1 + p3), 64));
                const uint8_t two = (uint8_t)(apart(p0, p2) + apart(p1, p3));
                const uint8_t best = one > two ? one : two;
                if (best > most[l]) most[l] = best;
            }
        }
        for (int l = 0; l < 32; l++) distances[32 * b + (size_t)l] = (uint8_t)(128 - most[l]);
    }
}

#if defined(__x86_64__)

// Queries that are looked for in one pass: the turns of one film. Fewer are filled up with the last.
enum { GROUP = 6 };

// For each byte of a query and each value of half a byte: how many bits of the two differ.
typedef struct {
    uint8_t low[GROUP][32][16];
    uint8_t high[GROUP][32][16];
} tables;

static void fill(tables *t, const uint8_t *queries, size_t count) {
    for (size_t q = 0; q < GROUP; q++) {
        const uint8_t *query = queries + 32 * (q < count ? q : count - 1);
        for (int i = 0; i < 32; i++)
            for (unsigned n = 0; n < 16; n++) {
                t->low[q][i][n] = (uint8_t)__builtin_popcount((query[i] & 15u) ^ n);
                t->high[q][i][n] = (uint8_t)__builtin_popcount((unsigned)(query[i] >> 4) ^ n);
            }
    }
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i apart32(__m256i a, __m256i b) {
    return _mm256_sub_epi8(_mm256_max_epu8(a, b), _mm256_min_epu8(a, b));
}

AVX2 static inline __m256i table(const uint8_t *entries) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)entries));
}

// Thirty-two hashes at a time, each a byte of a vector: the bits that differ are looked up, not counted. `count`
// is a constant wherever it is called, so that its loops are unrolled.
AVX2 static inline __attribute__((always_inline)) void nearest_avx2(
    const uint8_t *blocks, size_t block_count, const tables *t, const int count, uint8_t *distances,
    int is_first) {
    const __m256i nibble = _mm256_set1_epi8(15), half = _mm256_set1_epi8(64);
    for (size_t b = 0; b < block_count; b++) {
        const uint8_t *block = blocks + 1024 * b;
        __m256i bits[4][GROUP];
        for (int w = 0; w < 4; w++) {
            __m256i sum[GROUP];
            for (int q = 0; q < count; q++) sum[q] = _mm256_setzero_si256();
            for (int i = 8 * w; i < 8 * w + 8; i++) {
                const __m256i bytes = _mm256_loadu_si256((const __m256i *)(block + 32 * i));
                const __m256i low = _mm256_and_si256(bytes, nibble);
                const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble);
                for (int q = 0; q < count; q++) {
                    const __m256i l = _mm256_shuffle_epi8(table(t->low[q][i]), low);
                    const __m256i h = _mm256_shuffle_epi8(table(t->high[q][i]), high);
                    sum[q] = _mm256_add_epi8(sum[q], _mm256_add_epi8(l, h));
                }
            }
            for (int q = 0; q < count; q++) bits[w][q] = sum[q];
        }
        __m256i most = _mm256_setzero_si256();
        for (int q = 0; q < count; q++) {
            const __m256i p0 = bits[0][q], p1 = bits[1][q], p2 = bits[2][q], p3 = bits[3][q];
            const __m256i one = _mm256_add_epi8(
                apart32(_mm256_add_epi8(p0, p2), half), apart32(_mm256_add_epi8(p1, p3), half));
            const __m256i two = _mm256_add_epi8(apart32(p0, p2), apart32(p1, p3));
            most = _mm256_max_epu8(most, _mm256_max_epu8(one, two));
        }
        __m256i least = _mm256_sub_epi8(_mm256_set1_epi8((char)128), most);
        __m256i *result = (__m256i *)(distances + 32 * b);
        if (!is_first) least = _mm256_min_epu8(least, _mm256_loadu_si256(result));
        _mm256_storeu_si256(result, least);
    }
}

AVX2 static void nearest_group(
    const uint8_t *blocks, size_t block_count, const tables *t, uint8_t *distances, int is_first) {
    nearest_avx2(blocks, block_count, t, GROUP, distances, is_first);
}

AVX2 static void nearest_pair(
    const uint8_t *blocks, size_t block_count, const tables *t, uint8_t *distances, int is_first) {
    nearest_avx2(blocks, block_count, t, 2, distances, is_first);
}

#endif

void fmh_nearest_turns(
    const uint8_t *blocks, size_t block_count, const uint8_t *queries, size_t query_count,
    uint8_t *distances) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && query_count > 0) {
        for (size_t q = 0; q < query_count; q += GROUP) {
            tables t;
            fill(&t, queries + 32 * q, query_count - q);
            if (query_count - q <= 2)
                nearest_pair(blocks, block_count, &t, distances, q == 0);
            else
                nearest_group(blocks, block_count, &t, distances, q == 0);
        }
        return;
    }
#endif
    nearest_plain(blocks, block_count, queries, query_count, distances);
}
