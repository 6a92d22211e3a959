/*
 * write_words.c - writes the words and the other terms with positions.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/bulk/term_writer.h"
#include "indexer/glass/position.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/index/layout.h"

struct writer {
	const struct inverted *all;
	struct position *table; /* NULL unless wanted */
	struct union_walk walk;
	uint32_t *positions;
	size_t cap;
};

/* Writes the positions of the current posting to the engine's table. */
static enum coop_status write_positions(
	struct writer *w, struct posting_stream *p, struct coop_error *err)
{
	if (p->npos > w->cap &&
		!coop_array_grow(&w->positions, &w->cap, p->npos, sizeof *w->positions))
		return coop_fail_nomem(err);
	posting_stream_positions(p, w->positions);
	if (p->npos == 0)
		return COOP_OK; /* a joined form has no position */
	return position_add(w->table, p->docid, w->positions, p->npos, err);
}

static enum coop_status write_word(struct writer *w, struct term_writer *terms,
	const struct merge *m, struct coop_error *err)
{
	bool positions = false;
	enum coop_status st =
		union_begin(&w->walk, &w->all->runs, m->parts, m->nparts, err);
	for (size_t i = 0; i < m->nparts; i++)
		positions |= m->parts[i].entry->positions > 0;
	if (w->table)
		position_term(w->table, m->term, m->len);
	term_writer_begin(terms, m->term, m->len, positions);
	while (!st && union_next(&w->walk)) {
		struct posting_stream *p = w->walk.current;
		/*
		 * our posting lists store positions as the stream does: their bytes are
		 * copied
		 */
		const char *from = p->at;
		term_writer_add(terms, p->docid, p->tf);
		if (w->table)
			st = write_positions(w, p, err);
		else
			posting_stream_skip_positions(p);
		term_writer_positions(terms, p->npos, from, (size_t)(p->at - from));
	}
	return st ? st : term_writer_end(terms, err);
}

/* Writes the words from `from` on, up to `until` unless that is NULL. */
static enum coop_status write_words(struct writer *w, const char *from, const char *until,
	struct term_writer *digits, struct term_writer *words, struct coop_error *err)
{
	enum { CHECK_EVERY = 256 /* terms */ };
	struct merge m;
	enum coop_status st = merge_begin(&m, &w->all->runs, from, err);
	for (uint32_t n = 0; !st && merge_next(&m); n++) {
		if (until && coop_bytes_compare(m.term, m.len, until, strlen(until)) >= 0)
			break;
		if (n % CHECK_EVERY == 0)
			st = inverted_check_stop(w->all, err);
		if (st || m.parts[0].entry->kind > RUN_BREAK)
			continue;
		/*
		 * words that begin with a digit come before the capital letters of
		 * prefixes, others after them
		 */
		bool digit = (unsigned char)*m.term < COOP_PREFIX_FIELD;
		st = write_word(w, digit ? digits : words, &m, err);
		progress_add(w->all->progress, m.nparts);
	}
	merge_release(&m);
	union_release(&w->walk);
	free(w->positions);
	return st;
}

enum coop_status words_write(const struct inverted *all, struct position *table,
	struct term_writer *digits, struct term_writer *words, struct coop_error *err)
{
	struct writer w = {.all = all, .table = table};
	return write_words(&w, "", WORDS_LAST, digits, words, err);
}

enum coop_status words_write_last(const struct inverted *all, struct position *table,
	struct term_writer *words, struct coop_error *err)
{
	struct writer w = {.all = all, .table = table};
	return write_words(&w, WORDS_LAST, NULL, words, words, err);
}
