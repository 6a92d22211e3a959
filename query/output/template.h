/*
 * template.h - a pattern of a user's own for each result: "%{title} (%{year|s.d.})".
 *
 * %{NAME} is the value of a column (columns.h), %{NAME|TEXT} the text where there is no value. %% is a
 * percent sign; \n, \t, \0 and \\ are a line end, a tab, a NUL and a backslash. In a text, \} is a brace.
 */
#ifndef COOP_QUERY_OUTPUT_TEMPLATE_H
#define COOP_QUERY_OUTPUT_TEMPLATE_H

#include "query/output/columns.h"

/* A piece of text, or a column and the text that stands for it. */
struct template_part {
	bool is_text;
	struct column column;
	size_t text, len; /* offset in the template's text, and length */
};

/* Begin with `= {0}`. */
struct template
{
	struct template_part *parts;
	size_t count, cap;
	struct coop_buf text;
};

/* Parses a pattern; names in it are borrowed. COOP_E_ARG when it is none. The caller releases `out`. */
enum coop_status template_parse(
	const char *pattern, struct template *out, struct coop_error *err);
void template_release(struct template *t);
bool template_has(const struct template *t, enum column_kind kind);

#endif
