/*
 * positions.c - the table `position`, from the runs.
 */
#include "indexer/build/position.h"

#include <stdlib.h>

#include "indexer/build/inverted.h"

struct writer {
	const struct inverted *all;
	struct position *table;
	struct union_walk walk;
	uint32_t *positions;
	size_t cap;
};

/* Writes the positions of a word, document by document. */
static enum coop_status write_word(
	struct writer *w, const struct merge *m, struct coop_error *err)
{
	enum coop_status st =
		union_begin(&w->walk, &w->all->runs, m->parts, m->nparts, err);
	position_term(w->table, m->term, m->len);
	while (!st && union_next(&w->walk)) {
		struct postings *p = w->walk.current;
		if (p->npos == 0)
			continue; /* a joined form stands nowhere */
		if (p->npos > w->cap && !coop_array_grow(&w->positions, &w->cap, p->npos,
						sizeof *w->positions))
			return coop_fail_nomem(err);
		postings_positions(p, w->positions);
		st = position_add(w->table, p->docid, w->positions, p->npos, err);
	}
	return st;
}

static enum coop_status write_words(struct writer *w, struct coop_error *err)
{
	enum { CHECK_EVERY = 256 /* terms */ };
	struct merge m;
	enum coop_status st = merge_begin(&m, &w->all->runs, err);
	for (uint32_t n = 0; !st && merge_next(&m); n++) {
		if (n % CHECK_EVERY == 0)
			st = inverted_check_stop(w->all, err);
		if (!st && m.parts[0].entry->kind == RUN_WORD)
			st = write_word(w, &m, err);
	}
	merge_release(&m);
	return st;
}

enum coop_status positions_write(const struct inverted *all, const char *dir,
	struct btree_root *root, struct coop_error *err)
{
	struct writer w = {.all = all};
	enum coop_status st = position_create(dir, &w.table, err);
	if (!st)
		st = write_words(&w, err);
	if (!st)
		st = position_finish(w.table, root, err);
	position_free(w.table);
	union_release(&w.walk);
	free(w.positions);
	return st;
}
