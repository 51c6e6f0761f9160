// FFTW 3 in single precision (Debian libfftw3-dev). Duplicates is its only importer.
#include <fftw3.h>
