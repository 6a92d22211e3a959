/*
 * duration.h - running times as people write them.
 */
#ifndef COOP_INDEXER_DECODE_DURATION_H
#define COOP_INDEXER_DECODE_DURATION_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Reads "52", "52 min", "52'", "1h30", "1 h 30 min" or "2 heures". False when the text is
 * anything else; `*minutes` is set only on success, to less than 10,000.
 */
bool duration_parse(const char *s, size_t n, unsigned *minutes);

#endif
