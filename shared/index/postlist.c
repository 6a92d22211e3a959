#include "shared/index/postlist.h"

#include <string.h>

#include "shared/core/bytes.h"

size_t coop_postlist_key(char to[COOP_POSTLIST_KEY], const char *term, size_t len)
{
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		to[n++] = term[i];
		if (term[i] == '\0')
			to[n++] = '\xff';
	}
	return n;
}

enum coop_lookup coop_postlist_seek(struct coop_table_cursor *c,
	const struct coop_table *t, const char *term, size_t len)
{
	char key[COOP_POSTLIST_KEY];
	if (len > COOP_TERM_MAX)
		return COOP_LOOKUP_NONE;
	return coop_table_cursor_seek(c, t, key, coop_postlist_key(key, term, len));
}

bool coop_postlist_term(const struct coop_item *item, char *out, size_t *len)
{
	size_t n = 0;
	for (size_t i = 0; i < item->key_len; i++) {
		bool zero = item->key[i] == 0;
		if (n == COOP_TERM_MAX ||
			(zero && (i + 1 == item->key_len || item->key[i + 1] != 0xff)))
			return false;
		out[n++] = (char)item->key[i];
		i += zero;
	}
	*len = n;
	return item->piece == 1;
}

static bool take_uint(struct coop_postlist *p, uint64_t *n)
{
	return coop_get_uint(&p->at, p->end, n);
}

static bool take_wdf(struct coop_postlist *p)
{
	uint64_t wdf;
	bool good = take_uint(p, &wdf) && wdf <= UINT32_MAX;
	p->wdf = good ? (uint32_t)wdf : 0;
	return good;
}

/* Reads the head of a chunk and its first posting, whose docid is known. */
static bool start_chunk(struct coop_postlist *p, uint64_t first)
{
	uint64_t more;
	if (first == 0 || first > p->highest || p->at == p->end ||
		(*p->at != '0' && *p->at != '1'))
		return false;
	p->final = *p->at++ == '1';
	if (!take_uint(p, &more) || more > p->highest - first)
		return false;
	p->docid = (uint32_t)first;
	p->last = first + more;
	return take_wdf(p);
}

/* Reads the value of the current item as a chunk. */
static bool read_chunk(struct coop_postlist *p)
{
	size_t n;
	if (p->cursor.item.compressed ||
		coop_table_cursor_read(&p->cursor, &p->pieces, &p->at, &n) !=
			COOP_LOOKUP_FOUND ||
		p->pieces.failed)
		return false;
	p->end = p->at + n;
	return true;
}

enum coop_lookup coop_postlist_begin(struct coop_postlist *p, const struct coop_table *t,
	const char *term, size_t len, uint32_t highest)
{
	char key[COOP_POSTLIST_KEY];
	uint64_t occurrences, first;
	*p = (struct coop_postlist){.highest = highest};
	if (len > COOP_TERM_MAX)
		return COOP_LOOKUP_NONE;
	enum coop_lookup found = coop_table_cursor_find(
		&p->cursor, t, key, coop_postlist_key(key, term, len));
	if (found != COOP_LOOKUP_FOUND)
		return found;
	p->key = p->cursor.item.key;
	p->key_len = p->cursor.item.key_len;
	/* the number of occurrences is read past */
	bool good = read_chunk(p) && take_uint(p, &p->doc_freq) && p->doc_freq > 0 &&
		    take_uint(p, &occurrences) && take_uint(p, &first) &&
		    start_chunk(p, first + 1);
	return good ? COOP_LOOKUP_FOUND : COOP_LOOKUP_DAMAGED;
}

/* Moves to the next chunk, which must exist, and have docids above those of the last. */
static bool next_chunk(struct coop_postlist *p)
{
	const struct coop_item *i = &p->cursor.item;
	uint64_t first;
	if (coop_table_cursor_next(&p->cursor) != COOP_LOOKUP_FOUND || i->piece != 1 ||
		i->key_len <= p->key_len + 1 || memcmp(i->key, p->key, p->key_len) != 0 ||
		i->key[p->key_len] != 0 ||
		!coop_glass_sorted(
			i->key + p->key_len + 1, i->key_len - p->key_len - 1, &first) ||
		first <= p->docid)
		return false;
	return read_chunk(p) && start_chunk(p, first);
}

enum coop_lookup coop_postlist_next(struct coop_postlist *p)
{
	uint64_t gap;
	if (p->at == p->end) {
		/* the head of the chunk states its last docid */
		if (p->docid != p->last)
			return COOP_LOOKUP_DAMAGED;
		if (p->final)
			return COOP_LOOKUP_NONE;
		return next_chunk(p) ? COOP_LOOKUP_FOUND : COOP_LOOKUP_DAMAGED;
	}
	if (!take_uint(p, &gap) || gap >= p->last - p->docid || !take_wdf(p))
		return COOP_LOOKUP_DAMAGED;
	p->docid += (uint32_t)gap + 1;
	return COOP_LOOKUP_FOUND;
}

bool coop_postlist_end(struct coop_postlist *p)
{
	bool failed = p->pieces.failed;
	coop_buf_release(&p->pieces);
	return failed;
}
