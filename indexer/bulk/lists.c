#include "indexer/bulk/lists.h"

#include "shared/core/i18n.h"

enum coop_status lists_create(struct lists *l, const struct inverted *all,
	const char *dir, enum lists_part part, uint32_t *lengths, struct termnotes *notes,
	struct coop_error *err)
{
	/* the words fill the most */
	bool home = part == LISTS_WORDS;
	*l = (struct lists){.all = all, .lengths = lengths, .notes = notes};
	enum coop_status st = postings_writer_create(&l->ranked, dir, home, err);
	if (!st)
		st = postlist_create(
			dir, home ? BTREE_HOME : BTREE_LATER, &l->table, err);
	return st;
}

void lists_release(struct lists *l)
{
	postlist_free(l->table);
	postings_writer_release(&l->ranked);
}

void lists_begin(struct lists *l, const char *term, size_t len, bool positions)
{
	postlist_begin(l->table, term, len);
	postings_writer_begin(&l->ranked, term, len, positions);
	if (l->notes)
		termnotes_begin(l->notes, term, len);
}

enum coop_status lists_too_long(struct coop_error *err)
{
	return coop_fail(err, COOP_E_INPUT, "%s",
		TR("a notice is too long for the engine",
			"une notice est trop longue pour le moteur"));
}

enum coop_status lists_end(struct lists *l, struct coop_error *err)
{
	enum coop_status st = postlist_end(l->table, err);
	if (!st)
		st = postings_writer_end(&l->ranked, err);
	if (!st && l->notes)
		st = termnotes_end(l->notes, err);
	return st || !l->too_long ? st : lists_too_long(err);
}

/* Writes what stands before all terms. */
static enum coop_status write_first(struct postlist *p, const struct meta *meta,
	size_t nmeta, const uint32_t *lengths, uint32_t documents, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < nmeta; i++)
		st = postlist_metadata(p, meta[i].name, coop_buf_cstr(&meta[i].value),
			meta[i].value.len, err);
	return st ? st : postlist_lengths(p, lengths, documents, err);
}

enum coop_status lists_join(struct lists parts[LISTS_PARTS], const char *dir,
	const struct meta *meta, size_t nmeta, const uint32_t *lengths,
	struct btree_root *root, struct coop_error *err)
{
	struct postlist *first;
	struct btree *all[LISTS_PARTS + 1];
	enum coop_status st = postlist_create(dir, BTREE_FIRST, &first, err);
	if (st)
		return st;
	all[0] = postlist_tree(first);
	for (int i = 0; i < LISTS_PARTS; i++)
		all[i + 1] = postlist_tree(parts[i].table);
	st = write_first(first, meta, nmeta, lengths, parts[0].all->documents, err);
	if (!st)
		st = btree_join(all, LISTS_PARTS + 1, root, err);
	postlist_free(first);
	return st;
}

enum coop_status lists_join_postings(struct lists parts[LISTS_PARTS], uint64_t *bytes,
	uint64_t *terms, struct coop_error *err)
{
	struct postings_writer *all[LISTS_PARTS];
	for (int i = 0; i < LISTS_PARTS; i++)
		all[i] = &parts[i].ranked;
	return postings_writer_join(
		all, LISTS_PARTS, parts[0].all->documents, bytes, terms, err);
}
