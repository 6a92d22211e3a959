/*
 * page.h - what was found in a file, as a page of plain text for a terminal of PAGE_WIDTH
 * characters, in the user's language.
 */
#ifndef COOP_INDEXER_PAGE_H
#define COOP_INDEXER_PAGE_H

#include <stdio.h>

#include "indexer/findings.h"
#include "shared/error.h"

#define PAGE_WIDTH 80

/* Prints it, with an empty line behind. Fails for want of memory only. */
enum coop_status page_print(FILE *out, const struct findings *f, struct coop_error *err);

#endif
