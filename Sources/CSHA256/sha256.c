#include "sha256.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

#define WITH_SHA __attribute__((target("sha,sse4.1")))
#define WITHIN WITH_SHA __attribute__((always_inline)) static inline

// FIPS 180-4, 4.2.2.
static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

int fms_sha256_is_there(void) { return __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("sha"); }

// The instructions want the eight words a to h as f e b a and h g d c, from the lowest on.
WITHIN void load(const uint32_t state[8], __m128i *abef, __m128i *cdgh) {
    const __m128i *words = (const __m128i *)state;
    const __m128i badc = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xB1);
    const __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1B);
    *abef = _mm_alignr_epi8(badc, hgfe, 8);
    *cdgh = _mm_blend_epi16(hgfe, badc, 0xF0);
}

WITHIN void save(uint32_t state[8], __m128i abef, __m128i cdgh) {
    __m128i *words = (__m128i *)state;
    const __m128i abfe = _mm_shuffle_epi32(abef, 0x1B);
    const __m128i ghcd = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(words, _mm_blend_epi16(abfe, ghcd, 0xF0));
    _mm_storeu_si128(words + 1, _mm_alignr_epi8(ghcd, abfe, 8));
}

// Blocks of 64 bytes of one message, or of two in turn: `lanes` is a constant wherever this is expanded.
WITHIN void compress(int lanes, uint32_t *const states[2], const uint8_t *bytes[2], size_t blocks) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i abef[2], cdgh[2];
    for (int l = 0; l < lanes; l++) load(states[l], &abef[l], &cdgh[l]);
    for (; blocks > 0; blocks--) {
        __m128i one[2], two[2], words[2][4];
#pragma clang loop unroll(full)
        for (int l = 0; l < lanes; l++) {
            one[l] = abef[l];
            two[l] = cdgh[l];
            for (int i = 0; i < 4; i++) {
                const __m128i *place = (const __m128i *)(bytes[l] + 16 * i);
                words[l][i] = _mm_shuffle_epi8(_mm_loadu_si128(place), big_endian);
            }
            bytes[l] += 64;
        }
#pragma clang loop unroll(full)
        for (int r = 0; r < 16; r++) {
            const __m128i now = _mm_load_si128((const __m128i *)(constants + 4 * r));
#pragma clang loop unroll(full)
            for (int l = 0; l < lanes; l++) {
                __m128i *w = words[l];
                const __m128i sum = _mm_add_epi32(w[r % 4], now);
                two[l] = _mm_sha256rnds2_epu32(two[l], one[l], sum);
                one[l] = _mm_sha256rnds2_epu32(one[l], two[l], _mm_shuffle_epi32(sum, 0x0E));
                if (r >= 12) continue;
                const __m128i last = w[(r + 3) % 4];
                const __m128i part = _mm_add_epi32(
                    _mm_sha256msg1_epu32(w[r % 4], w[(r + 1) % 4]), _mm_alignr_epi8(last, w[(r + 2) % 4], 4));
                w[r % 4] = _mm_sha256msg2_epu32(part, last);
            }
        }
        for (int l = 0; l < lanes; l++) {
            abef[l] = _mm_add_epi32(abef[l], one[l]);
            cdgh[l] = _mm_add_epi32(cdgh[l], two[l]);
        }
    }
    for (int l = 0; l < lanes; l++) save(states[l], abef[l], cdgh[l]);
}

WITH_SHA static void compress_one(uint32_t *state, const uint8_t *bytes, size_t blocks) {
    uint32_t *const states[2] = {state, state};
    const uint8_t *places[2] = {bytes, bytes};
    compress(1, states, places, blocks);
}

WITH_SHA static void compress_two(
    uint32_t *first, const uint8_t *first_bytes, uint32_t *second, const uint8_t *second_bytes, size_t blocks) {
    uint32_t *const states[2] = {first, second};
    const uint8_t *places[2] = {first_bytes, second_bytes};
    compress(2, states, places, blocks);
}

void fms_sha256_begin(fms_sha256 *digest) {
    // FIPS 180-4, 5.3.3.
    static const uint32_t start[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    memset(digest, 0, sizeof *digest);
    memcpy(digest->state, start, sizeof start);
}

// Completes the block that was begun, where there is one and the bytes suffice. How many bytes were used.
static size_t complete(fms_sha256 *digest, const uint8_t *bytes, size_t count) {
    const size_t used = digest->length % 64;
    if (used == 0) return 0;
    const size_t taken = count < 64 - used ? count : 64 - used;
    memcpy(digest->rest + used, bytes, taken);
    digest->length += taken;
    if (digest->length % 64 == 0) compress_one(digest->state, digest->rest, 1);
    return taken;
}

// Takes in what is left: whole blocks, and the beginning of another.
static void take(fms_sha256 *digest, const uint8_t *bytes, size_t count) {
    const size_t blocks = count / 64;
    if (blocks > 0) compress_one(digest->state, bytes, blocks);
    memcpy(digest->rest, bytes + 64 * blocks, count % 64);
    digest->length += count;
}

void fms_sha256_update_pair(
    fms_sha256 *first, const uint8_t *first_bytes, size_t first_count, fms_sha256 *second,
    const uint8_t *second_bytes, size_t second_count) {
    const size_t first_used = complete(first, first_bytes, first_count);
    const size_t second_used = complete(second, second_bytes, second_count);
    first_bytes += first_used;
    first_count -= first_used;
    second_bytes += second_used;
    second_count -= second_used;
    const size_t blocks = (first_count < second_count ? first_count : second_count) / 64;
    if (blocks > 0) {
        compress_two(first->state, first_bytes, second->state, second_bytes, blocks);
        first->length += 64 * blocks;
        second->length += 64 * blocks;
    }
    // Whoever has not completed a block has nothing left.
    if (first_count > 0) take(first, first_bytes + 64 * blocks, first_count - 64 * blocks);
    if (second_count > 0) take(second, second_bytes + 64 * blocks, second_count - 64 * blocks);
}

void fms_sha256_finish(fms_sha256 *digest, uint8_t *bytes) {
    // FIPS 180-4, 5.1.1: a bit, zeros, and the length in bits, most significant byte first.
    const uint64_t bits = 8 * digest->length;
    size_t used = digest->length % 64;
    digest->rest[used++] = 0x80;
    if (used > 56) {
        memset(digest->rest + used, 0, 64 - used);
        compress_one(digest->state, digest->rest, 1);
        used = 0;
    }
    memset(digest->rest + used, 0, 56 - used);
    for (int i = 0; i < 8; i++) digest->rest[56 + i] = (uint8_t)(bits >> (56 - 8 * i));
    compress_one(digest->state, digest->rest, 1);
    for (int i = 0; i < 32; i++) bytes[i] = (uint8_t)(digest->state[i / 4] >> (24 - 8 * (i % 4)));
}

#else

// Only ever asked whether it is there.
int fms_sha256_is_there(void) { return 0; }
void fms_sha256_begin(fms_sha256 *digest) { memset(digest, 0, sizeof *digest); }
void fms_sha256_update_pair(
    fms_sha256 *first, const uint8_t *first_bytes, size_t first_count, fms_sha256 *second,
    const uint8_t *second_bytes, size_t second_count) {
    (void)first, (void)first_bytes, (void)first_count, (void)second, (void)second_bytes, (void)second_count;
}
void fms_sha256_finish(fms_sha256 *digest, uint8_t *bytes) { (void)digest, (void)bytes; }

#endif
