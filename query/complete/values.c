#include "query/complete/values.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/search/own_names.h"
#include "query/syntax/departments.h"
#include "shared/core/bytes.h"
#include "shared/index/collection_columns.h"
#include "shared/index/id_term.h"
#include "shared/index/layout.h"
#include "shared/text/fold.h"

/* Terms that are considered: each is looked up to learn how frequent it is. */
enum { TERMS_MAX = 1000 };

void value_list_release(struct value_list *l)
{
	free(l->at);
	coop_buf_release(&l->text);
	*l = (struct value_list){0};
}

/* A value must have more notices than this many to be among those of a list. */
static uint64_t least_of(const struct value_list *l)
{
	return l->count < l->max ? 0
	       : l->max > 0      ? l->at[l->count - 1].count
				 : UINT64_MAX;
}

/* Puts a value at its place; of equally frequent ones the first stays before. */
static enum coop_status offer(struct value_list *l, const char *s, size_t n,
	uint64_t count, const char *about, struct coop_error *err)
{
	if (!l->at)
		l->at = calloc(l->max + 1, sizeof *l->at);
	if (!l->at)
		return coop_fail_nomem(err);
	size_t i = l->count < l->max ? l->count++ : l->max - 1;
	for (; i > 0 && l->at[i - 1].count < count; i--)
		l->at[i] = l->at[i - 1];
	l->at[i] = (struct value){l->text.len, n, count, about};
	coop_buf_add(&l->text, s, n);
	coop_buf_byte(&l->text, '\0');
	return coop_buf_check(&l->text, err);
}

enum coop_status value_field_find(struct session *s, const char *name, size_t len,
	struct value_field *field, bool *found, struct coop_error *err)
{
	struct own_names own;
	struct coop_buf scratch = {0};
	own_names_begin(&own, search_collection(s->search));
	field->field = qname_find(&own.names, name, len, &field->decade, &scratch);
	qname_key(name, len, &field->key);
	*found = field->field != QFIELD_NONE;
	enum coop_status st = own_names_status(&own, err);
	if (!st)
		st = coop_buf_check(&scratch, err);
	coop_buf_release(&scratch);
	return st;
}

/* ---- columns ---- */

/* The number of the first value whose key does not come before `key`, or with `past`, not begin with it either. */
static enum coop_status bound(struct coop_column *c, const struct coop_buf *key,
	bool past, uint32_t *out, struct coop_error *err)
{
	uint32_t low = 0, high = coop_column_count(c);
	const char *s = coop_buf_cstr(key);
	enum coop_status st = COOP_OK;
	while (!st && low < high) {
		uint32_t middle = low + (high - low) / 2;
		struct coop_column_value v;
		st = coop_column_value(c, middle, &v, err);
		if (st)
			break;
		bool before = coop_bytes_compare(v.key, v.key_len, s, key->len) < 0 ||
			      (past && coop_bytes_begins_with(v.key, v.key_len, s));
		if (before)
			low = middle + 1;
		else
			high = middle;
	}
	*out = low;
	return st;
}

/* Offers the values [from, to) by their counters. */
static enum coop_status offer_range(struct coop_column *c, const uint32_t *counts,
	uint32_t from, uint32_t to, const char *digits, struct value_list *out,
	struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (uint32_t i = from; !st && i < to; i++) {
		struct coop_column_value v;
		if (counts[i + 1] <= least_of(out))
			continue;
		st = coop_column_value(c, i, &v, err);
		if (!st && coop_bytes_begins_with(v.shown, v.shown_len, digits))
			st = offer(out, v.shown, v.shown_len, counts[i + 1], NULL, err);
	}
	return st;
}

/* Counts all documents by the values of a column; to be freed. */
static enum coop_status count_all(const struct coop_collection *collection,
	struct coop_column *c, uint32_t **counts, struct coop_error *err)
{
	struct coop_docset all = {0};
	*counts = calloc((size_t)coop_column_count(c) + 1, sizeof **counts);
	enum coop_status st = *counts ? coop_collection_all(collection, &all, err)
				      : coop_fail_nomem(err);
	if (!st)
		st = coop_column_tally(c, &all, NULL, *counts, NULL, err);
	coop_docset_release(&all);
	return st;
}

static enum coop_status find_in_column(struct session *s, enum coop_field field,
	const char *typed, size_t len, struct value_list *out, struct coop_error *err)
{
	const struct coop_collection *collection = search_collection(s->search);
	struct coop_column *c;
	struct coop_buf key = {0}, digits = {0};
	uint32_t *counts = NULL, from = 0, to = 0;
	bool number = coop_column_kind(field) == COOP_COLUMN_NUMBER;
	enum coop_status st = coop_collection_column_open(collection, field, &c, err);
	if (!st)
		st = count_all(collection, c, &counts, err);
	if (number)
		coop_buf_add(&digits, typed, len);
	else
		coop_fold_label(typed, len, &key);
	if (!st)
		st = coop_buf_check(number ? &digits : &key, err);
	to = st ? 0 : coop_column_count(c);
	if (!st && !number)
		st = bound(c, &key, false, &from, err);
	if (!st && !number)
		st = bound(c, &key, true, &to, err);
	if (!st)
		st = offer_range(c, counts, from, to, coop_buf_cstr(&digits), out, err);
	coop_column_free(c);
	free(counts);
	coop_buf_release(&key);
	coop_buf_release(&digits);
	return st;
}

/* ---- decades and departments ---- */

static const char *department_name(const char *code, size_t len)
{
	for (size_t i = 0; i < departments_count(); i++) {
		const struct department *d = department_at(i);
		if (coop_bytes_equal(d->code, strlen(d->code), code, len))
			return d->name;
	}
	return NULL;
}

/* Whether a group begins so: by its number or code, or by the name of the department. */
static bool begins_group(const struct facet_value *v, const char *name, const char *typed,
	size_t len, const struct coop_buf *folded)
{
	struct coop_buf other = {0};
	if (len <= v->len && memcmp(v->text, typed, len) == 0)
		return true;
	coop_fold_label(name ? name : "", name ? strlen(name) : 0, &other);
	bool begins = name && folded->len > 0 &&
		      coop_bytes_begins_with(coop_buf_cstr(&other), other.len, folded->s);
	coop_buf_release(&other);
	return begins;
}

static enum coop_status offer_groups(const struct facet *f, const char *typed, size_t len,
	struct value_list *out, struct coop_error *err)
{
	struct coop_buf folded = {0};
	coop_fold_label(typed, len, &folded);
	enum coop_status st = coop_buf_check(&folded, err);
	for (size_t i = 0; !st && i < f->count; i++) {
		const struct facet_value *v = &f->values[i];
		const char *name = f->wish.grouping == FACET_DEPARTMENT
					   ? department_name(v->text, v->len)
					   : NULL;
		if (v->count > least_of(out) &&
			begins_group(v, name, typed, len, &folded))
			st = offer(out, v->text, v->len, v->count, name, err);
	}
	coop_buf_release(&folded);
	return st;
}

static enum coop_status find_groups(struct session *s, enum facet_grouping grouping,
	const char *typed, size_t len, struct value_list *out, struct coop_error *err)
{
	struct facet_wish wish = {
		.field = grouping == FACET_DECADE ? COOP_F_YEAR : COOP_F_POSTCODE,
		.grouping = grouping,
		.limit = FACET_LIMIT_MAX};
	struct facet_wishes wishes = {.at = &wish, .count = 1};
	struct facet_list list = {0};
	struct facet_counter *counter;
	struct coop_docset all = {0};
	enum coop_status st = search_facets(s->search, &counter, err);
	if (!st)
		st = coop_collection_all(search_collection(s->search), &all, err);
	if (!st)
		st = facets_count(counter, &all, &wishes, &list, err);
	if (!st)
		st = offer_groups(&list.at[0], typed, len, out, err);
	facet_list_release(&list);
	coop_docset_release(&all);
	return st;
}

/* ---- terms ---- */

/* Offers the terms that begin so, without their first `prefix` bytes. */
static enum coop_status find_terms(struct session *s, const struct coop_buf *begin,
	size_t prefix, struct value_list *out, struct coop_error *err)
{
	const struct coop_collection *collection = search_collection(s->search);
	struct coop_buf terms = {0};
	size_t count = 0;
	enum coop_status st = coop_buf_check(begin, err);
	if (!st)
		st = coop_collection_terms(collection, coop_buf_cstr(begin), begin->len,
			TERMS_MAX, &terms, &count, err);
	const char *term = coop_buf_cstr(&terms);
	for (size_t i = 0; !st && i < count; i++, term += strlen(term) + 1) {
		uint64_t documents = 0;
		size_t len = strlen(term);
		if (len <= prefix)
			continue;
		st = coop_collection_frequency(collection, term, len, &documents, err);
		if (!st && documents > least_of(out))
			st = offer(
				out, term + prefix, len - prefix, documents, NULL, err);
	}
	coop_buf_release(&terms);
	return st;
}

/* The same for words, which are folded, behind a prefix. */
static enum coop_status find_words(struct session *s, const char *prefix, size_t plen,
	const char *typed, size_t len, struct value_list *out, struct coop_error *err)
{
	struct coop_buf begin = {0};
	coop_buf_add(&begin, prefix, plen);
	coop_fold_label(typed, len, &begin);
	/* a word has no blank in it; all words of the index would be too many */
	bool word = begin.len > 0 && !strchr(begin.s, ' ');
	enum coop_status st = coop_buf_check(&begin, err);
	if (!st && word)
		st = find_terms(s, &begin, plen, out, err);
	coop_buf_release(&begin);
	return st;
}

/* Ids have terms of their own, as they are; of long ones it is a hash. */
static enum coop_status find_ids(struct session *s, const char *typed, size_t len,
	struct value_list *out, struct coop_error *err)
{
	struct coop_buf begin = {0};
	coop_id_term(typed, len, &begin);
	enum coop_status st = find_terms(s, &begin, 1, out, err);
	coop_buf_release(&begin);
	return st;
}

enum coop_status values_find_words(struct session *s, const char *typed, size_t len,
	struct value_list *out, struct coop_error *err)
{
	return find_words(s, "", 0, typed, len, out, err);
}

/* ---- a field ---- */

static enum coop_status find_own(struct session *s, const struct coop_own_key *key,
	const char *typed, size_t len, struct value_list *out, struct coop_error *err)
{
	char prefix[COOP_OWN_PREFIX_MAX];
	size_t n = coop_own_word_prefix(key->s, key->len, prefix);
	return find_words(s, prefix, n, typed, len, out, err);
}

static enum coop_status find_of_field(struct session *s, enum coop_field field,
	const char *typed, size_t len, struct value_list *out, struct coop_error *err)
{
	unsigned flags = coop_field_info(field)->flags;
	char prefix[] = {COOP_PREFIX_FIELD, coop_field_letter(field)};
	if (field == COOP_F_ID)
		return find_ids(s, typed, len, out, err);
	if (flags & COOP_FIELD_FACET ||
		(flags & COOP_FIELD_SORT &&
			coop_column_kind(field) == COOP_COLUMN_NUMBER))
		return find_in_column(s, field, typed, len, out, err);
	if (flags & COOP_FIELD_WORDS)
		return find_words(s, prefix, sizeof prefix, typed, len, out, err);
	/* running text: any word may be in it */
	return flags & COOP_FIELD_PASSAGE ? values_find_words(s, typed, len, out, err)
					  : COOP_OK;
}

enum coop_status values_find(struct session *s, const struct value_field *field,
	const char *typed, size_t len, struct value_list *out, struct coop_error *err)
{
	if (field->decade)
		return find_groups(s, FACET_DECADE, typed, len, out, err);
	if (field->field == QFIELD_OWN)
		return find_own(s, &field->key, typed, len, out, err);
	if (field->field == QFIELD_DEPARTMENT)
		return find_groups(s, FACET_DEPARTMENT, typed, len, out, err);
	if (field->field == QFIELD_PLACE)
		return find_in_column(s, COOP_F_TOWN, typed, len, out, err);
	return field->field < (enum qfield)COOP_FIELD_COUNT
		       ? find_of_field(
				 s, (enum coop_field)field->field, typed, len, out, err)
		       : COOP_OK;
}
