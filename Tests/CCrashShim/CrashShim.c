/*
 * Kills the process it is loaded into (LD_PRELOAD) at one of its durable steps, and, on request, takes back
 * what was written and not yet synced: what a power cut does to a disk's cache.
 *
 *   CRASH_FILE   part of the names of the files that are meant
 *   CRASH_AT     at which write, truncation or sync of these files the process dies, from 1
 *   CRASH_AFTER  1: the step is done before the process dies
 *   CRASH_DROP   1: of what was not synced, a random part is taken back
 *   CRASH_SEED   draws that part
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A write or truncation that was not synced: what was there before, and what was put there. */
struct change {
    struct change *earlier;
    ino_t file;
    int descriptor;
    off_t offset, old_size;
    size_t old_count, count;
    unsigned char *old_bytes, *bytes; /* bytes NULL: a truncation to offset */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct change *unsynced;
static long steps;
static uint64_t random_state;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fdatasync)(int);
static int (*real_fsync)(int);

static void prepare(void) {
    if (real_pwrite) return;
    real_pread = (ssize_t (*)(int, void *, size_t, off_t))dlsym(RTLD_NEXT, "pread64");
    real_ftruncate = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate64");
    real_fdatasync = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    real_fsync = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    const char *seed = getenv("CRASH_SEED");
    random_state = seed ? strtoull(seed, NULL, 10) * 2654435761u + 88172645463325252u : 88172645463325252u;
    real_pwrite = (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64");
}

static uint64_t draw(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

/* Whether a descriptor is of a file that is meant; the shared-memory index is no durable file. */
static int is_meant(int descriptor, ino_t *file, off_t *size) {
    const char *part = getenv("CRASH_FILE");
    if (!part) return 0;
    char link[64], name[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t count = readlink(link, name, sizeof name - 1);
    if (count <= 0) return 0;
    name[count] = 0;
    if (!strstr(name, part) || strstr(name, "-shm")) return 0;
    struct stat status;
    if (fstat(descriptor, &status) != 0) return 0;
    *file = status.st_ino;
    *size = status.st_size;
    return 1;
}

/* Takes everything back that was not synced, the latest first, then does a random part of it again. */
static void cut_power(void) {
    struct change *first = NULL;
    for (struct change *each = unsynced; each;) {
        struct change *earlier = each->earlier;
        if (each->old_count) real_pwrite(each->descriptor, each->old_bytes, each->old_count, each->offset);
        real_ftruncate(each->descriptor, each->old_size);
        each->earlier = first;
        first = each;
        each = earlier;
    }
    uint64_t kind = draw() % 3; /* nothing arrived, or every second or most writes did */
    for (struct change *each = first; each; each = each->earlier) {
        if (kind == 0 || draw() % (kind == 1 ? 2 : 8) == 0) continue;
        if (each->bytes) real_pwrite(each->descriptor, each->bytes, each->count, each->offset);
        else real_ftruncate(each->descriptor, each->offset);
    }
}

static void die(void) {
    if (getenv("CRASH_DROP")) cut_power();
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts a step; dies before it, or notes that it has to die after it. */
static int is_last(void) {
    const char *at = getenv("CRASH_AT");
    if (!at || ++steps != strtol(at, NULL, 10)) return 0;
    if (!getenv("CRASH_AFTER")) die();
    return 1;
}

static void remember(int descriptor, ino_t file, off_t size, const void *bytes, size_t count, off_t offset) {
    struct change *change = calloc(1, sizeof *change);
    change->file = file;
    change->descriptor = descriptor;
    change->offset = offset;
    change->old_size = size;
    off_t end = bytes ? offset + (off_t)count : size;
    if (end > size) end = size;
    if (end > offset) {
        change->old_count = (size_t)(end - offset);
        change->old_bytes = malloc(change->old_count);
        ssize_t got = real_pread(descriptor, change->old_bytes, change->old_count, offset);
        change->old_count = got > 0 ? (size_t)got : 0;
    }
    if (bytes) {
        change->count = count;
        change->bytes = malloc(count ? count : 1);
        memcpy(change->bytes, bytes, count);
    }
    change->earlier = unsynced;
    unsynced = change;
}

static void forget(ino_t file) {
    for (struct change **place = &unsynced; *place;) {
        struct change *each = *place;
        if (each->file != file) {
            place = &each->earlier;
            continue;
        }
        *place = each->earlier;
        free(each->old_bytes);
        free(each->bytes);
        free(each);
    }
}

static ssize_t step_write(int descriptor, const void *bytes, size_t count, off_t offset) {
    ino_t file;
    off_t size;
    prepare();
    if (!is_meant(descriptor, &file, &size)) return real_pwrite(descriptor, bytes, count, offset);
    pthread_mutex_lock(&lock);
    int last = is_last();
    if (getenv("CRASH_DROP")) remember(descriptor, file, size, bytes, count, offset);
    ssize_t answer = real_pwrite(descriptor, bytes, count, offset);
    if (last) die();
    pthread_mutex_unlock(&lock);
    return answer;
}

static int step_truncate(int descriptor, off_t length) {
    ino_t file;
    off_t size;
    prepare();
    if (!is_meant(descriptor, &file, &size)) return real_ftruncate(descriptor, length);
    pthread_mutex_lock(&lock);
    int last = is_last();
    if (getenv("CRASH_DROP")) remember(descriptor, file, size, NULL, 0, length);
    int answer = real_ftruncate(descriptor, length);
    if (last) die();
    pthread_mutex_unlock(&lock);
    return answer;
}

static int step_sync(int descriptor, int (*sync)(int)) {
    ino_t file;
    off_t size;
    if (!is_meant(descriptor, &file, &size)) return sync(descriptor);
    pthread_mutex_lock(&lock);
    int last = is_last();
    int answer = sync(descriptor);
    forget(file);
    if (last) die();
    pthread_mutex_unlock(&lock);
    return answer;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return step_write(descriptor, bytes, count, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
    return step_write(descriptor, bytes, count, offset);
}
int ftruncate(int descriptor, off_t length) { return step_truncate(descriptor, length); }
int ftruncate64(int descriptor, off_t length) { return step_truncate(descriptor, length); }
int fdatasync(int descriptor) {
    prepare();
    return step_sync(descriptor, real_fdatasync);
}
int fsync(int descriptor) {
    prepare();
    return step_sync(descriptor, real_fsync);
}
