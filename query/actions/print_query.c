#include "query/actions/print_query.h"

#include "query/actions/print_notes.h"
#include "query/syntax/print.h"
#include "shared/core/diag.h"

/* Puts lines of text, without their control characters. */
static void put_lines(FILE *out, const struct coop_buf *text)
{
	const char *s = coop_buf_cstr(text);
	for (size_t i = 0, begun = 0; i < text->len; i++)
		if (s[i] == '\n') {
			coop_put_safe(out, s + begun, i - begun);
			fputc('\n', out);
			begun = i + 1;
		}
}

/* Puts a text as one line, and empties it. */
static void put_line(FILE *out, struct coop_buf *text)
{
	coop_put_safe(out, coop_buf_cstr(text), text->len);
	fputc('\n', out);
	coop_buf_reset(text);
}

/* Prints a sentence, the query anew, and the tree. */
static enum coop_status put_tree(
	FILE *out, const struct qtree *tree, bool any, struct coop_error *err)
{
	struct coop_buf shown = {0};
	qtree_explain(tree, any, &shown);
	put_line(out, &shown);
	qtree_print(tree, &shown);
	put_line(out, &shown);
	qtree_print_nodes(tree, &shown);
	put_lines(out, &shown);
	enum coop_status st = coop_buf_check(&shown, err);
	coop_buf_release(&shown);
	return st;
}

/* Prints the warnings of a tree. */
static enum coop_status put_warnings(const struct options *options,
	const struct warnings *warnings, const struct qnames *names,
	struct coop_error *err)
{
	struct notes notes = {0};
	enum coop_status st = notes_parsed(&notes, warnings, names, err);
	if (!st)
		st = print_notes(&notes, options, NULL, err);
	notes_release(&notes);
	return st;
}

/* Prints the values of facets that narrow the query, which are no part of it. */
static void put_values(FILE *out, const struct exact_values *values)
{
	for (size_t i = 0; values && i < values->count; i++) {
		const struct exact_value *v = &values->at[i];
		const struct facet_wish facet = {
			.field = v->field, .grouping = v->grouping};
		fprintf(out, "filter: %s == ", facet_name(&facet));
		coop_put_safe(out, v->text, v->len);
		fputc('\n', out);
	}
}

enum coop_status print_query_tree(FILE *out, const struct options *options,
	const struct ask *ask, const struct qnames *names, const struct coop_buf *text,
	struct coop_error *err)
{
	struct qtree tree;
	enum coop_status st = qtree_parse_named(&tree, coop_buf_cstr(text), text->len,
		ask->filters, ask->filters_len, names, err);
	if (!st && ask->strict)
		st = warnings_refuse(&tree.warnings, err);
	if (!st)
		st = put_warnings(options, &tree.warnings, names, err);
	if (!st)
		st = put_tree(out, &tree, ask->any, err);
	if (!st)
		put_values(out, ask->values);
	qtree_release(&tree);
	return st;
}

enum coop_status print_query_plan(
	FILE *out, const struct query *q, struct coop_error *err)
{
	struct coop_buf shown = {0};
	plan_print(&q->planned.root, &shown);
	enum coop_status st = coop_buf_check(&shown, err);
	if (!st)
		put_line(out, &shown);
	coop_buf_release(&shown);
	return st;
}
