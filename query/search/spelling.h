/*
 * spelling.h - how a word is spelled, for messages: terms are folded, readers expect accents.
 */
#ifndef COOP_QUERY_SEARCH_SPELLING_H
#define COOP_QUERY_SEARCH_SPELLING_H

#include <stddef.h>

#include "query/search/search.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"
#include "shared/text/analyzer.h"

/* A word and its folded form. */
struct spelled {
	const char *form;
	size_t len;
};

/*
 * Appends a folded word as it stands in a text, where it is met first; as it is where it is not. The
 * first bytes of a long text are read.
 */
enum coop_status spelling_in(struct coop_analyzer *analyzer, const char *text, size_t len,
	struct spelled word, struct coop_buf *out, struct coop_error *err);

/*
 * Appends a folded word as the first documents that hold it spell it: as most do, in lower case, with
 * a capital or in capitals, and with its accents; as it is where no document holds it.
 */
enum coop_status spelling_of(struct search *s, struct coop_analyzer *analyzer,
	struct spelled word, struct coop_buf *out, struct coop_error *err);

#endif
