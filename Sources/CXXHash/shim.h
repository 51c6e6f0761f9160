// xxHash (Debian libxxhash-dev): XXH3 in 128 bits. FilmModel is its only importer.
#include <xxhash.h>
