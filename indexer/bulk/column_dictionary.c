#include "indexer/bulk/column_dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/column_forms.h"
#include "shared/index/columns.h"

/* How many bytes of forms are read before their memory is released. */
#define UNLOAD_AFTER (UINT64_C(32) << 20)

/* A part that has forms left, and the first bytes of its current one. */
struct head {
	uint64_t head;
	size_t part;
};

struct merging {
	struct column_dictionary *d;
	const struct column_dictionary_input *in;
	enum coop_column_kind kind;
	struct columns_part_walk *walks; /* by part */
	struct head *heap;               /* a binary heap, the lowest form first */
	size_t nheap;
	/* the value whose forms are being read, and the key of the one before */
	struct coop_bytes key, before;
	struct coop_bytes form; /* the last one */
	struct column_form *shown;
	size_t nshown, shown_cap;
	struct coop_buf entry;
	uint64_t read; /* bytes since memory was released */
};

/* ---- the forms in order ---- */

static struct head head_of(const struct merging *m, size_t part)
{
	const struct coop_bytes *form = &m->walks[part].form;
	return (struct head){coop_bytes_head(form->s, form->len), part};
}

/* Equal forms come in the order of the parts. */
static bool before(const struct merging *m, const struct head *a, const struct head *b)
{
	if (a->head != b->head)
		return a->head < b->head;
	const struct coop_bytes *x = &m->walks[a->part].form,
				*y = &m->walks[b->part].form;
	int order = coop_bytes_compare(x->s, x->len, y->s, y->len);
	return order != 0 ? order < 0 : a->part < b->part;
}

static void sift_down(struct merging *m, size_t i)
{
	struct head moved = m->heap[i];
	for (size_t kid; (kid = 2 * i + 1) < m->nheap; i = kid) {
		if (kid + 1 < m->nheap && before(m, &m->heap[kid + 1], &m->heap[kid]))
			kid++;
		if (!before(m, &m->heap[kid], &moved))
			break;
		m->heap[i] = m->heap[kid];
	}
	m->heap[i] = moved;
}

static enum coop_status begin(struct merging *m, size_t column, struct coop_error *err)
{
	m->walks = calloc(m->in->nparts + 1, sizeof *m->walks);
	m->heap = calloc(m->in->nparts + 1, sizeof *m->heap);
	if (!m->walks || !m->heap)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < m->in->nparts; i++) {
		columns_part_begin(m->in->parts[i], column, &m->walks[i]);
		if (columns_part_next(&m->walks[i]))
			m->heap[m->nheap++] = head_of(m, i);
	}
	for (size_t i = m->nheap / 2; i-- > 0;)
		sift_down(m, i);
	return COOP_OK;
}

/* Moves the part at the top of the heap on to its next form. */
static void advance(struct merging *m)
{
	size_t part = m->heap[0].part;
	if (columns_part_next(&m->walks[part]))
		m->heap[0] = head_of(m, part);
	else
		m->heap[0] = m->heap[--m->nheap];
	if (m->nheap > 1)
		sift_down(m, 0);
}

static enum coop_status unload(struct merging *m, size_t read, struct coop_error *err)
{
	m->read += read;
	if (m->read < UNLOAD_AFTER)
		return COOP_OK;
	for (size_t i = 0; i < m->in->nparts; i++)
		columns_part_unload(m->in->parts[i]);
	m->read = 0;
	return stop_check(m->in->stop, err);
}

/* ---- values ---- */

/* The key in a form. */
static struct coop_bytes key_of(const struct merging *m, const struct coop_bytes *form)
{
	const char *nul =
		m->kind == COOP_COLUMN_FACET ? memchr(form->s, '\0', form->len) : NULL;
	return (struct coop_bytes){form->s, nul ? (size_t)(nul - form->s) : form->len};
}

/* Adds a form of the current value to those that may be shown; the same one of another part is one. */
static bool add_shown(struct merging *m, const struct columns_part_walk *w)
{
	bool again = m->nshown > 0 &&
		     coop_bytes_equal(m->form.s, m->form.len, w->form.s, w->form.len);
	size_t n = m->key.len + 1;
	if (!coop_array_grow(&m->shown, &m->shown_cap, m->nshown + 1, sizeof *m->shown))
		return false;
	if (!again)
		m->shown[m->nshown++] = (struct column_form){
			w->form.len > n
				? (struct coop_bytes){w->form.s + n, w->form.len - n}
				: (struct coop_bytes){"", 0},
			0};
	m->shown[m->nshown - 1].count += w->documents;
	m->form = w->form;
	return true;
}

static void add_number(struct merging *m)
{
	uint32_t number = 0;
	for (size_t i = 0; i < m->key.len; i++)
		number = number << 8 | (unsigned char)m->key.s[i];
	coop_buf_le32(&m->d->heads, number);
}

/* Writes the value whose forms were read. */
static enum coop_status end_value(struct merging *m, struct coop_error *err)
{
	struct column_dictionary *d = m->d;
	uint64_t at = tempfile_size(d->entries);
	if (m->kind == COOP_COLUMN_NUMBER) {
		add_number(m);
		return coop_buf_check(&d->heads, err);
	}
	if ((d->values - 1) % COOP_COLUMN_BLOCK == 0) {
		/* the places of blocks have 32 bits */
		if (at > UINT32_MAX)
			return coop_fail_nomem(err);
		coop_buf_le32(&d->heads, (uint32_t)at);
		m->before.len = 0;
	}
	size_t common =
		coop_bytes_common(m->key.s, m->key.len, m->before.s, m->before.len);
	coop_buf_reset(&m->entry);
	coop_buf_uint(&m->entry, common);
	column_string_write(&m->entry, m->key.s + common, m->key.len - common);
	if (m->kind == COOP_COLUMN_FACET)
		column_forms_write(&m->entry, m->shown, m->nshown, m->key);
	m->nshown = 0;
	m->before = m->key;
	enum coop_status st =
		coop_buf_check(d->heads.failed ? &d->heads : &m->entry, err);
	return st ? st : tempfile_add(d->entries, m->entry.s, m->entry.len, err);
}

/* Takes the form at the top of the heap. */
static enum coop_status take_form(struct merging *m, struct coop_error *err)
{
	size_t part = m->heap[0].part;
	const struct columns_part_walk *w = &m->walks[part];
	struct coop_bytes key = key_of(m, &w->form);
	enum coop_status st = COOP_OK;
	if (m->d->values == 0 ||
		!coop_bytes_equal(key.s, key.len, m->key.s, m->key.len)) {
		if (m->d->values > 0)
			st = end_value(m, err);
		m->d->values++;
		m->key = key;
	}
	if (!st && m->kind == COOP_COLUMN_FACET && !add_shown(m, w))
		st = coop_fail_nomem(err);
	if (!st)
		st = column_numbers_add(m->d->numbers, part, m->d->values - 1, err);
	if (!st)
		st = unload(m, w->form.len, err);
	advance(m);
	return st;
}

enum coop_status column_dictionary_make(struct column_dictionary *d,
	const struct column_dictionary_input *in, size_t column,
	enum coop_column_kind kind, struct coop_error *err)
{
	struct merging m = {.d = d, .in = in, .kind = kind, .before = {"", 0}};
	column_numbers_begin(d->numbers, column);
	enum coop_status st = begin(&m, column, err);
	while (!st && m.nheap > 0)
		st = take_form(&m, err);
	if (!st && d->values > 0)
		st = end_value(&m, err);
	if (!st)
		st = column_numbers_end(d->numbers, err);
	if (!st && tempfile_size(d->entries) > UINT32_MAX)
		st = coop_fail_nomem(err);
	free(m.walks);
	free(m.heap);
	free(m.shown);
	coop_buf_release(&m.entry);
	return st;
}
