#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

uint64_t hash_64(struct span bytes, uint64_t seed)
{
    return XXH3_64bits_withSeed(bytes.bytes == NULL ? "" : bytes.bytes, bytes.length, seed);
}

struct hash128 hash_128(struct span bytes)
{
    XXH128_hash_t h = XXH3_128bits(bytes.bytes == NULL ? "" : bytes.bytes, bytes.length);

    return (struct hash128){h.low64, h.high64};
}

struct hash_stream {
    XXH3_state_t *state;
};

bool hash_stream_open(struct hash_stream **out, struct error *err)
{
    struct hash_stream *stream = calloc(1, sizeof *stream);

    if (stream == NULL)
        return error_memory(err);
    stream->state = XXH3_createState();
    if (stream->state == NULL) {
        free(stream);
        return error_memory(err);
    }
    XXH3_128bits_reset(stream->state);
    *out = stream;
    return true;
}

void hash_stream_add(struct hash_stream *stream, const void *bytes, size_t length)
{
    XXH3_128bits_update(stream->state, bytes, length);
}

struct hash128 hash_stream_value(const struct hash_stream *stream)
{
    XXH128_hash_t h = XXH3_128bits_digest(stream->state);

    return (struct hash128){h.low64, h.high64};
}

void hash_stream_close(struct hash_stream *stream)
{
    if (stream == NULL)
        return;
    XXH3_freeState(stream->state);
    free(stream);
}

void hash128_format(struct hash128 hash, char out[33])
{
    snprintf(out, 33, "%016llx%016llx", (unsigned long long)hash.high,
             (unsigned long long)hash.low);
}

bool hash128_equal(struct hash128 a, struct hash128 b)
{
    return a.low == b.low && a.high == b.high;
}

bool hash128_is_zero(struct hash128 hash)
{
    return hash.low == 0 && hash.high == 0;
}

static bool write_key(int file, const struct hash_key *key)
{
    size_t done = 0;

    while (done < sizeof key->bytes) {
        ssize_t written = write(file, key->bytes + done, sizeof key->bytes - done);
        if (written <= 0)
            return false;
        done += (size_t)written;
    }
    return fsync(file) == 0;
}

/* Never over another key: a store would lose its people. */
static bool name_key(const char *draft, const char *path)
{
    return renameat2(AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE) == 0 ||
           ((errno == EINVAL || errno == ENOSYS) && rename(draft, path) == 0);
}

/* Written under another name first: a run that is killed leaves no key, or a whole one. */
static bool make_key(const char *path, struct hash_key *out, struct error *err)
{
    char draft[PATH_MAX];
    struct hash_key key;

    if ((size_t)snprintf(draft, sizeof draft, "%s.XXXXXX", path) >= sizeof draft)
        return error_set(err, ERROR_STORE, "cannot make the key file: its path is too long");
    OWN(descriptor_close) int file = mkostemp(draft, O_CLOEXEC);
    if (file < 0)
        return error_set(err, ERROR_STORE, "cannot make the key file '%s': %s", path,
                         strerror(errno));
    randombytes_buf(key.bytes, sizeof key.bytes);
    if (!write_key(file, &key) || !name_key(draft, path)) {
        error_set(err, ERROR_STORE, "cannot write the key file '%s': %s", path, strerror(errno));
        unlink(draft);
        return false;
    }
    *out = key;
    return true;
}

bool hash_key_open(const char *path, bool may_create, struct hash_key *out, struct error *err)
{
    if (sodium_init() < 0)
        return error_set(err, ERROR_INTERNAL, "the random source of this machine does not work");
    OWN(descriptor_close) int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0 && errno == ENOENT && may_create)
        return make_key(path, out, err);
    if (file < 0)
        return error_set(
            err, ERROR_STORE,
            "cannot read the key file '%s': %s (hint: it was made beside the store and "
            "belongs to it; without it people can no longer be told apart)",
            path, strerror(errno));
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
        return error_set(err, ERROR_STORE, "the key file '%s' is not a regular file", path);
    if ((status.st_mode & 077) != 0)
        return error_set(err, ERROR_STORE,
                         "the key file '%s' can be read by others (hint: chmod 600 '%s')", path,
                         path);
    struct hash_key key;
    if (read(file, key.bytes, sizeof key.bytes) != (ssize_t)sizeof key.bytes)
        return error_set(err, ERROR_STORE, "the key file '%s' is too short", path);
    *out = key;
    return true;
}

struct hash128 hash_keyed(const struct hash_key *key, struct span bytes)
{
    unsigned char digest[16];
    struct hash128 hash;

    crypto_generichash(digest, sizeof digest, (const unsigned char *)bytes.bytes, bytes.length,
                       key->bytes, sizeof key->bytes);
    memcpy(&hash.low, digest, 8);
    memcpy(&hash.high, digest + 8, 8);
    return hash;
}

_Static_assert(crypto_shorthash_KEYBYTES <= HASH_KEY_SIZE, "the key is long enough for SipHash");

uint64_t hash_keyed_64(const struct hash_key *key, struct span bytes)
{
    unsigned char digest[crypto_shorthash_BYTES];
    uint64_t hash = 0;

    crypto_shorthash(digest, (const unsigned char *)(bytes.length == 0 ? "" : bytes.bytes),
                     bytes.length, key->bytes);
    memcpy(&hash, digest, sizeof hash);
    return hash == 0 ? 1 : hash;
}

struct hash128 hash_person(const struct hash_key *key, struct span person)
{
    char folded[320];
    struct span trimmed = span_trim(person);

    if (trimmed.length == 0)
        return (struct hash128){0};
    if (trimmed.length > sizeof folded)
        trimmed.length = sizeof folded;
    for (size_t i = 0; i < trimmed.length; i++) {
        char c = trimmed.bytes[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return hash_keyed(key, (struct span){folded, trimmed.length});
}
