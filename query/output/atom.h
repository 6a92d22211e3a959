/*
 * atom.h - results as an Atom feed (RFC 4287), for readers of news.
 *
 * Text is escaped, and what XML cannot have becomes a blank or U+FFFD. Write errors stay in the stream.
 */
#ifndef COOP_QUERY_OUTPUT_ATOM_H
#define COOP_QUERY_OUTPUT_ATOM_H

#include <stdio.h>

#include "query/output/snippet.h"
#include "shared/index/record.h"

/* Ids are URIs, moments as RFC 3339 has them. */
struct atom_feed {
	const char *id, *updated, *version; /* of the program */
	const char *title;
	const char *self,
		*page; /* absolute addresses: of the feed, and of what it tells; or NULL */
};

struct atom_entry {
	const char *id, *updated;
	const char *category; /* a word, or NULL */
	const char *page;     /* the absolute address of a page about it, or NULL */
	const struct coop_record *record;
	const struct snippet *snippet;
};

void atom_begin(FILE *out, const struct atom_feed *feed);
void atom_put(FILE *out, const struct atom_entry *entry);
void atom_end(FILE *out);

#endif
