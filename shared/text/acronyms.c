#include "shared/text/acronyms.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/core/strmap.h"

enum { NUMBER = COOP_LE32_SIZE };

/* Offsets of an acronym's strings in `text`. */
struct entry {
	size_t form, long_form, proof, stems;
};

struct coop_acronyms {
	/* while the table is made */
	struct coop_strmap *forms; /* NULL once it is opened */
	struct entry *entries;     /* by the form's number */
	size_t cap;
	struct coop_buf text;
	/* once it is opened */
	struct coop_buf packed, proofs;
	size_t count, with_stems;
};

enum coop_status coop_acronyms_new(struct coop_acronyms **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_acronyms *l = calloc(1, sizeof *l);
	if (!l)
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_new(&l->forms, err);
	if (st)
		coop_acronyms_free(l);
	else
		*out = l;
	return st;
}

void coop_acronyms_free(struct coop_acronyms *l)
{
	if (!l)
		return;
	coop_strmap_free(l->forms);
	coop_buf_release(&l->text);
	coop_buf_release(&l->packed);
	coop_buf_release(&l->proofs);
	free(l->entries);
	free(l);
}

/* ---- making a table ---- */

/* Copies a string with its NUL into `text`; returns its offset. */
static size_t keep(struct coop_acronyms *l, const char *s)
{
	size_t at = l->text.len;
	coop_buf_add(&l->text, s, strlen(s) + 1);
	return at;
}

enum coop_status coop_acronyms_add(struct coop_acronyms *l,
	const struct coop_acronym *acronym, struct coop_error *err)
{
	uint32_t id;
	bool added;
	assert(l->forms);
	if (!coop_array_grow(
		    &l->entries, &l->cap, coop_acronyms_count(l) + 1, sizeof *l->entries))
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_intern(
		l->forms, acronym->form, strlen(acronym->form), &id, &added, err);
	if (st)
		return st;
	struct entry *e = &l->entries[id];
	if (added) {
		e->form = keep(l, acronym->form);
		e->long_form = e->proof = e->stems = keep(l, "");
	}
	if (!coop_buf_check(&l->text, NULL) && !l->text.s[e->long_form] &&
		*acronym->long_form) {
		e->long_form = keep(l, acronym->long_form);
		e->proof = keep(l, acronym->proof);
	}
	return coop_buf_check(&l->text, err);
}

enum coop_status coop_acronyms_set_stems(
	struct coop_acronyms *l, size_t i, const char *stems, struct coop_error *err)
{
	assert(l->forms && i < coop_acronyms_count(l));
	l->entries[i].stems = keep(l, stems);
	return coop_buf_check(&l->text, err);
}

static struct coop_acronym made_at(const struct coop_acronyms *l, size_t i)
{
	const struct entry *e = &l->entries[i];
	return (struct coop_acronym){l->text.s + e->form, l->text.s + e->long_form,
		l->text.s + e->proof, l->text.s + e->stems};
}

/* ---- the stored form ---- */

static int by_form(const void *a, const void *b)
{
	return strcmp(((const struct coop_acronym *)a)->form,
		((const struct coop_acronym *)b)->form);
}

/* By stems, then by form. */
static int by_stems(const void *a, const void *b)
{
	const struct coop_acronym *const *x = a, *const *y = b;
	int order = strcmp((*x)->stems, (*y)->stems);
	return order != 0 ? order : by_form(*x, *y);
}

/*
 * Lists the acronyms that have stems, ordered by these, the first of equal ones only;
 * returns how many.
 */
static size_t sort_by_stems(
	const struct coop_acronym *all, size_t n, const struct coop_acronym **out)
{
	size_t found = 0, kept = 0;
	for (size_t i = 0; i < n; i++)
		if (*all[i].stems)
			out[found++] = &all[i];
	qsort(out, found, sizeof(struct coop_acronym *), by_stems);
	for (size_t i = 0; i < found; i++)
		if (i == 0 || strcmp(out[i]->stems, out[i - 1]->stems) != 0)
			out[kept++] = out[i];
	return kept;
}

static void put_string(struct coop_buf *out, const char *s)
{
	coop_buf_add(out, s, strlen(s) + 1);
}

/* Writes sorted acronyms; `stemmed` and `offsets` have room for as many. */
static void put_all(const struct coop_acronym *all, size_t n,
	const struct coop_acronym **stemmed, size_t *offsets, struct coop_buf *out)
{
	size_t nstemmed = sort_by_stems(all, n, stemmed);
	size_t at = (2 + n + nstemmed) * NUMBER;
	coop_buf_le32(out, (uint32_t)n);
	coop_buf_le32(out, (uint32_t)nstemmed);
	for (size_t i = 0; i < n; i++) {
		coop_buf_le32(out, (uint32_t)at);
		offsets[i] = at;
		at += strlen(all[i].form) + strlen(all[i].stems) + 2;
	}
	for (size_t i = 0; i < nstemmed; i++)
		coop_buf_le32(out, (uint32_t)offsets[stemmed[i] - all]);
	for (size_t i = 0; i < n; i++) {
		put_string(out, all[i].form);
		put_string(out, all[i].stems);
	}
}

static void put_proofs(const struct coop_acronym *all, size_t n, struct coop_buf *out)
{
	size_t at = n * NUMBER;
	for (size_t i = 0; i < n; i++) {
		coop_buf_le32(out, (uint32_t)at);
		at += strlen(all[i].long_form) + strlen(all[i].proof) + 2;
	}
	for (size_t i = 0; i < n; i++) {
		put_string(out, all[i].long_form);
		put_string(out, all[i].proof);
	}
}

enum coop_status coop_acronyms_pack(const struct coop_acronyms *l, struct coop_buf *out,
	struct coop_buf *proofs, struct coop_error *err)
{
	assert(l->forms);
	size_t n = coop_acronyms_count(l);
	struct coop_acronym *sorted = calloc(n + 1, sizeof *sorted);
	const struct coop_acronym **stemmed =
		calloc(n + 1, sizeof(struct coop_acronym *));
	size_t *offsets = calloc(n + 1, sizeof *offsets);
	if (sorted && stemmed && offsets) {
		for (size_t i = 0; i < n; i++)
			sorted[i] = made_at(l, i);
		qsort(sorted, n, sizeof *sorted, by_form);
		put_all(sorted, n, stemmed, offsets, out);
		put_proofs(sorted, n, proofs);
	} else {
		out->failed = true;
	}
	free(sorted);
	free(stemmed);
	free(offsets);
	if (out->len > UINT32_MAX || proofs->len > UINT32_MAX)
		return coop_fail_nomem(err);
	enum coop_status st = coop_buf_check(out, err);
	return st ? st : coop_buf_check(proofs, err);
}

static enum coop_status damaged(struct coop_error *err)
{
	return coop_fail(err, COOP_E_CORRUPT, "%s",
		TR("the index's acronyms are damaged",
			"les sigles de l'index sont abîmés"));
}

static size_t number_at(const struct coop_buf *packed, size_t i)
{
	return coop_get_le32(packed->s + i * NUMBER);
}

/*
 * Whether a stored form has room for `numbers` numbers and ends with a NUL, so that no
 * string in it runs out of the buffer.
 */
static bool holds(const struct coop_buf *packed, size_t numbers)
{
	return packed->len / NUMBER >= numbers &&
	       (packed->len == numbers * NUMBER || packed->s[packed->len - 1] == '\0');
}

enum coop_status coop_acronyms_open(
	struct coop_buf *packed, struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_acronyms *l = calloc(1, sizeof *l);
	*out = l;
	if (!l) {
		coop_buf_release(packed);
		return coop_fail_nomem(err);
	}
	l->packed = *packed;
	*packed = (struct coop_buf){0};
	if (l->packed.len == 0)
		return COOP_OK;
	if (holds(&l->packed, 2)) {
		l->count = number_at(&l->packed, 0);
		l->with_stems = number_at(&l->packed, 1);
		bool strings = l->packed.len > (2 + l->count + l->with_stems) * NUMBER;
		if (holds(&l->packed, 2 + l->count + l->with_stems) &&
			strings == (l->count > 0) && l->with_stems <= l->count)
			return COOP_OK;
	}
	coop_acronyms_free(l);
	*out = NULL;
	return damaged(err);
}

enum coop_status coop_acronyms_open_proofs(
	struct coop_acronyms *l, struct coop_buf *proofs, struct coop_error *err)
{
	assert(!l->forms);
	coop_buf_release(&l->proofs);
	l->proofs = *proofs;
	*proofs = (struct coop_buf){0};
	if (l->proofs.len == 0 ||
		(holds(&l->proofs, l->count) && l->proofs.len > l->count * NUMBER))
		return COOP_OK;
	coop_buf_release(&l->proofs);
	return damaged(err);
}

/*
 * The string at an offset and the one after it; "" where damage leads out of the buffer.
 */
static void strings_at(const struct coop_buf *packed, size_t off, const char **first,
	const char **second)
{
	const char *last = packed->s + packed->len - 1;
	*first = off < packed->len ? packed->s + off : last;
	const char *next = *first + strlen(*first) + 1;
	*second = next <= last ? next : last;
}

/* The acronym whose offset is number `i` of the stored form. */
static struct coop_acronym opened_at(const struct coop_acronyms *l, size_t i)
{
	struct coop_acronym a = {"", "", "", ""};
	strings_at(&l->packed, number_at(&l->packed, i), &a.form, &a.stems);
	return a;
}

static const char *form_of(const struct coop_acronym *a)
{
	return a->form;
}

static const char *stems_of(const struct coop_acronym *a)
{
	return a->stems;
}

/*
 * Binary search for a string among `count` offsets from number `first` on; returns the
 * number of the offset, or SIZE_MAX.
 */
static size_t look_up(const struct coop_acronyms *l, size_t first, size_t count,
	const char *(*string_of)(const struct coop_acronym *a), const char *s, size_t len)
{
	while (count > 0) {
		size_t half = count / 2;
		struct coop_acronym a = opened_at(l, first + half);
		const char *is = string_of(&a);
		int order = coop_bytes_compare(s, len, is, strlen(is));
		if (order == 0)
			return first + half;
		if (order > 0) {
			first += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return SIZE_MAX;
}

/* ---- both states ---- */

size_t coop_acronyms_count(const struct coop_acronyms *l)
{
	return l->forms ? coop_strmap_count(l->forms) : l->count;
}

struct coop_acronym coop_acronyms_at(const struct coop_acronyms *l, size_t i)
{
	if (l->forms)
		return made_at(l, i);
	struct coop_acronym a = opened_at(l, 2 + i);
	if (l->proofs.len > 0)
		strings_at(&l->proofs, number_at(&l->proofs, i), &a.long_form, &a.proof);
	return a;
}

bool coop_acronyms_find(const struct coop_acronyms *l, const char *form, size_t len,
	struct coop_acronym *out)
{
	uint32_t id = 0;
	size_t i = SIZE_MAX;
	if (!l->forms)
		i = look_up(l, 2, l->count, form_of, form, len);
	else if (coop_strmap_find(l->forms, form, len, &id))
		i = id;
	if (i == SIZE_MAX)
		return false;
	if (out)
		*out = coop_acronyms_at(l, l->forms ? i : i - 2);
	return true;
}

bool coop_acronyms_find_stems(const struct coop_acronyms *l, const char *stems,
	size_t len, struct coop_acronym *out)
{
	assert(!l->forms);
	if (len == 0)
		return false;
	size_t i = look_up(l, 2 + l->count, l->with_stems, stems_of, stems, len);
	if (i != SIZE_MAX)
		*out = opened_at(l, i);
	return i != SIZE_MAX;
}
