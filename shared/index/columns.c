#include "shared/index/columns.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/i18n.h"
#include "shared/index/columns_internal.h"

enum coop_status coop_columns_damaged(
	const struct coop_columns *c, struct coop_error *err)
{
	struct coop_error e = {0};
	if (c->segment->remote)
		coop_fail(&e, COOP_E_CORRUPT, "%s: %s",
			coop_remote_name(c->segment->remote),
			TR("the server's answer is damaged",
				"la réponse du serveur est abîmée"));
	else
		coop_glass_fail(COOP_COLUMNS_FILE, &e);
	return coop_segment_pass_on(c->segment, err, &e);
}

/* ---- documents ---- */

/* Reads a packed number; false when its page is damaged. */
static bool get_packed(const struct coop_columns *c, const unsigned char *from,
	uint64_t index, unsigned bits, uint32_t *out)
{
	if (!verify_packed(c, from, index, 1, bits))
		return false;
	*out = packed(from, index, bits);
	return true;
}

static bool get_one(const struct coop_columns *c, const struct coop_columns_part *p,
	uint32_t docid, uint32_t *out, size_t *count)
{
	uint32_t number;
	if (!get_packed(c, p->numbers, docid - 1, p->number_bits, &number) ||
		number > p->values)
		return false;
	*count = number > 0;
	*out = number - 1;
	return true;
}

static bool get_list(const struct coop_columns *c, const struct coop_columns_part *p,
	uint32_t docid, uint32_t *out, size_t *count)
{
	uint32_t from, to;
	if (!get_packed(c, p->places, docid - 1, p->place_bits, &from) ||
		!get_packed(c, p->places, docid, p->place_bits, &to) || from > to ||
		to > p->total || to - from > COOP_COLUMN_EACH_MAX)
		return false;
	*count = to - from;
	for (size_t i = 0; i < *count; i++)
		if (!get_packed(c, p->numbers, from + i, p->number_bits, &out[i]) ||
			out[i] >= p->values)
			return false;
	return true;
}

enum coop_status coop_columns_get(const struct coop_columns *c,
	const struct coop_columns_part *part, uint32_t docid,
	uint32_t out[COOP_COLUMN_EACH_MAX], size_t *count, struct coop_error *err)
{
	bool good = docid > 0 && docid <= c->documents &&
		    (part->lists ? get_list(c, part, docid, out, count)
				 : get_one(c, part, docid, out, count));
	return good ? COOP_OK : coop_columns_damaged(c, err);
}

/* ---- the dictionary ---- */

/* Takes a uint and as many bytes, and verifies their pages. */
static const char *take_string(
	struct coop_columns_walk *w, const unsigned char *end, size_t *n)
{
	enum { UINT = 9 }; /* bytes, at most */
	uint64_t len;
	size_t left = (size_t)(end - w->at);
	if (!verify(w->columns, w->at, left < UINT ? left : UINT) ||
		!coop_get_uint(&w->at, end, &len) || len > (uint64_t)(end - w->at) ||
		!verify(w->columns, w->at, (size_t)len))
		return NULL;
	const char *s = (const char *)w->at;
	w->at += len;
	*n = (size_t)len;
	return s;
}

/* Reads what is told of the forms of a value. */
static bool read_forms(struct coop_columns_walk *w, const unsigned char *end)
{
	enum { UINT = 9 };
	size_t left = (size_t)(end - w->at);
	uint64_t head;
	w->others_len = 0;
	if (!verify(w->columns, w->at, left < UINT ? left : UINT) ||
		!coop_get_uint(&w->at, end, &head))
		return false;
	w->shown_count = head >> 1;
	if (head & 1)
		w->others = take_string(w, end, &w->others_len);
	return (head & 1) == 0 || w->others;
}

bool coop_columns_other_form(
	const char **at, const char *end, struct coop_bytes *form, uint64_t *count)
{
	const unsigned char *s = (const unsigned char *)*at,
			    *stop = (const unsigned char *)end;
	uint64_t len;
	if (!coop_get_uint(&s, stop, &len) || len > (uint64_t)(stop - s))
		return false;
	*form = (struct coop_bytes){(const char *)s, (size_t)len};
	s += len;
	bool good = coop_get_uint(&s, stop, count);
	*at = (const char *)s;
	return good;
}

/* Reads the entry of a value. */
static bool read_entry(struct coop_columns_walk *w)
{
	enum { UINT = 9 };
	const struct coop_columns_part *p = w->part;
	const unsigned char *end = (const unsigned char *)p->entries + p->entries_len;
	uint64_t common;
	size_t left = (size_t)(end - w->at), rest;
	if (!verify(w->columns, w->at, left < UINT ? left : UINT) ||
		!coop_get_uint(&w->at, end, &common) || common > w->key_len)
		return false;
	const char *s = take_string(w, end, &rest);
	if (!s || common + rest > sizeof w->key || common + rest == 0)
		return false;
	memcpy(w->key + common, s, rest);
	w->key_len = common + rest;
	if (p->kind != COOP_COLUMN_FACET)
		return true;
	w->shown = take_string(w, end, &w->shown_len);
	if (!w->shown || w->shown_len > COOP_COLUMN_TEXT_MAX)
		return false;
	if (w->shown_len == 0) {
		w->shown = w->key;
		w->shown_len = w->key_len;
	}
	return read_forms(w, end);
}

/* Moves to the first entry of the block of the next value. */
static bool enter_block(struct coop_columns_walk *w)
{
	const struct coop_columns_part *p = w->part;
	const char *head =
		p->heads + (size_t)(w->next / COOP_COLUMN_BLOCK) * COOP_LE32_SIZE;
	if (!verify(w->columns, head, COOP_LE32_SIZE) ||
		coop_get_le32(head) >= p->entries_len)
		return false;
	w->at = (const unsigned char *)p->entries + coop_get_le32(head);
	w->key_len = 0;
	return true;
}

/* Reads the next value; false when it is damaged. */
static bool read_next(struct coop_columns_walk *w)
{
	const struct coop_columns_part *p = w->part;
	if (w->next >= p->values)
		return false;
	if (p->kind == COOP_COLUMN_NUMBER) {
		const char *s = p->heads + (size_t)w->next++ * COOP_LE32_SIZE;
		if (!verify(w->columns, s, COOP_LE32_SIZE))
			return false;
		w->number = coop_get_le32(s);
		return true;
	}
	if (w->next % COOP_COLUMN_BLOCK == 0 && !enter_block(w))
		return false;
	w->next++;
	return read_entry(w);
}

enum coop_status coop_columns_walk_begin(struct coop_columns_walk *w,
	const struct coop_columns *c, const struct coop_columns_part *part,
	uint32_t first, struct coop_error *err)
{
	*w = (struct coop_columns_walk){.columns = c, .part = part, .next = first};
	if (part->kind == COOP_COLUMN_NUMBER)
		return COOP_OK;
	w->next -= first % COOP_COLUMN_BLOCK;
	while (w->next < first)
		if (!read_next(w))
			return coop_columns_damaged(c, err);
	return COOP_OK;
}

enum coop_status coop_columns_walk_next(
	struct coop_columns_walk *w, struct coop_error *err)
{
	return read_next(w) ? COOP_OK : coop_columns_damaged(w->columns, err);
}
