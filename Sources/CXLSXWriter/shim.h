/* libxlsxwriter (1.1.4): imported as it is. Sources/Workbook is its only importer. */
#ifndef FM_CXLSXWRITER_SHIM_H
#define FM_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
