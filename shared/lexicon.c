#include "shared/lexicon.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/bytes.h"
#include "shared/i18n.h"
#include "shared/strmap.h"

enum { NUMBER = COOP_BYTES_NUMBER };

/* Where an acronym's strings are in `text`. */
struct entry {
	size_t form, long_form, proof, stems;
};

struct coop_lexicon {
	/* while it is made */
	struct coop_strmap *forms; /* NULL when it was opened */
	struct entry *entries;     /* by the form's number */
	size_t cap;
	struct coop_buf text;
	/* when it was opened */
	struct coop_buf packed;
	size_t count, with_stems;
};

enum coop_status coop_lexicon_new(struct coop_lexicon **out, struct coop_error *err)
{
	*out = NULL;
	struct coop_lexicon *l = calloc(1, sizeof *l);
	if (!l)
		return coop_fail_nomem(err);
	enum coop_status st = coop_strmap_new(&l->forms, err);
	if (st)
		coop_lexicon_free(l);
	else
		*out = l;
	return st;
}

void coop_lexicon_free(struct coop_lexicon *l)
{
	if (!l)
		return;
	coop_strmap_free(l->forms);
	coop_buf_release(&l->text);
	coop_buf_release(&l->packed);
	free(l->entries);
	free(l);
}

/* ---- making one ---- */

/* Keeps a string with its NUL; returns where. */
static size_t keep(struct coop_lexicon *l, const char *s)
{
	size_t at = l->text.len;
	coop_buf_add(&l->text, s, strlen(s) + 1);
	return at;
}

enum coop_status coop_lexicon_add(struct coop_lexicon *l,
	const struct coop_acronym *acronym, struct coop_error *err)
{
	uint32_t id;
	bool added;
	assert(l->forms);
	if (!coop_array_grow(
		    &l->entries, &l->cap, coop_lexicon_count(l) + 1, sizeof *l->entries))
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

enum coop_status coop_lexicon_set_stems(
	struct coop_lexicon *l, size_t i, const char *stems, struct coop_error *err)
{
	assert(l->forms && i < coop_lexicon_count(l));
	l->entries[i].stems = keep(l, stems);
	return coop_buf_check(&l->text, err);
}

static struct coop_acronym made_at(const struct coop_lexicon *l, size_t i)
{
	const struct entry *e = &l->entries[i];
	return (struct coop_acronym){l->text.s + e->form, l->text.s + e->long_form,
		l->text.s + e->proof, l->text.s + e->stems};
}

/* ---- its stored form ---- */

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

static size_t strings_length(const struct coop_acronym *a)
{
	return strlen(a->form) + strlen(a->long_form) + strlen(a->proof) +
	       strlen(a->stems) + 4;
}

/* The acronyms that are found by their stems, in that order; returns how many. */
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

/* Writes down sorted acronyms; `stemmed` has room for as many. */
static void put_all(const struct coop_acronym *all, size_t n,
	const struct coop_acronym **stemmed, size_t *offsets, struct coop_buf *out)
{
	size_t nstemmed = sort_by_stems(all, n, stemmed);
	size_t at = (2 + n + nstemmed) * NUMBER;
	coop_buf_number(out, (uint32_t)n);
	coop_buf_number(out, (uint32_t)nstemmed);
	for (size_t i = 0; i < n; i++) {
		coop_buf_number(out, (uint32_t)at);
		offsets[i] = at;
		at += strings_length(&all[i]);
	}
	for (size_t i = 0; i < nstemmed; i++)
		coop_buf_number(out, (uint32_t)offsets[stemmed[i] - all]);
	for (size_t i = 0; i < n; i++) {
		coop_buf_add(out, all[i].form, strlen(all[i].form) + 1);
		coop_buf_add(out, all[i].long_form, strlen(all[i].long_form) + 1);
		coop_buf_add(out, all[i].proof, strlen(all[i].proof) + 1);
		coop_buf_add(out, all[i].stems, strlen(all[i].stems) + 1);
	}
}

enum coop_status coop_lexicon_pack(
	const struct coop_lexicon *l, struct coop_buf *out, struct coop_error *err)
{
	assert(l->forms);
	size_t n = coop_lexicon_count(l);
	struct coop_acronym *sorted = calloc(n + 1, sizeof *sorted);
	const struct coop_acronym **stemmed =
		calloc(n + 1, sizeof(struct coop_acronym *));
	size_t *offsets = calloc(n + 1, sizeof *offsets);
	if (sorted && stemmed && offsets) {
		for (size_t i = 0; i < n; i++)
			sorted[i] = made_at(l, i);
		qsort(sorted, n, sizeof *sorted, by_form);
		put_all(sorted, n, stemmed, offsets, out);
	} else {
		out->failed = true;
	}
	free(sorted);
	free(stemmed);
	free(offsets);
	if (out->len > UINT32_MAX)
		return coop_fail_nomem(err);
	return coop_buf_check(out, err);
}

static size_t number_at(const struct coop_lexicon *l, size_t i)
{
	return coop_bytes_number(l->packed.s + i * NUMBER);
}

/* The stored form may be damaged, but its last byte is a NUL. */
enum coop_status coop_lexicon_open(
	struct coop_buf *packed, struct coop_lexicon **out, struct coop_error *err)
{
	struct coop_lexicon *l = calloc(1, sizeof *l);
	*out = l;
	if (!l) {
		coop_buf_release(packed);
		return coop_fail_nomem(err);
	}
	l->packed = *packed;
	*packed = (struct coop_buf){0};
	if (l->packed.len == 0)
		return COOP_OK;
	size_t numbers = l->packed.len / NUMBER;
	if (numbers >= 2 && l->packed.s[l->packed.len - 1] == '\0') {
		l->count = number_at(l, 0);
		l->with_stems = number_at(l, 1);
	}
	bool fits = numbers >= 2 && l->count <= numbers - 2 &&
		    l->with_stems <= numbers - 2 - l->count;
	if (fits && (l->count > 0 || numbers == 2))
		return COOP_OK;
	coop_lexicon_free(l);
	*out = NULL;
	return coop_fail(err, COOP_E_CORRUPT, "%s",
		TR("the index's acronyms are damaged",
			"les sigles de l'index sont abîmés"));
}

/* The string behind another one of the stored form; at its end the empty one. */
static const char *behind(const struct coop_lexicon *l, const char *s)
{
	const char *next = s + strlen(s) + 1, *end = l->packed.s + l->packed.len;
	return next < end ? next : end - 1;
}

/* The acronym whose offset is number `i` of the stored form. */
static struct coop_acronym opened_at(const struct coop_lexicon *l, size_t i)
{
	size_t off = number_at(l, i), last = l->packed.len - 1;
	struct coop_acronym a;
	a.form = l->packed.s + (off < last ? off : last);
	a.long_form = behind(l, a.form);
	a.proof = behind(l, a.long_form);
	a.stems = behind(l, a.proof);
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

/* Looks for a string among `count` offsets from number `first` on. */
static bool look_up(const struct coop_lexicon *l, size_t first, size_t count,
	const char *(*string_of)(const struct coop_acronym *a), const char *s, size_t len,
	struct coop_acronym *out)
{
	while (count > 0) {
		size_t half = count / 2;
		struct coop_acronym a = opened_at(l, first + half);
		const char *is = string_of(&a);
		int order = coop_bytes_compare(s, len, is, strlen(is));
		if (order == 0) {
			if (out)
				*out = a;
			return true;
		}
		if (order > 0) {
			first += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return false;
}

/* ---- either ---- */

size_t coop_lexicon_count(const struct coop_lexicon *l)
{
	return l->forms ? coop_strmap_count(l->forms) : l->count;
}

struct coop_acronym coop_lexicon_at(const struct coop_lexicon *l, size_t i)
{
	return l->forms ? made_at(l, i) : opened_at(l, 2 + i);
}

bool coop_lexicon_find(const struct coop_lexicon *l, const char *form, size_t len,
	struct coop_acronym *out)
{
	uint32_t id;
	if (!l->forms)
		return look_up(l, 2, l->count, form_of, form, len, out);
	if (!coop_strmap_find(l->forms, form, len, &id))
		return false;
	if (out)
		*out = made_at(l, id);
	return true;
}

bool coop_lexicon_find_stems(const struct coop_lexicon *l, const char *stems, size_t len,
	struct coop_acronym *out)
{
	assert(!l->forms);
	return len > 0 &&
	       look_up(l, 2 + l->count, l->with_stems, stems_of, stems, len, out);
}
