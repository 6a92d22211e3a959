/*
 * queries.h - queries of the tests: analysed without an index, and shown.
 */
#ifndef COOP_TESTS_UNIT_QUERIES_H
#define COOP_TESTS_UNIT_QUERIES_H

#include "query/plan/query.h"
#include "query/syntax/relax.h"
#include "tests/unit/tap.h"

/* Parses and analyses a query; `q` is zero or released. */
static inline enum coop_status analyse(struct query *q, struct coop_analyzer *analyzer,
	const char *text, size_t len, const struct query_options *options,
	struct coop_error *err)
{
	*q = (struct query){.tree.count = 0};
	enum coop_status st = qtree_parse(&q->tree, text, len, err);
	if (!st && options->unfiltered)
		qtree_unfilter(&q->tree);
	return st ? st : query_analyse(&q->tree, options, analyzer, &q->analysed, err);
}

/* The same for a query that has words. */
static inline void understand(
	struct query *q, struct coop_analyzer *analyzer, const char *text)
{
	struct query_options as_typed = {.any = false};
	struct coop_error err = {0};
	need(analyse(q, analyzer, text, strlen(text), &as_typed, &err) == COOP_OK,
		err.msg);
}

/* Appends " ! " and the kinds of warnings, if there are any. */
static inline void show_warnings(const struct warnings *w, struct coop_buf *out)
{
	for (size_t i = 0; i < w->count && i < WARNINGS_MAX; i++)
		coop_buf_printf(out, "%s%s",
			i > 0          ? " "
			: out->len > 0 ? " ! "
				       : "! ",
			warning_name(w->at[i].kind));
}

/* Takes a word and the blank after it off the front of a text. */
static inline bool take_prefix(const char **text, const char *prefix)
{
	size_t len = strlen(prefix);
	if (strncmp(*text, prefix, len) != 0 || (*text)[len] != ' ')
		return false;
	*text += len + 1;
	return true;
}

#endif
