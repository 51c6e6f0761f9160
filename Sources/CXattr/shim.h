/* Extended attributes of files, which Swift's module of the C library lacks: imported as they are. */
#ifndef FM_CXATTR_SHIM_H
#define FM_CXATTR_SHIM_H

#include <sys/xattr.h>

#endif
