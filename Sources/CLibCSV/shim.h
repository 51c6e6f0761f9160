/*
 * libcsv 3.0.3 as it is: a reader of CSV in pieces, in memory that does not grow with the file.
 *
 * A parser belongs to one thread; csv_free after csv_init, whatever happened between.
 */
#ifndef FM_CLIBCSV_SHIM_H
#define FM_CLIBCSV_SHIM_H

#include <csv.h>

#endif
