// xxHash (Debian libxxhash-dev): XXH3 in 128 bits. DICOM is its only importer.
#include <xxhash.h>
