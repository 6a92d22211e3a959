/*
 * nowhere.c - which words and ranges of a query are nowhere.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "query/notes/notes_internal.h"
#include "query/plan/expand_correct.h"
#include "query/plan/field_lookup.h"
#include "query/plan/weights.h"
#include "query/search/spelling.h"
#include "query/syntax/print.h"
#include "shared/core/i18n.h"

/* The first words of a query, and the first ranges, that are named. */
enum { NOWHERE_MAX = 5 };

/* ---- words ---- */

/* Whether a word is in no text, or not in its field, and nothing else was looked for instead. */
static bool is_nowhere(const struct query *q, size_t i)
{
	const struct expanded_word *w = &q->expanded.words[i];
	if (w->word.joined || w->word.pattern || w->word.edits > 0)
		return false;
	if (w->in_field)
		return w->field_terms.count == 0;
	if (w->typed.len > 0)
		return false;
	/* a stop word, or one that was taken for it, is left out */
	bool sought = w->word.stem.len > 0 || w->word.exact.len > 0;
	return !w->known && sought && w->word.form.len > 0;
}

/* Appends the words that look like word i, as texts spell them. */
static enum coop_status add_look_alikes(
	struct session *s, size_t i, struct coop_buf *line, struct coop_error *err)
{
	struct coop_spelling_candidate near[CORRECTIONS_MAX];
	size_t count = 0;
	enum coop_status st =
		search_corrections(s->search, &s->query, i, true, near, &count, err);
	for (size_t k = 0; !st && k < count; k++) {
		coop_buf_str(
			line, k > 0 ? ", " : TR("; near it: ", " ; mots proches : "));
		st = spelling_of(s->search, s->analyzer,
			(struct spelled){near[k].word, near[k].len}, line, err);
	}
	return st;
}

static enum coop_status add_word(
	struct notes *n, struct session *s, size_t i, struct coop_error *err)
{
	struct coop_buf line = {0}, typed = {0};
	const struct query *q = &s->query;
	struct query_word w = query_at(q, i);
	enum qfield field = expand_field(&q->tree, &q->analysed, i);
	struct spelled word = {w.form, w.form_len};
	if (w.typed)
		word = (struct spelled){w.typed, w.typed_len};
	enum coop_status st =
		spelling_in(s->analyzer, s->text, s->text_len, word, &typed, err);
	if (q->expanded.words[i].in_field && field != QFIELD_NONE)
		coop_buf_printf(&line,
			TR("'%s' is nowhere in the field '%s'",
				"« %s » n'est nulle part dans le champ « %s »"),
			coop_buf_cstr(&typed), qtree_label(&q->tree, field));
	else
		coop_buf_printf(&line,
			TR("'%s' is not in the index", "« %s » n'est pas dans l'index"),
			coop_buf_cstr(&typed));
	if (!st)
		st = add_look_alikes(s, i, &line, err);
	if (!st)
		st = notes_add(n, NOTE_NOWHERE, &line, err);
	coop_buf_release(&typed);
	coop_buf_release(&line);
	return st;
}

enum coop_status notes_nowhere_words(
	struct notes *n, struct session *s, struct coop_error *err)
{
	size_t added = 0;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < query_count(&s->query) && added < NOWHERE_MAX;
		i++) {
		if (!is_nowhere(&s->query, i))
			continue;
		added++;
		st = add_word(n, s, i, err);
	}
	return st;
}

/* ---- ranges ---- */

/* Widens [*low, *high] by the number in a term of a field; days and months are no years. */
static void widen(
	const char *term, enum qfield field, unsigned long *low, unsigned long *high)
{
	enum { PREFIX = 2, FIRST_YEAR = 1000 };
	char *end;
	unsigned long n = strtoul(term + PREFIX, &end, 10);
	bool year = field == (enum qfield)COOP_F_YEAR;
	if (*end != '\0' || end == term + PREFIX || n > QRANGE_MAX ||
		(year && n < FIRST_YEAR))
		return;
	*low = n < *low ? n : *low;
	*high = n > *high ? n : *high;
}

/* Finds the least and the greatest number in a field; *low > *high when there is none. */
static enum coop_status find_bounds(const struct coop_collection *collection,
	enum qfield field, unsigned long *low, unsigned long *high,
	struct coop_error *err)
{
	struct coop_buf prefix = {0}, terms = {0};
	size_t count = 0;
	*low = ULONG_MAX;
	*high = 0;
	field_lookup_presence(field, NULL, &prefix);
	enum coop_status st = coop_buf_check(&prefix, err);
	if (!st && prefix.len > 0)
		st = coop_collection_terms(collection, prefix.s, prefix.len,
			EXPAND_COMPARISONS_MAX, &terms, &count, err);
	for (size_t at = 0; !st && at < terms.len; at += strlen(terms.s + at) + 1)
		if (strlen(terms.s + at) > prefix.len)
			widen(terms.s + at, field, low, high);
	coop_buf_release(&prefix);
	coop_buf_release(&terms);
	return st;
}

static enum coop_status add_range(
	struct notes *n, const struct session *s, uint32_t node, struct coop_error *err)
{
	struct coop_buf line = {0};
	unsigned long low, high;
	enum coop_status st = find_bounds(search_collection(s->search),
		s->query.tree.nodes[node].field, &low, &high, err);
	if (st || low > high)
		return st;
	struct qtree shown = s->query.tree; /* borrowed: printed in the user's language */
	shown.local = true;
	coop_buf_str(&line, TR("no notice has ", "aucune notice n'a "));
	qtree_print_clause(&shown, node, &line);
	coop_buf_printf(&line,
		TR("; the index has %lu to %lu", " ; l'index va de %lu à %lu"), low,
		high);
	st = notes_add(n, NOTE_NOWHERE, &line, err);
	coop_buf_release(&line);
	return st;
}

/* Whether a node is a range in a field, in which there is no number of it. */
static bool is_empty_range(const struct query *q, uint32_t node)
{
	const struct qnode *n = &q->tree.nodes[node];
	const struct expanded_leaf *leaf = &q->expanded.leaves[n->first];
	return n->kind == QNODE_FIELD && !qnode_is_implied(n) &&
	       q->tree.nodes[n->first].kind == QNODE_RANGE && leaf->terms.count == 0 &&
	       !leaf->dropped;
}

enum coop_status notes_nowhere_ranges(
	struct notes *n, const struct session *s, struct coop_error *err)
{
	size_t added = 0;
	enum coop_status st = COOP_OK;
	for (uint32_t i = 1; !st && s->query.expanded.leaves && i < s->query.tree.count &&
			     added < NOWHERE_MAX;
		i++) {
		if (!is_empty_range(&s->query, i))
			continue;
		added++;
		st = add_range(n, s, i, err);
	}
	return st;
}
