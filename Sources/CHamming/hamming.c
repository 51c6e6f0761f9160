#include "hamming.h"

#include <stdlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A flip turns the bits of two classes over, the complement those of all four. With p0 … p3 the bits that
// differ in each class, the least of the eight sums of p or 64 - p is 128 less the larger of
// |p0 + p2 - 64| + |p1 + p3 - 64| and |p0 - p2| + |p1 - p3|. Each way finds for each hash of a block the most that
// is taken off 128, over all queries, and which hashes have enough of it.

static inline uint8_t apart(uint8_t a, uint8_t b) { return a > b ? a - b : b - a; }

static void most_plain(const uint8_t *block, const uint8_t *queries, size_t query_count, uint8_t *most) {
    for (size_t q = 0; q < query_count; q++) {
        uint8_t bits[4][FMH_LANES] = {{0}};
        for (int i = 0; i < 32; i++) {
            const uint8_t wanted = queries[32 * q + (size_t)i];
            for (int l = 0; l < FMH_LANES; l++) {
                uint8_t v = block[FMH_LANES * i + l] ^ wanted;
                v = (uint8_t)(v - ((v >> 1) & 0x55));
                v = (uint8_t)((v & 0x33) + ((v >> 2) & 0x33));
                bits[i / 8][l] = (uint8_t)(bits[i / 8][l] + ((v + (v >> 4)) & 0x0f));
            }
        }
        for (int l = 0; l < FMH_LANES; l++) {
            const uint8_t p0 = bits[0][l], p1 = bits[1][l], p2 = bits[2][l], p3 = bits[3][l];
            const uint8_t one =
                (uint8_t)(apart((uint8_t)(p0 + p2), 64) + apart((uint8_t)(p1 + p3), 64));
            const uint8_t two = (uint8_t)(apart(p0, p2) + apart(p1, p3));
            const uint8_t best = one > two ? one : two;
            if (best > most[l]) most[l] = best;
        }
    }
}

static uint64_t enough_plain(const uint8_t *most, uint8_t wanted) {
    uint64_t lanes = 0;
    for (int l = 0; l < FMH_LANES; l++) lanes |= (uint64_t)(most[l] >= wanted) << l;
    return lanes;
}

static size_t put(
    fmh_hit *hits, size_t count, size_t block, uint64_t lanes, const uint8_t *most) {
    for (; lanes != 0; lanes &= lanes - 1) {
        const int lane = __builtin_ctzll(lanes);
        hits[count].place = FMH_LANES * block + (size_t)lane;
        hits[count++].distance = (size_t)(128 - most[lane]);
    }
    return count;
}

static size_t near_plain(
    const fmh_side *sides, size_t side_count, size_t block_count, size_t *next, uint8_t wanted, fmh_hit *hits,
    size_t capacity) {
    size_t count = 0, b = *next;
    for (; b < block_count && count + FMH_LANES <= capacity; b++) {
        uint8_t most[FMH_LANES] = {0};
        for (size_t s = 0; s < side_count; s++)
            most_plain(sides[s].blocks + FMH_BLOCK_BYTES * b, sides[s].queries, sides[s].query_count, most);
        count = put(hits, count, b, enough_plain(most, wanted), most);
    }
    *next = b;
    return count;
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512bitalg")))

// What is read four blocks later is asked for now: the memory is slower than the counting.
static inline void fetch_ahead(const uint8_t *blocks, size_t block, size_t block_count) {
    if (block + 4 >= block_count) return;
    const uint8_t *ahead = blocks + FMH_BLOCK_BYTES * (block + 4);
    for (int i = 0; i < 32; i++) __builtin_prefetch(ahead + FMH_LANES * i);
}

// Queries whose bits are looked up in one pass over a block: the turns of one film.
enum { GROUP = 6 };

// For each byte of a query and each value of half a byte: how many bits of the two differ.
typedef struct {
    size_t count;
    uint8_t low[GROUP][32][16];
    uint8_t high[GROUP][32][16];
} tables;

static void fill(tables *t, const uint8_t *queries, size_t count) {
    t->count = count;
    for (size_t q = 0; q < GROUP; q++) {
        const uint8_t *query = queries + 32 * (q < count ? q : count - 1);
        for (int i = 0; i < 32; i++)
            for (unsigned n = 0; n < 16; n++) {
                t->low[q][i][n] = (uint8_t)__builtin_popcount((query[i] & 15u) ^ n);
                t->high[q][i][n] = (uint8_t)__builtin_popcount((unsigned)(query[i] >> 4) ^ n);
            }
    }
}

AVX2 static inline __m256i apart32(__m256i a, __m256i b) {
    return _mm256_sub_epi8(_mm256_max_epu8(a, b), _mm256_min_epu8(a, b));
}

AVX2 static inline __m256i table(const uint8_t *entries) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)entries));
}

// Half a block at a time, each hash a byte of a vector: the bits that differ are looked up, not counted. `count`
// is a constant wherever it is called, so that its loops are unrolled.
AVX2 static inline __attribute__((always_inline)) __m256i most_avx2(
    const uint8_t *half_block, const tables *t, const int count, __m256i most) {
    const __m256i nibble = _mm256_set1_epi8(15), half = _mm256_set1_epi8(64);
    __m256i bits[4][GROUP];
    for (int w = 0; w < 4; w++) {
        __m256i sum[GROUP];
        for (int q = 0; q < count; q++) sum[q] = _mm256_setzero_si256();
        for (int i = 8 * w; i < 8 * w + 8; i++) {
            const __m256i bytes = _mm256_loadu_si256((const __m256i *)(half_block + FMH_LANES * i));
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
    for (int q = 0; q < count; q++) {
        const __m256i p0 = bits[0][q], p1 = bits[1][q], p2 = bits[2][q], p3 = bits[3][q];
        const __m256i one = _mm256_add_epi8(
            apart32(_mm256_add_epi8(p0, p2), half), apart32(_mm256_add_epi8(p1, p3), half));
        const __m256i two = _mm256_add_epi8(apart32(p0, p2), apart32(p1, p3));
        most = _mm256_max_epu8(most, _mm256_max_epu8(one, two));
    }
    return most;
}

static size_t table_count(size_t query_count) { return (query_count + GROUP - 1) / GROUP; }

AVX2 static size_t near_avx2(
    const fmh_side *sides, size_t side_count, size_t block_count, size_t *next, uint8_t wanted, fmh_hit *hits,
    size_t capacity, tables *all) {
    tables *t = all;
    for (size_t s = 0; s < side_count; s++)
        for (size_t q = 0; q < sides[s].query_count; q += GROUP)
            fill(t++, sides[s].queries + 32 * q, sides[s].query_count - q);
    size_t count = 0, b = *next;
    for (; b < block_count && count + FMH_LANES <= capacity; b++) {
        __m256i most[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()};
        t = all;
        for (size_t s = 0; s < side_count; s++) {
            const uint8_t *block = sides[s].blocks + FMH_BLOCK_BYTES * b;
            fetch_ahead(sides[s].blocks, b, block_count);
            for (size_t q = 0; q < sides[s].query_count; q += GROUP, t++) {
                if (t->count <= 2) {
                    most[0] = most_avx2(block, t, 2, most[0]);
                    most[1] = most_avx2(block + 32, t, 2, most[1]);
                } else {
                    most[0] = most_avx2(block, t, GROUP, most[0]);
                    most[1] = most_avx2(block + 32, t, GROUP, most[1]);
                }
            }
        }
        const __m256i enough = _mm256_set1_epi8((char)wanted);
        uint64_t lanes = 0;
        for (int half = 0; half < 2; half++) {
            const __m256i reaches = _mm256_cmpeq_epi8(_mm256_max_epu8(most[half], enough), most[half]);
            lanes |= (uint64_t)(uint32_t)_mm256_movemask_epi8(reaches) << (32 * half);
        }
        if (lanes != 0) count = put(hits, count, b, lanes, (const uint8_t *)most);
    }
    *next = b;
    return count;
}

// A whole block at a time, each hash a byte of a vector. Each byte of the query stands four times in a word, as the
// processor spreads words over a vector on its way from memory, and bytes not.
AVX512 static inline __m512i most_avx512(const uint8_t *block, const uint32_t *query, __m512i most) {
    const __m512i half = _mm512_set1_epi8(64);
    __m512i p[4];
    for (int w = 0; w < 4; w++) {
        p[w] = _mm512_setzero_si512();
#pragma clang loop unroll(full)
        for (int i = 8 * w; i < 8 * w + 8; i++) {
            const __m512i bytes = _mm512_loadu_si512(block + FMH_LANES * i);
            const __m512i differing = _mm512_xor_si512(bytes, _mm512_set1_epi32((int)query[i]));
            p[w] = _mm512_add_epi8(p[w], _mm512_popcnt_epi8(differing));
        }
    }
    const __m512i one = _mm512_add_epi8(
        _mm512_abs_epi8(_mm512_sub_epi8(_mm512_add_epi8(p[0], p[2]), half)),
        _mm512_abs_epi8(_mm512_sub_epi8(_mm512_add_epi8(p[1], p[3]), half)));
    const __m512i two = _mm512_add_epi8(
        _mm512_abs_epi8(_mm512_sub_epi8(p[0], p[2])), _mm512_abs_epi8(_mm512_sub_epi8(p[1], p[3])));
    return _mm512_max_epu8(most, _mm512_max_epu8(one, two));
}

AVX512 static size_t near_avx512(
    const fmh_side *sides, size_t side_count, size_t block_count, size_t *next, uint8_t wanted, fmh_hit *hits,
    size_t capacity, uint32_t *all) {
    uint32_t *word = all;
    for (size_t s = 0; s < side_count; s++)
        for (size_t i = 0; i < 32 * sides[s].query_count; i++) *word++ = sides[s].queries[i] * 0x01010101u;
    size_t count = 0, b = *next;
    for (; b < block_count && count + FMH_LANES <= capacity; b++) {
        __m512i most = _mm512_setzero_si512();
        const uint32_t *query = all;
        for (size_t s = 0; s < side_count; s++) {
            const uint8_t *block = sides[s].blocks + FMH_BLOCK_BYTES * b;
            fetch_ahead(sides[s].blocks, b, block_count);
            for (size_t q = 0; q < sides[s].query_count; q++, query += 32)
                most = most_avx512(block, query, most);
        }
        const uint64_t lanes = _mm512_cmpge_epu8_mask(most, _mm512_set1_epi8((char)wanted));
        if (lanes != 0) {
            uint8_t each[FMH_LANES];
            _mm512_storeu_si512(each, most);
            count = put(hits, count, b, lanes, each);
        }
    }
    *next = b;
    return count;
}

#endif

fmh_way fmh_best_way(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512bitalg")) return FMH_AVX512;
    if (__builtin_cpu_supports("avx2")) return FMH_AVX2;
#endif
    return FMH_PLAIN;
}

size_t fmh_near(
    const fmh_side *sides, size_t side_count, size_t block_count, size_t *next, size_t radius, fmh_hit *hits,
    size_t capacity, fmh_way way) {
    const uint8_t wanted = (uint8_t)(radius < 128 ? 128 - radius : 0);
#if defined(__x86_64__)
    size_t table_total = 0, query_total = 0, count = 0;
    for (size_t s = 0; s < side_count; s++) {
        table_total += table_count(sides[s].query_count);
        query_total += sides[s].query_count;
    }
    void *prepared = NULL;
    if (way == FMH_AVX2) prepared = malloc(table_total * sizeof(tables));
    if (way == FMH_AVX512) prepared = malloc(query_total * 32 * sizeof(uint32_t));
    if (prepared != NULL) {
        if (way == FMH_AVX2)
            count = near_avx2(sides, side_count, block_count, next, wanted, hits, capacity, prepared);
        else
            count = near_avx512(sides, side_count, block_count, next, wanted, hits, capacity, prepared);
        free(prepared);
        return count;
    }
#else
    (void)way;
#endif
    return near_plain(sides, side_count, block_count, next, wanted, hits, capacity);
}
