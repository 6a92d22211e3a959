/*
 * duration.h - parses running times as people write them.
 */
#ifndef COOP_INDEXER_DECODE_DURATION_H
#define COOP_INDEXER_DECODE_DURATION_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Parses "52", "52 min", "52'", "1h30", "1 h 30 min", "2 heures" or "01:12:30". False for any other
 * text; `*minutes` is set on success only, to less than 10,000.
 */
bool duration_parse(const char *s, size_t n, unsigned *minutes);

#endif
