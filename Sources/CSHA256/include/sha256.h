#ifndef FILMMIGRATE_SHA256_H
#define FILMMIGRATE_SHA256_H

#include <stddef.h>
#include <stdint.h>

// SHA-256 (FIPS 180-4) of two messages at once, by the processor's own instructions. They wait for each other in one
// message: a second one fits between, and both take the time of one.
//
// Plain values, without anything to be freed; any thread, one at a time.

typedef struct {
    uint32_t state[8];
    uint64_t length; // bytes taken in so far
    uint8_t rest[64]; // the last length % 64 of them
} fms_sha256;

// Whether this processor has the instructions; nothing else of this file may be called where it has not.
int fms_sha256_is_there(void);

void fms_sha256_begin(fms_sha256 *_Nonnull digest);

// Takes in bytes of one message each. One of the counts may be 0.
void fms_sha256_update_pair(
    fms_sha256 *_Nonnull first, const uint8_t *_Nonnull first_bytes, size_t first_count,
    fms_sha256 *_Nonnull second, const uint8_t *_Nonnull second_bytes, size_t second_count);

// Writes the digest's 32 bytes, and ends it.
void fms_sha256_finish(fms_sha256 *_Nonnull digest, uint8_t *_Nonnull bytes);

#endif
