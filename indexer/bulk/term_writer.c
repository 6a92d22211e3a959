#include "indexer/bulk/term_writer.h"

#include <string.h>

#include "shared/core/i18n.h"
#include "shared/index/columns_meta.h"

enum coop_status term_writer_create(struct term_writer *w, const struct inverted *all,
	const char *dir, enum term_part part, uint32_t *lengths,
	struct termlists_input *termlists, struct coop_error *err)
{
	/* the largest part, so that the fewest bytes are copied */
	bool home = part == TERM_PART_WORDS;
	*w = (struct term_writer){.all = all, .lengths = lengths, .termlists = termlists};
	enum coop_status st = postings_writer_create(&w->postings, dir, home, err);
	if (!st)
		st = postlist_create(
			dir, home ? BTREE_HOME : BTREE_LATER, &w->table, err);
	return st;
}

void term_writer_release(struct term_writer *w)
{
	postlist_free(w->table);
	postings_writer_release(&w->postings);
}

void term_writer_begin(
	struct term_writer *w, const char *term, size_t len, bool positions)
{
	postlist_begin(w->table, term, len);
	postings_writer_begin(&w->postings, term, len, positions);
	if (w->termlists)
		termlists_input_begin(w->termlists, term, len);
}

enum coop_status term_writer_too_long(struct coop_error *err)
{
	return coop_fail(err, COOP_E_INPUT, "%s",
		TR("a notice is too long for the engine",
			"une notice est trop longue pour le moteur"));
}

enum coop_status term_writer_end(struct term_writer *w, struct coop_error *err)
{
	enum coop_status st = postlist_end(w->table, err);
	if (!st)
		st = postings_writer_end(&w->postings, err);
	if (!st && w->termlists)
		st = termlists_input_end(w->termlists, err);
	return st || !w->too_long ? st : term_writer_too_long(err);
}

/* Writes the metadata in the order of their names. */
static enum coop_status write_meta(
	struct postlist *p, const struct term_writer_first *first, struct coop_error *err)
{
	const struct column_pieces *columns = first->columns;
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < first->nmeta; i++) {
		const struct meta *m = &first->meta[i];
		if (columns && strcmp(m->name, COOP_META_COLUMNS) > 0) {
			st = column_pieces_write(columns, p, err);
			columns = NULL;
		}
		if (!st)
			st = postlist_metadata(
				p, m->name, coop_buf_cstr(&m->value), m->value.len, err);
	}
	return st;
}

enum coop_status term_writer_join_postlist(struct term_writer parts[TERM_PARTS],
	const char *dir, const struct term_writer_first *first, struct btree_root *root,
	struct coop_error *err)
{
	struct postlist *before;
	struct btree *all[TERM_PARTS + 1];
	/*
	 * metadata and lengths, whose keys are below all terms, are a part of their own
	 */
	enum coop_status st = postlist_create(dir, BTREE_FIRST, &before, err);
	if (st)
		return st;
	all[0] = postlist_tree(before);
	for (int i = 0; i < TERM_PARTS; i++)
		all[i + 1] = postlist_tree(parts[i].table);
	st = write_meta(before, first, err);
	if (!st)
		st = postlist_lengths(
			before, first->lengths, parts[0].all->documents, err);
	if (!st)
		st = btree_join(all, TERM_PARTS + 1, root, err);
	postlist_free(before);
	return st;
}

enum coop_status term_writer_join_postings(struct term_writer parts[TERM_PARTS],
	uint64_t *bytes, uint64_t *terms, struct coop_error *err)
{
	struct postings_writer *all[TERM_PARTS];
	for (int i = 0; i < TERM_PARTS; i++)
		all[i] = &parts[i].postings;
	return postings_writer_join(
		all, TERM_PARTS, parts[0].all->documents, bytes, terms, err);
}
