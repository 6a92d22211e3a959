/*
 * duration.h - parses running times as people write them.
 */
#ifndef COOP_INDEXER_DECODE_DURATION_H
#define COOP_INDEXER_DECODE_DURATION_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Parses "52", "52 min", "52'", "1h30", "1h05m", "1 h 30 min", "2 heures", "26'30\"", "26 min 30 s" or
 * "01:12:30"; seconds are dropped. False for any other text; `*minutes` is set on success only, to less
 * than 10,000.
 */
bool duration_parse(const char *s, size_t n, unsigned *minutes);

/*
 * The same for a text that is known to tell a running time, and more around it: "104 min. env.",
 * "[ca 52 min]", "2 DVD (3h20)", "PT1H30M". What is found inside has a unit. False when there are none or
 * several, as in "3 x 52 min": then the text says more than a number.
 */
bool duration_find(const char *s, size_t n, unsigned *minutes);

#endif
