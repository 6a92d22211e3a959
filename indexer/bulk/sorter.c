#include "indexer/bulk/sorter.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/disk/tempfile.h"
#include "indexer/glass/pack.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"

/*
 * A record in memory. At `at`: the length of the key in a byte, the key, the value as a
 * string of pack.h.
 */
struct item {
	uint64_t head; /* the first bytes of the key, which nearly always decide */
	const char *at;
};

/* A sorted piece being read. */
struct piece {
	uint64_t off, end; /* in the file */
	const char *at, *until;
};

struct sorter {
	size_t memory;
	struct coop_buf records;
	size_t *offs; /* offsets in `records`, which moves while it grows */
	size_t nrecords, offs_cap;
	struct item *items; /* once they are sorted */
	size_t next;
	uint64_t count;
	struct tempfile *file; /* the pieces, concatenated */
	struct piece *pieces;
	size_t npieces, pieces_cap;
};

enum coop_status sorter_new(
	const char *dir, size_t memory, struct sorter **out, struct coop_error *err)
{
	*out = NULL;
	struct sorter *s = calloc(1, sizeof *s);
	if (!s)
		return coop_fail_nomem(err);
	s->memory = memory;
	enum coop_status st = tempfile_new(dir, &s->file, err);
	if (st)
		free(s);
	else
		*out = s;
	return st;
}

void sorter_free(struct sorter *s)
{
	if (!s)
		return;
	coop_buf_release(&s->records);
	free(s->offs);
	free(s->items);
	free(s->pieces);
	tempfile_free(s->file);
	free(s);
}

/* ---- adding ---- */

static void key_of(const char *at, const char **key, size_t *len)
{
	*len = (unsigned char)*at;
	*key = at + 1;
}

static int by_key(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	const char *s, *t;
	size_t m, n;
	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	key_of(x->at, &s, &m);
	key_of(y->at, &t, &n);
	int order = coop_bytes_compare(s, m, t, n);
	/* addresses ascend in the order of adding */
	return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* Sorts the records in memory. */
static enum coop_status sort_records(struct sorter *s, struct coop_error *err)
{
	s->items = calloc(s->nrecords + 1, sizeof *s->items);
	if (!s->items)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < s->nrecords; i++) {
		struct item *item = &s->items[i];
		const char *key;
		size_t len;
		item->at = s->records.s + s->offs[i];
		key_of(item->at, &key, &len);
		item->head = coop_bytes_head(key, len);
	}
	qsort(s->items, s->nrecords, sizeof *s->items, by_key);
	return COOP_OK;
}

/* Reads a record, and returns where the next one begins. */
static const char *read_record(const char *at, struct sorter_record *out)
{
	key_of(at, &out->key, &out->key_len);
	at = out->key + out->key_len;
	out->len = unpack_uint(&at);
	out->value = at;
	return at + out->len;
}

/* Writes the records in memory to the file as a piece. */
static enum coop_status spill(struct sorter *s, struct coop_error *err)
{
	enum coop_status st = sort_records(s, err);
	if (!st && !coop_array_grow(
			   &s->pieces, &s->pieces_cap, s->npieces + 1, sizeof *s->pieces))
		st = coop_fail_nomem(err);
	if (st)
		return st;
	struct piece *piece = &s->pieces[s->npieces++];
	*piece = (struct piece){.off = tempfile_size(s->file)};
	for (size_t i = 0; !st && i < s->nrecords; i++) {
		struct sorter_record r;
		const char *at = s->items[i].at;
		st = tempfile_add(s->file, at, (size_t)(read_record(at, &r) - at), err);
	}
	piece->end = tempfile_size(s->file);
	free(s->items);
	s->items = NULL;
	s->nrecords = 0;
	coop_buf_reset(&s->records);
	return st;
}

enum coop_status sorter_add(
	struct sorter *s, const struct sorter_record *r, struct coop_error *err)
{
	/* an offset, an item, and what qsort() allocates for one */
	size_t each = sizeof *s->offs + 2 * sizeof *s->items;
	enum coop_status st = COOP_OK;
	if (s->nrecords > 0 && s->records.len + s->nrecords * each > s->memory)
		st = spill(s, err);
	if (st)
		return st;
	char *to = coop_buf_reserve(&s->records, 1 + r->key_len + PACK_UINT_MAX + r->len);
	if (!to || !coop_array_grow(
			   &s->offs, &s->offs_cap, s->nrecords + 1, sizeof *s->offs))
		return coop_fail_nomem(err);
	s->offs[s->nrecords++] = s->records.len;
	s->count++;
	char *begin = to;
	*to++ = (char)r->key_len;
	memcpy(to, r->key, r->key_len);
	to = pack_string(to + r->key_len, r->value, r->len);
	s->records.len += (size_t)(to - begin);
	return COOP_OK;
}

uint64_t sorter_count(const struct sorter *s)
{
	return s->count;
}

/* ---- reading ---- */

enum coop_status sorter_sort(struct sorter *s, struct coop_error *err)
{
	const char *map;
	if (s->npieces == 0)
		return sort_records(s, err);
	/*
	 * some records are in the file already: now all are, and can be merged from one
	 * mapping
	 */
	enum coop_status st = spill(s, err);
	coop_buf_release(&s->records);
	free(s->offs);
	s->offs = NULL;
	if (!st)
		st = tempfile_map(s->file, &map, err);
	for (size_t i = 0; !st && i < s->npieces; i++) {
		s->pieces[i].at = map + s->pieces[i].off;
		s->pieces[i].until = map + s->pieces[i].end;
	}
	return st;
}

/*
 * The piece whose next record comes first; NULL when none has any left. A linear search:
 * pieces are few.
 */
static struct piece *first_piece(const struct sorter *s)
{
	struct piece *first = NULL;
	const char *first_key = NULL, *key;
	size_t first_len = 0, len;
	for (size_t i = 0; i < s->npieces; i++) {
		struct piece *p = &s->pieces[i];
		if (p->at == p->until)
			continue;
		key_of(p->at, &key, &len);
		if (first && coop_bytes_compare(key, len, first_key, first_len) >= 0)
			continue;
		first = p;
		first_key = key;
		first_len = len;
	}
	return first;
}

bool sorter_next(struct sorter *s, struct sorter_record *out)
{
	if (s->npieces == 0) {
		if (s->next == s->nrecords)
			return false;
		read_record(s->items[s->next++].at, out);
		return true;
	}
	struct piece *p = first_piece(s);
	if (p)
		p->at = read_record(p->at, out);
	return p != NULL;
}
