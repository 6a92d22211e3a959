#include "query/search/spelling.h"

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/text/fold.h"

/* The documents that are read for a word, and the bytes of each of their values. */
enum { DOCUMENTS_MAX = 3, BYTES_MAX = 20000 };

enum capitals { CAPITALS_NONE, CAPITALS_FIRST, CAPITALS_ALL, CAPITALS_KINDS };

/* What was met: the spelling of each kind, and how often. */
struct met {
	struct coop_buf spelling[CAPITALS_KINDS];
	size_t count[CAPITALS_KINDS];
	struct coop_buf lower;
};

static void release(struct met *m)
{
	for (int i = 0; i < CAPITALS_KINDS; i++)
		coop_buf_release(&m->spelling[i]);
	coop_buf_release(&m->lower);
}

static enum coop_status kind_of(struct met *m, const char *s, size_t n,
	enum capitals *kind, struct coop_error *err)
{
	coop_buf_reset(&m->lower);
	enum coop_status st = coop_accented(s, n, &m->lower, err);
	if (st)
		return st;
	if (coop_bytes_equal(m->lower.s, m->lower.len, s, n))
		*kind = CAPITALS_NONE;
	else
		*kind = coop_has_lower(s, n) ? CAPITALS_FIRST : CAPITALS_ALL;
	return COOP_OK;
}

/* Takes a spelling: the first of its kind, or the first with accents. */
static enum coop_status take(struct met *m, const struct coop_word *w, const char *text,
	struct coop_error *err)
{
	const char *s = text + w->off;
	size_t n = w->end - w->off;
	enum capitals kind = CAPITALS_NONE;
	enum coop_status st = kind_of(m, s, n, &kind, err);
	if (st)
		return st;
	struct coop_buf *best = &m->spelling[kind];
	/* the capital at the start of a sentence says nothing */
	m->count[kind] += !(w->flags & COOP_TOKEN_SENTENCE);
	if (best->len > 0 &&
		(!coop_utf8_ascii(best->s, best->len) || coop_utf8_ascii(s, n)))
		return COOP_OK;
	coop_buf_reset(best);
	coop_buf_add(best, s, n);
	return coop_buf_check(best, err);
}

static enum coop_status take_all(struct met *m, struct coop_analyzer *analyzer,
	const char *text, size_t len, struct spelled word, struct coop_error *err)
{
	struct coop_token t;
	bool more;
	enum coop_status st;
	len = coop_utf8_cut(text, len, BYTES_MAX);
	coop_analyzer_begin(analyzer, text, len);
	while (!(st = coop_analyzer_next(analyzer, &t, &more, err)) && more) {
		if (t.word.flags & COOP_TOKEN_JOINED ||
			!coop_bytes_equal(t.word.s, t.word.len, word.form, word.len))
			continue;
		st = take(m, &t.word, text, err);
		if (st)
			break;
	}
	return st;
}

/* Appends the spelling of the kind that was met most often. */
static enum coop_status choose(const struct met *m, struct spelled word,
	struct coop_buf *out, struct coop_error *err)
{
	const struct coop_buf *best = NULL;
	size_t most = 0;
	for (int i = 0; i < CAPITALS_KINDS; i++)
		if (m->spelling[i].len > 0 && (!best || m->count[i] > most)) {
			best = &m->spelling[i];
			most = m->count[i];
		}
	if (best)
		coop_buf_add(out, best->s, best->len);
	else
		coop_buf_add(out, word.form, word.len);
	return coop_buf_check(out, err);
}

enum coop_status spelling_in(struct coop_analyzer *analyzer, const char *text, size_t len,
	struct spelled word, struct coop_buf *out, struct coop_error *err)
{
	struct met met = {.count = {0}};
	enum coop_status st = take_all(&met, analyzer, text, len, word, err);
	if (!st)
		st = choose(&met, word, out, err);
	release(&met);
	return st;
}

/* Reads the texts of a document. */
static enum coop_status read_texts(struct met *m, struct coop_analyzer *analyzer,
	const struct coop_record *record, struct spelled word, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < record->count; i++) {
		struct coop_value v = coop_record_at(record, i);
		if (coop_value_is_text(&v))
			st = take_all(m, analyzer, v.text, v.len, word, err);
	}
	return st;
}

enum coop_status spelling_of(struct search *s, struct coop_analyzer *analyzer,
	struct spelled word, struct coop_buf *out, struct coop_error *err)
{
	struct met met = {.count = {0}};
	struct coop_docset set = {0};
	struct coop_record record;
	struct coop_plan term = {
		.op = COOP_OP_TERM, .weight = 1, .s = word.form, .len = word.len};
	struct coop_order_walk walk;
	uint32_t docid = 1;
	coop_record_init(&record);
	enum coop_status st = search_plan(s, &term, &set, err);
	if (!st)
		coop_order_begin(&walk, search_order(s), &set);
	for (int i = 0; !st && i < DOCUMENTS_MAX; i++) {
		st = coop_order_next(&walk, &docid, err);
		if (st || docid == 0)
			break;
		st = search_read(s, docid, &record, err);
		if (!st)
			st = read_texts(&met, analyzer, &record, word, err);
	}
	if (!st)
		st = choose(&met, word, out, err);
	coop_record_release(&record);
	coop_docset_release(&set);
	release(&met);
	return st;
}
