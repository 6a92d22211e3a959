/*
 * seed.h - unpredictable seeds for hash tables, so that no input can be made to collide.
 */
#ifndef COOP_CORE_SEED_H
#define COOP_CORE_SEED_H

#include <stdint.h>

/* From the kernel; where it has no randomness yet, from the clock. */
uint64_t coop_seed(void);

#endif
