/*
 * What Swift cannot call itself in libtiff (4.5.0): its variadic functions, and its openers with a fault
 * handler of their own. Everything else of <tiffio.h> is imported as it is.
 *
 * 1. Names are fm_tiff_…; a TIFF handle comes from an fm_tiff_open_… function and ends in fm_tiff_close,
 *    which accepts NULL.
 * 2. Faults of a handle are counted in its fm_tiff_fault, and the first message is kept. The struct belongs
 *    to the caller and must live, at one address, until the handle is closed. The library's global handlers
 *    are never used, so nothing reaches standard error.
 * 3. One handle is used by one thread at a time; different handles are independent.
 * 4. Getters answer false, and leave *value alone, where the tag is absent; those marked "defaulted" give
 *    the value that TIFF 6.0 prescribes then. Pointers that they give live as long as the handle's directory.
 */
#ifndef FM_CLIBTIFF_SHIM_H
#define FM_CLIBTIFF_SHIM_H

#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <zlib.h>

#ifndef __clang__
#define _Nonnull
#define _Nullable
#endif

#include "open.h"

#include "fields.h"
#include "setters.h"
#include "deflate.h"

#endif
