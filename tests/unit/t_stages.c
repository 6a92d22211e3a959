/*
 * t_stages.c - runs tables/analyse.tst, expand.tst and plan.tst, which tell their own formats: what
 * the stages of a query between its tree and the search make of it. The last two are held against
 * an index of tables/stages.csv.
 */
#include "tests/unit/indexes.h"
#include "tests/unit/tables.h"

/* Takes the options in front of a query. */
static struct query_options take_options(const char **text)
{
	struct query_options o = {.any = false};
	o.keep_stopwords = take_prefix(text, "--keep");
	o.any = take_prefix(text, "--any");
	o.unfiltered = take_prefix(text, "--unfiltered");
	if (take_prefix(text, "--forms"))
		o.step = QUERY_FORMS;
	else if (take_prefix(text, "--near"))
		o.step = QUERY_NEAR;
	else if (take_prefix(text, "--single"))
		o.step = QUERY_SINGLE;
	return o;
}

/* Appends bytes, a blank before them unless they are the first. */
static void put(const char *s, size_t n, struct coop_buf *out)
{
	coop_buf_str(out, out->len > 0 ? " " : "");
	coop_buf_add(out, s, n);
}

static void put_slice(const struct coop_buf *text, struct slice s, struct coop_buf *out)
{
	coop_buf_add(out, slice_in(text, s), s.len);
}

/* ---- analyse ---- */

static void show_word(const struct analysed_query *a, const struct analysed_word *w,
	struct coop_buf *out)
{
	put(w->joined ? "+" : w->neighbour ? "~" : "", w->joined || w->neighbour, out);
	put_slice(&a->text, w->form, out);
	if (w->stem.len > 0) {
		coop_buf_byte(out, '/');
		put_slice(&a->text, slice_stem(w->stem), out);
	}
	if (w->exact.len > 0) {
		coop_buf_byte(out, '=');
		put_slice(&a->text, w->exact, out);
	}
	if (w->edits > 0)
		coop_buf_printf(out, "~%u", w->edits);
}

/* The words of a phrase in order, with the gaps before them. */
static void show_phrase(const struct analysed_query *a, const struct analysed_leaf *leaf,
	struct coop_buf *out)
{
	put(leaf->can_relax ? "[" : "+[", leaf->can_relax ? 1 : 2, out);
	for (size_t i = 0; i < leaf->phrase_len; i++) {
		const struct phrase_word *w = &a->phrases[leaf->phrase + i];
		coop_buf_str(out, i > 0 ? " " : "");
		if (w->gap > 0)
			coop_buf_printf(out, "%u> ", (unsigned)w->gap);
		put_slice(&a->text, w->form, out);
	}
	coop_buf_byte(out, ']');
}

static void analyse_row(void *context, const char *input, struct coop_buf *out)
{
	struct query q;
	struct coop_error err = {0};
	struct query_options options = take_options(&input);
	if (analyse(&q, context, input, strlen(input), &options, &err))
		coop_buf_str(out, "nothing");
	for (size_t i = 0; i < q.analysed.count; i++) {
		if (i == q.analysed.visible)
			put("-", 1, out);
		show_word(&q.analysed, &q.analysed.words[i], out);
	}
	for (size_t i = 1; q.analysed.leaves && i < q.tree.count; i++)
		if (q.analysed.leaves[i].phrase_len > 0)
			show_phrase(&q.analysed, &q.analysed.leaves[i], out);
	show_warnings(&q.analysed.warnings, out);
	query_release(&q);
}

/* ---- expand ---- */

static void show_terms(const struct expanded_query *e, struct term_range terms,
	const char *open, const char *close, struct coop_buf *out)
{
	coop_buf_str(out, open);
	for (size_t i = 0; i < terms.count; i++) {
		coop_buf_str(out, i > 0 ? " " : "");
		put_slice(&e->text, e->terms[terms.first + i].text, out);
	}
	coop_buf_str(out, close);
}

static void show_expanded_word(
	const struct expanded_query *e, size_t i, struct coop_buf *out)
{
	const struct expanded_word *w = &e->words[i];
	put("", 0, out);
	if (w->typed.len > 0) {
		put_slice(&e->text, w->typed, out);
		coop_buf_byte(out, '>');
	}
	put_slice(&e->text, w->word.form, out);
	for (size_t k = 0; k < w->nothers; k++) {
		coop_buf_byte(out, '|');
		put_slice(&e->text, slice_stem(w->others[k]), out);
	}
	coop_buf_printf(out, ":%u", (unsigned)w->doc_freq);
	if (w->in_field)
		show_terms(e, w->field_terms, "{", "}", out);
	size_t count;
	const struct addition *more = expanded_additions(e, i, &count);
	for (size_t k = 0; k < count; k++)
		for (size_t t = 0; t < more[k].count; t++) {
			coop_buf_byte(out, t > 0 && k > 0 ? '+' : '&');
			put_slice(&e->text, more[k].terms[t], out);
		}
}

static void show_expanded_leaf(const struct expanded_query *e,
	const struct expanded_leaf *leaf, struct coop_buf *out)
{
	put("", 0, out);
	show_terms(e, leaf->terms, "[", "]", out);
	for (size_t i = leaf->terms.first; i < leaf->terms.first + leaf->terms.count; i++)
		if (e->terms[i].forms.count > 0)
			show_terms(e, e->terms[i].forms, "(", ")", out);
	if (leaf->inside.count > 0)
		show_terms(e, leaf->inside, "{", "}", out);
}

static void expand(struct opened *o, const char **input, struct query *q)
{
	struct coop_error err = {0};
	struct query_options options = take_options(input);
	need(analyse(q, o->index.analyzer, *input, strlen(*input), &options, &err) ==
			COOP_OK,
		*input);
	need(query_expand(&q->tree, &q->analysed, &o->index, &q->expanded, &err) ==
			COOP_OK,
		err.msg);
}

static void expand_row(void *context, const char *input, struct coop_buf *out)
{
	struct query q;
	expand(context, &input, &q);
	const struct expanded_query *e = &q.expanded;
	for (size_t i = 0; i < q.analysed.count; i++) {
		if (i == q.analysed.visible)
			put("-", 1, out);
		show_expanded_word(e, i, out);
	}
	for (size_t i = 1; e->leaves && i < q.tree.count; i++)
		if (e->leaves[i].dropped)
			put("dropped", strlen("dropped"), out);
		else if (e->leaves[i].terms.count > 0)
			show_expanded_leaf(e, &e->leaves[i], out);
	show_warnings(&e->warnings, out);
	query_release(&q);
}

/* ---- plan ---- */

static void plan_row(void *context, const char *input, struct coop_buf *out)
{
	struct opened *o = context;
	struct query q;
	struct coop_error err = {0};
	expand(o, &input, &q);
	need(query_plan(&q.tree, &q.analysed, &q.expanded, o->collection, &q.planned,
		     &err) == COOP_OK,
		err.msg);
	plan_print(&q.planned.root, out);
	show_warnings(&q.planned.warnings, out);
	query_release(&q);
}

static void test_indexed(const char *dir)
{
	struct coop_analyzer *analyzer = new_analyzer();
	struct coop_buf csv = {0}, path = {0}, index = {0};
	struct opened o = {.collection = NULL};
	read_whole(test_path(&path, "tables/stages.csv"), &csv);
	build_csv_index(dir, csv.s, csv.len, &index);
	open_index(&o, analyzer, index.s);
	ok(check_table("tables/expand.tst", expand_row, &o) >= 25, "expand.tst was read");
	ok(check_table("tables/plan.tst", plan_row, &o) >= 25, "plan.tst was read");
	close_index(&o);
	coop_analyzer_free(analyzer);
	coop_buf_release(&csv);
	coop_buf_release(&path);
	coop_buf_release(&index);
}

int main(void)
{
	struct coop_analyzer *analyzer = new_analyzer();
	ok(check_table("tables/analyse.tst", analyse_row, analyzer) >= 25,
		"analyse.tst was read");
	coop_analyzer_free(analyzer);
	in_scratch(test_indexed);
	return done();
}
