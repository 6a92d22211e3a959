/*
 * number.h - numbers as people read them on a page: 12,345, and 12 345 in French.
 */
#ifndef COOP_QUERY_PAGES_NUMBER_H
#define COOP_QUERY_PAGES_NUMBER_H

#include <stdint.h>
#include <stdio.h>

void number_put(FILE *out, uint64_t n);
/* The same with "notice" or "notices" behind it. */
void number_put_notices(FILE *out, uint64_t n);

#endif
