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
	struct coop_acronyms *a = calloc(1, sizeof *a);
	if (!a)
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_new(&a->forms, err);
	if (st)
		coop_acronyms_free(a);
	else
		*out = a;
	return st;
}

void coop_acronyms_free(struct coop_acronyms *a)
{
	if (!a)
		return;
	coop_strmap_free(a->forms);
	coop_buf_release(&a->text);
	coop_buf_release(&a->packed);
	coop_buf_release(&a->proofs);
	free(a->entries);
	free(a);
}

/* ---- making a table ---- */

/* Copies a string with its NUL into `text`; returns its offset. */
static size_t keep(struct coop_acronyms *a, const char *s)
{
	size_t at = a->text.len;
	coop_buf_add(&a->text, s, strlen(s) + 1);
	return at;
}

enum coop_status coop_acronyms_add(struct coop_acronyms *a,
	const struct coop_acronym *acronym, struct coop_error *err)
{
	uint32_t id;
	bool added;
	assert(a->forms);
	if (!coop_array_grow(
		    &a->entries, &a->cap, coop_acronyms_count(a) + 1, sizeof *a->entries))
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_intern(
		a->forms, acronym->form, strlen(acronym->form), &id, &added, err);
	if (st)
		return st;
	struct entry *e = &a->entries[id];
	if (added) {
		e->form = keep(a, acronym->form);
		e->long_form = e->proof = e->stems = keep(a, "");
	}
	if (!coop_buf_check(&a->text, NULL) && !a->text.s[e->long_form] &&
		*acronym->long_form) {
		e->long_form = keep(a, acronym->long_form);
		e->proof = keep(a, acronym->proof);
	}
	return coop_buf_check(&a->text, err);
}

enum coop_status coop_acronyms_set_stems(
	struct coop_acronyms *a, size_t i, const char *stems, struct coop_error *err)
{
	assert(a->forms && i < coop_acronyms_count(a));
	a->entries[i].stems = keep(a, stems);
	return coop_buf_check(&a->text, err);
}

enum coop_status coop_acronyms_merge(
	struct coop_acronyms *a, const struct coop_acronyms *from, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < coop_acronyms_count(from); i++) {
		struct coop_acronym there, x = coop_acronyms_at(from, i);
		uint32_t id = 0;
		size_t len = strlen(x.form);
		bool defined = coop_acronyms_find(a, x.form, len, &there) &&
			       (*there.long_form || *there.stems);
		st = coop_acronyms_add(a, &x, err);
		if (!st && !defined && coop_strmap_find(a->forms, x.form, len, &id))
			st = coop_acronyms_set_stems(a, id, x.stems, err);
	}
	return st;
}

static struct coop_acronym made_at(const struct coop_acronyms *a, size_t i)
{
	const struct entry *e = &a->entries[i];
	return (struct coop_acronym){a->text.s + e->form, a->text.s + e->long_form,
		a->text.s + e->proof, a->text.s + e->stems};
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

/* Writes a table that was being made. */
static void put_made(
	const struct coop_acronyms *a, struct coop_buf *out, struct coop_buf *proofs)
{
	size_t n = coop_acronyms_count(a);
	struct coop_acronym *sorted = calloc(n + 1, sizeof *sorted);
	const struct coop_acronym **stemmed =
		calloc(n + 1, sizeof(struct coop_acronym *));
	size_t *offsets = calloc(n + 1, sizeof *offsets);
	if (sorted && stemmed && offsets) {
		for (size_t i = 0; i < n; i++)
			sorted[i] = made_at(a, i);
		qsort(sorted, n, sizeof *sorted, by_form);
		put_all(sorted, n, stemmed, offsets, out);
		put_proofs(sorted, n, proofs);
	} else {
		out->failed = true;
	}
	free(sorted);
	free(stemmed);
	free(offsets);
}

enum coop_status coop_acronyms_pack(const struct coop_acronyms *a, struct coop_buf *out,
	struct coop_buf *proofs, struct coop_error *err)
{
	if (a->forms) {
		put_made(a, out, proofs);
	} else {
		coop_buf_add(out, coop_buf_cstr(&a->packed), a->packed.len);
		coop_buf_add(proofs, coop_buf_cstr(&a->proofs), a->proofs.len);
	}
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
	struct coop_acronyms *a = calloc(1, sizeof *a);
	*out = a;
	if (!a) {
		coop_buf_release(packed);
		return coop_fail_nomem(err);
	}
	a->packed = *packed;
	*packed = (struct coop_buf){0};
	if (a->packed.len == 0)
		return COOP_OK;
	if (holds(&a->packed, 2)) {
		a->count = number_at(&a->packed, 0);
		a->with_stems = number_at(&a->packed, 1);
		bool strings = a->packed.len > (2 + a->count + a->with_stems) * NUMBER;
		if (holds(&a->packed, 2 + a->count + a->with_stems) &&
			strings == (a->count > 0) && a->with_stems <= a->count)
			return COOP_OK;
	}
	coop_acronyms_free(a);
	*out = NULL;
	return damaged(err);
}

enum coop_status coop_acronyms_open_proofs(
	struct coop_acronyms *a, struct coop_buf *proofs, struct coop_error *err)
{
	assert(!a->forms);
	coop_buf_release(&a->proofs);
	a->proofs = *proofs;
	*proofs = (struct coop_buf){0};
	if (a->proofs.len == 0 ||
		(holds(&a->proofs, a->count) && a->proofs.len > a->count * NUMBER))
		return COOP_OK;
	coop_buf_release(&a->proofs);
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
static struct coop_acronym opened_at(const struct coop_acronyms *a, size_t i)
{
	struct coop_acronym entry = {"", "", "", ""};
	strings_at(&a->packed, number_at(&a->packed, i), &entry.form, &entry.stems);
	return entry;
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
static size_t look_up(const struct coop_acronyms *a, size_t first, size_t count,
	const char *(*string_of)(const struct coop_acronym *acronym), const char *s,
	size_t len)
{
	while (count > 0) {
		size_t half = count / 2;
		struct coop_acronym entry = opened_at(a, first + half);
		const char *is = string_of(&entry);
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

bool coop_acronyms_is_opened(const struct coop_acronyms *a)
{
	return !a->forms;
}

size_t coop_acronyms_count(const struct coop_acronyms *a)
{
	return a->forms ? coop_strmap_count(a->forms) : a->count;
}

struct coop_acronym coop_acronyms_at(const struct coop_acronyms *a, size_t i)
{
	if (a->forms)
		return made_at(a, i);
	struct coop_acronym entry = opened_at(a, 2 + i);
	if (a->proofs.len > 0)
		strings_at(&a->proofs, number_at(&a->proofs, i), &entry.long_form,
			&entry.proof);
	return entry;
}

bool coop_acronyms_find(const struct coop_acronyms *a, const char *form, size_t len,
	struct coop_acronym *out)
{
	uint32_t id = 0;
	size_t i = SIZE_MAX;
	if (!a->forms)
		i = look_up(a, 2, a->count, form_of, form, len);
	else if (coop_strmap_find(a->forms, form, len, &id))
		i = id;
	if (i == SIZE_MAX)
		return false;
	if (out)
		*out = coop_acronyms_at(a, a->forms ? i : i - 2);
	return true;
}

bool coop_acronyms_find_stems(const struct coop_acronyms *a, const char *stems,
	size_t len, struct coop_acronym *out)
{
	assert(!a->forms);
	if (len == 0)
		return false;
	size_t i = look_up(a, 2 + a->count, a->with_stems, stems_of, stems, len);
	if (i != SIZE_MAX)
		*out = opened_at(a, i);
	return i != SIZE_MAX;
}
