/*
 * doctor.c - what is wrong with a query, and what would find more.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "query/notes/notes_internal.h"
#include "query/syntax/changes.h"
#include "query/syntax/print.h"
#include "query/syntax/relax.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

/* Queries that are suggested; changes of which single ones and pairs are tried. */
enum { DOCTOR_LINES = 8, DOCTOR_CHANGES = 16 };

/* A query that finds more. */
struct suggestion {
	struct coop_buf label, query;
	struct qchange first, second; /* `second`: zero for one change */
	size_t changes;               /* 2 for one that is farther from what was asked */
	size_t dropped;               /* as in struct note */
	uint64_t count;
};

struct doctor {
	struct notes *notes;
	struct session *session;
	struct ask ask;             /* without the filters that are in the tree */
	struct exact_values values; /* of the ask, which can be left out; borrowed */
	struct qtree tree;
	struct qnode *nodes;   /* of the tree as it was typed */
	uint32_t root;         /* likewise */
	struct coop_buf typed; /* the query, printed anew */
	struct qchange changes[DOCTOR_CHANGES];
	size_t nchanges;
	size_t searches; /* how many were made */
	uint64_t found;  /* by the query as it was answered */
	struct suggestion suggestions[NOTES_SEARCHES];
	size_t nsuggestions;
};

/* ---- trying changes ---- */

static void restore(struct doctor *d)
{
	if (d->tree.count > 0)
		memcpy(d->tree.nodes, d->nodes, d->tree.count * sizeof *d->nodes);
	d->tree.root = d->root;
}

/* Tidies the tree as it is now, prints it, and counts what it finds; 0 for one that is not to be asked. */
static enum coop_status count_tree(
	struct doctor *d, struct coop_buf *query, uint64_t *count, struct coop_error *err)
{
	*count = 0;
	coop_buf_reset(query);
	qtree_tidy(&d->tree);
	qtree_print(&d->tree, query);
	if (query->len == 0 && d->values.count > 0)
		coop_buf_byte(query, '*');
	enum coop_status st = coop_buf_check(query, err);
	if (st || query->len == 0 || d->searches == NOTES_SEARCHES)
		return st;
	d->searches++;
	return session_count_matches(
		d->session, &d->ask, query->s, query->len, count, err);
}

/* Whether a suggestion leaves out what another one only lets stand anywhere, and finds as much. */
static bool is_as_good(const struct suggestion *s, const struct suggestion *other)
{
	const struct qchange *a = s->second.node ? &s->second : &s->first;
	const struct qchange *b = other->second.node ? &other->second : &other->first;
	return s->count == other->count && s->dropped == other->dropped &&
	       s->changes == other->changes && b->kind == QCHANGE_ANYWHERE &&
	       a->node == b->node &&
	       (!s->second.node || s->first.node == other->first.node);
}

static bool is_known(const struct doctor *d, const struct suggestion *new)
{
	for (size_t i = 0; i < d->nsuggestions; i++) {
		const struct suggestion *s = &d->suggestions[i];
		if (is_as_good(s, new) ||
			(s->dropped == new->dropped &&coop_bytes_equal(s->query.s,
					       s->query.len, new->query.s,
					       new->query.len)))
			return true;
	}
	return false;
}

/* Takes the tree as it is now, if it finds more: `new` says how it was made, and is moved or released. */
static enum coop_status consider(
	struct doctor *d, struct suggestion *new, struct coop_error *err)
{
	enum coop_status st = coop_buf_check(&new->label, err);
	if (!st)
		st = count_tree(d, &new->query, &new->count, err);
	if (st || new->count <= d->found || is_known(d, new)) {
		coop_buf_release(&new->label);
		coop_buf_release(&new->query);
		return st;
	}
	size_t i = d->nsuggestions++;
	/* fewest changes first, then most notices; equal ones in the order of the query */
	for (; i > 0 && d->suggestions[i - 1].changes == new->changes &&
		d->suggestions[i - 1].count < new->count;
		i--)
		d->suggestions[i] = d->suggestions[i - 1];
	d->suggestions[i] = *new;
	return COOP_OK;
}

/* Tries one change, or two where `second` is not NULL. */
static enum coop_status try_changes(struct doctor *d, const struct qchange *first,
	const struct qchange *second, struct coop_error *err)
{
	bool far = second || first->kind == QCHANGE_EITHER;
	struct suggestion s = {.first = *first, .changes = far ? 2 : 1};
	restore(d);
	qchange_print(&d->tree, first, &s.label);
	if (second) {
		s.second = *second;
		coop_buf_str(&s.label, ", ");
		qchange_print(&d->tree, second, &s.label);
	}
	if (qchange_apply(&d->tree, first) &&
		(!second || qchange_apply(&d->tree, second)))
		return consider(d, &s, err);
	coop_buf_release(&s.label);
	return COOP_OK;
}

/* Single changes; pairs where none helps; and, as the farthest from what was asked, OR for AND. */
static enum coop_status try_all(struct doctor *d, struct coop_error *err)
{
	const struct qchange *all = d->changes, *end = all + d->nchanges;
	enum coop_status st = COOP_OK;
	for (const struct qchange *c = all; !st && c < end; c++)
		if (c->kind != QCHANGE_EITHER)
			st = try_changes(d, c, NULL, err);
	bool pairs = d->nsuggestions == 0;
	for (const struct qchange *c = all; !st && pairs && c < end; c++)
		for (const struct qchange *o = c + 1; !st && o < end; o++)
			if (c->kind != QCHANGE_EITHER && o->kind != QCHANGE_EITHER)
				st = try_changes(d, c, o, err);
	for (const struct qchange *c = all; !st && c < end; c++)
		if (c->kind == QCHANGE_EITHER)
			st = try_changes(d, c, NULL, err);
	return st;
}

/* Considers the tree as it is, asked with other values. */
static enum coop_status consider_with(struct doctor *d, const struct exact_values *values,
	struct suggestion *new, struct coop_error *err)
{
	const struct exact_values *all = d->ask.values;
	d->ask.values = values;
	enum coop_status st = consider(d, new, err);
	d->ask.values = all;
	return st;
}

/* Tries what is left without each of the values that narrow the query. */
static enum coop_status try_values(struct doctor *d, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < d->values.count; i++) {
		struct suggestion s = {.changes = 1, .dropped = i + 1};
		struct exact_value *at = d->values.at, dropped = at[i];
		struct exact_values left = {.at = at, .count = d->values.count - 1};
		memmove(at + i, at + i + 1, (left.count - i) * sizeof *at);
		restore(d);
		coop_buf_printf(&s.label, TR("without %s: %.*s", "sans %s : %.*s"),
			exact_value_label(&dropped), (int)dropped.len, dropped.text);
		st = consider_with(d, &left, &s, err);
		memmove(at + i + 1, at + i, (left.count - i) * sizeof *at);
		at[i] = dropped;
	}
	return st;
}

/* The last resort, where changes come in threes and more. */
static enum coop_status try_without_filters(struct doctor *d, struct coop_error *err)
{
	struct suggestion s = {.changes = d->nchanges + d->values.count};
	restore(d);
	if (!qtree_has_filters(&d->tree) && d->values.count == 0)
		return COOP_OK;
	qtree_unfilter(&d->tree);
	s.dropped = d->values.count > 0 ? NOTE_NO_VALUES : 0;
	coop_buf_str(&s.label, TR("without filters", "sans aucun filtre"));
	return consider_with(d, NULL, &s, err);
}

/* ---- the filter that leaves out the last notices ---- */

/* Whether a list is the query: all of it, or the part beside which filters stand. */
static bool is_query(const struct qtree *tree, uint32_t list)
{
	if (list == tree->root)
		return true;
	uint32_t kid = tree->nodes[tree->root].first;
	while (kid && kid != list)
		kid = tree->nodes[kid].next;
	return kid && tree->nodes[kid].kind == QNODE_LIST &&
	       tree->nodes[tree->root].kind == QNODE_LIST && tree->nodes[kid].sign != '-';
}

static bool is_filter(const struct doctor *d, const struct qchange *c)
{
	return is_query(&d->tree, c->parent) &&
	       (c->kind == QCHANGE_ADMIT ||
		       (c->kind == QCHANGE_DROP && qnode_is_filter(&d->tree, c->node)));
}

/* Counts what the query finds without its filters from number `from` on. */
static enum coop_status count_filtered(
	struct doctor *d, size_t from, uint64_t *count, struct coop_error *err)
{
	struct coop_buf query = {0};
	bool filters[DOCTOR_CHANGES] = {false};
	restore(d);
	for (size_t i = from; i < d->nchanges; i++)
		filters[i] = is_filter(d, &d->changes[i]);
	for (size_t i = from; i < d->nchanges; i++)
		if (filters[i])
			(void)qchange_apply(&d->tree, &d->changes[i]);
	enum coop_status st = count_tree(d, &query, count, err);
	coop_buf_release(&query);
	return st;
}

static enum coop_status add_last_filter(struct doctor *d, const struct qchange *filter,
	uint64_t count, struct coop_error *err)
{
	struct coop_buf line = {0}, clause = {0};
	restore(d);
	coop_buf_str(&clause, d->tree.nodes[filter->node].sign == '-' ? "-" : "");
	qtree_print_clause(&d->tree, filter->node, &clause);
	coop_buf_printf(&line, TR("'%s' leaves out the ", "« %s » écarte "),
		coop_buf_cstr(&clause));
	if (count == 1)
		coop_buf_str(&line, TR("last notice", "la dernière notice"));
	else
		coop_buf_printf(&line,
			TR("last %" PRIu64 " notices",
				"les %" PRIu64 " dernières notices"),
			count);
	line.failed |= clause.failed;
	enum coop_status st = notes_add(d->notes, NOTE_FILTER, &line, err);
	coop_buf_release(&clause);
	coop_buf_release(&line);
	return st;
}

/* Adds the filters one after another; of a single one its relaxation says the same. */
static enum coop_status find_last_filter(struct doctor *d, struct coop_error *err)
{
	size_t filters = 0;
	uint64_t before = 0;
	restore(d);
	for (size_t i = 0; i < d->nchanges; i++)
		filters += is_filter(d, &d->changes[i]);
	if (filters < 2 || d->found > 0)
		return COOP_OK;
	enum coop_status st = count_filtered(d, 0, &before, err);
	for (size_t i = 0; !st && before > 0 && i < d->nchanges; i++) {
		uint64_t count = before;
		restore(d);
		if (!is_filter(d, &d->changes[i]))
			continue;
		st = count_filtered(d, i + 1, &count, err);
		if (!st && count == 0)
			return add_last_filter(d, &d->changes[i], before, err);
		before = count;
	}
	return st;
}

/* ---- all of it ---- */

static enum coop_status add_suggestions(const struct doctor *d, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < d->nsuggestions && i < DOCTOR_LINES; i++) {
		const struct suggestion *s = &d->suggestions[i];
		const struct note like = {.kind = NOTE_SUGGESTION,
			.count = s->count,
			.dropped = s->dropped};
		st = notes_add_query(d->notes, &like, &s->label, &s->query, err);
	}
	return st;
}

/* Parses the query anew with the filters beside it, into a tree that may be changed. */
static enum coop_status begin(
	struct doctor *d, const struct ask *filters, struct coop_error *err)
{
	struct session *s = d->session;
	const struct exact_values *values = filters->values;
	size_t count = values ? values->count : 0;
	d->values.at = calloc(count + 1, sizeof *d->values.at);
	if (!d->values.at)
		return coop_fail_nomem(err);
	for (; d->values.count < count; d->values.count++)
		d->values.at[d->values.count] = values->at[d->values.count];
	enum coop_status st = search_all(s->search, &s->query, &s->counted, err);
	d->found = st ? 0 : s->counted.count;
	if (!st)
		st = search_parse(s->search, s->text, s->text_len, filters->filters,
			filters->filters_len, &d->tree, err);
	d->tree.local = true;
	d->root = d->tree.root;
	d->nodes = calloc(d->tree.count + 1, sizeof *d->nodes);
	if (st || !d->nodes)
		return st ? st : coop_fail_nomem(err);
	if (d->tree.count > 0)
		memcpy(d->nodes, d->tree.nodes, d->tree.count * sizeof *d->nodes);
	qtree_print(&d->tree, &d->typed);
	st = coop_buf_check(&d->typed, err);
	if (!st && d->typed.len <= NOTES_QUERY_BYTES)
		d->nchanges = qtree_changes(&d->tree, d->changes, DOCTOR_CHANGES);
	return st;
}

static void release(struct doctor *d)
{
	for (size_t i = 0; i < d->nsuggestions; i++) {
		coop_buf_release(&d->suggestions[i].label);
		coop_buf_release(&d->suggestions[i].query);
	}
	qtree_release(&d->tree);
	coop_buf_release(&d->typed);
	free(d->nodes);
	free(d->values.at);
}

enum coop_status notes_doctor(
	struct notes *n, struct session *s, const struct ask *ask, struct coop_error *err)
{
	struct doctor d = {.notes = n, .session = s, .ask = *ask};
	d.ask.filters = NULL;
	d.ask.filters_len = 0;
	enum coop_status st = notes_nowhere_words(n, s, err);
	if (!st)
		st = notes_nowhere_ranges(n, s, err);
	if (!st)
		st = begin(&d, ask, err);
	if (!st && d.nchanges > 0)
		st = find_last_filter(&d, err);
	if (!st)
		st = try_values(&d, err);
	if (!st && d.nchanges > 0)
		st = try_all(&d, err);
	if (!st && d.nchanges + d.values.count > 2 && d.nsuggestions == 0)
		st = try_without_filters(&d, err);
	if (!st)
		st = add_suggestions(&d, err);
	release(&d);
	return st;
}
