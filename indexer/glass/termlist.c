#include "indexer/glass/termlist.h"

#include <assert.h>
#include <string.h>

#include "indexer/glass/pack.h"
#include "shared/core/bytes.h"
#include "shared/index/store.h"

enum {
	/* the two bytes of lengths and the wdf, besides the term */
	EXTRA = 2 + PACK_UINT_MAX,
	WDF_FOLDED = 127 /* the lowest wdf that is never combined with `reuse` */
};

void termlist_begin(struct termlist *t)
{
	coop_buf_reset(&t->tag);
	t->before = NULL;
	t->before_len = 0;
	t->count = 0;
	t->length = 0;
}

static char *put_first(char *to, const char *term, size_t len, uint32_t wdf)
{
	*to++ = (char)len;
	memcpy(to, term, len);
	return pack_uint(to + len, wdf);
}

static char *put_next(
	const struct termlist *t, char *to, const char *term, size_t len, uint32_t wdf)
{
	size_t same = coop_bytes_common(t->before, t->before_len, term, len);
	assert(same < len &&
		(same == t->before_len ||
			(unsigned char)t->before[same] < (unsigned char)term[same]));
	/* `reuse` is at most before_len, so that both can be recovered from the number */
	size_t folded = (wdf + (size_t)1) * (t->before_len + 1) + same;
	bool fits = wdf < WDF_FOLDED && folded < 256;
	*to++ = (char)(fits ? folded : same);
	*to++ = (char)(len - same);
	memcpy(to, term + same, len - same);
	to += len - same;
	return fits ? to : pack_uint(to, wdf);
}

void termlist_add(struct termlist *t, const char *term, size_t len, uint32_t wdf)
{
	assert(len > 0 && len <= COOP_TERM_MAX);
	if (t->tag.cap - t->tag.len < len + EXTRA &&
		!coop_buf_reserve(&t->tag, len + EXTRA))
		return;
	char *to = t->tag.s + t->tag.len;
	char *end = t->before ? put_next(t, to, term, len, wdf)
			      : put_first(to, term, len, wdf);
	t->tag.len += (size_t)(end - to);
	t->before = term;
	t->before_len = len;
	t->count++;
	t->length += wdf;
}

void termlist_end(const struct termlist *t, struct coop_buf *out)
{
	out->failed = out->failed || t->tag.failed;
	if (t->count == 0)
		return;
	enum { LENGTH_MAX = 10 };
	char *start = coop_buf_reserve(out, LENGTH_MAX + PACK_UINT_MAX + t->tag.len);
	if (!start)
		return;
	char *to = pack_uint(start, t->length);
	to = pack_uint(to, t->count);
	memcpy(to, t->tag.s, t->tag.len);
	out->len += (size_t)(to - start) + t->tag.len;
}

void termlist_release(struct termlist *t)
{
	coop_buf_release(&t->tag);
}
