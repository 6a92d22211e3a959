/*
 * search_acronyms.c - the acronyms that a search uses: those of its index, or of all its indexes together.
 */
#include "query/search/search_internal.h"
#include "shared/index/layout.h"

static enum coop_status open_proofs(const struct coop_snapshot *s,
	struct coop_acronyms *acronyms, struct coop_error *err)
{
	struct coop_buf proofs = {0};
	enum coop_status st = coop_snapshot_meta(s, COOP_META_PROOFS, &proofs, err);
	if (!st)
		st = coop_acronyms_open_proofs(acronyms, &proofs, err);
	coop_buf_release(&proofs);
	return st;
}

static enum coop_status open_acronyms(
	const struct coop_snapshot *s, struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_buf packed = {0};
	enum coop_status st = coop_snapshot_meta(s, COOP_META_ACRONYMS, &packed, err);
	if (!st)
		st = coop_acronyms_open(&packed, out, err);
	coop_buf_release(&packed);
	return st;
}

/* Adds those of an index, with their long forms, which decide what stands for what. */
static enum coop_status add_index(
	struct coop_acronyms *all, const struct coop_snapshot *s, struct coop_error *err)
{
	struct coop_acronyms *own = NULL;
	enum coop_status st = open_acronyms(s, &own, err);
	if (!st)
		st = open_proofs(s, own, err);
	if (!st)
		st = coop_acronyms_merge(all, own, err);
	coop_acronyms_free(own);
	return st;
}

/* Opens the stored form of a table that was made, which finds long forms. */
static enum coop_status open_made(const struct coop_acronyms *made,
	struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_buf packed = {0}, proofs = {0};
	enum coop_status st = coop_acronyms_pack(made, &packed, &proofs, err);
	if (!st)
		st = coop_acronyms_open(&packed, out, err);
	if (!st)
		st = coop_acronyms_open_proofs(*out, &proofs, err);
	coop_buf_release(&packed);
	coop_buf_release(&proofs);
	return st;
}

enum coop_status search_acronyms_read(const struct coop_collection *c,
	struct coop_acronyms **out, struct coop_error *err)
{
	struct coop_acronyms *all;
	*out = NULL;
	if (c->count == 1 || c->sharded) /* which have the same */
		return open_acronyms(c->snapshots[0], out, err);
	enum coop_status st = coop_acronyms_new(&all, err);
	for (size_t i = 0; !st && i < c->count; i++)
		st = add_index(all, c->snapshots[i], err);
	if (!st)
		st = open_made(all, out, err);
	coop_acronyms_free(all);
	return st;
}

enum coop_status search_read_proofs(struct search *s, struct coop_error *err)
{
	const struct coop_collection *c = s->collection;
	/* those of several indexes have come with the acronyms */
	return c->count == 1 || c->sharded
		       ? open_proofs(c->snapshots[0], s->acronyms, err)
		       : COOP_OK;
}
