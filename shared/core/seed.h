/*
 * seed.h - numbers that nobody can guess, for tables that no input may make slow.
 */
#ifndef COOP_CORE_SEED_H
#define COOP_CORE_SEED_H

#include <stdint.h>

uint64_t coop_seed(void);

#endif
