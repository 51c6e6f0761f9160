#ifndef CCRASHSHIM_H
#define CCRASHSHIM_H
/* Loaded by LD_PRELOAD only; it offers no function. */
#endif
