#include "shared/index/collection.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "shared/core/i18n.h"

/* ---- the parts ---- */

/* Adds a segment that there is. */
static enum coop_status add_part(struct coop_collection *c,
	struct coop_collection_part part, struct coop_error *err)
{
	if (!part.segment->reader && !part.segment->remote)
		return COOP_OK;
	uint32_t documents = coop_segment_last(part.segment);
	if (documents > UINT32_MAX - 1 - c->last)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("these indexes have too many documents to be asked together",
				"ces index ont trop de documents pour être interrogés ensemble"));
	part.before = c->last;
	c->last = part.last = c->last + documents;
	c->parts[c->nparts++] = part;
	return COOP_OK;
}

/* Adds the segments of each snapshot. */
static enum coop_status add_snapshots(struct coop_collection *c, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < c->count; i++) {
		const struct coop_snapshot *s = c->snapshots[i];
		st = add_part(c,
			(struct coop_collection_part){.index = i,
				.segment = &s->base,
				.removed = s->removed.reader ? &s->removed : NULL,
				.tombstones = s->tombstones},
			err);
		if (!st)
			st = add_part(c,
				(struct coop_collection_part){
					.index = i, .segment = &s->delta},
				err);
		c->documents += s->documents;
	}
	return st;
}

const struct coop_collection_part *coop_collection_part(
	const struct coop_collection *c, uint32_t docid)
{
	size_t i = 0;
	while (i + 1 < c->nparts && docid > c->parts[i].last)
		i++;
	return &c->parts[i];
}

/* ---- opening ---- */

static enum coop_status reserve(
	struct coop_collection **out, size_t count, bool owns, struct coop_error *err)
{
	enum { SEGMENTS = 2 }; /* with documents */
	struct coop_collection *c = *out = calloc(1, sizeof *c);
	if (!c)
		return coop_fail_nomem(err);
	c->snapshots = calloc(count + 1, sizeof *c->snapshots);
	c->parts = calloc((count + 1) * SEGMENTS, sizeof *c->parts);
	c->own = owns ? calloc(count + 1, sizeof *c->own) : NULL;
	return c->snapshots && c->parts && (c->own || !owns) ? COOP_OK
							     : coop_fail_nomem(err);
}

/* Refuses a folder that one of those before it is. */
static enum coop_status check_new(
	const char *const *dirs, size_t i, struct coop_error *err)
{
	struct stat one, other;
	if (stat(dirs[i], &one) != 0)
		return COOP_OK; /* opening it tells why */
	for (size_t k = 0; k < i; k++)
		if (stat(dirs[k], &other) == 0 && other.st_dev == one.st_dev &&
			other.st_ino == one.st_ino)
			return coop_fail(err, COOP_E_ARG,
				TR("'%s' and '%s' are the same index",
					"« %s » et « %s » sont le même index"),
				dirs[k], dirs[i]);
	return COOP_OK;
}

enum coop_status coop_collection_prepare(
	struct coop_snapshot *s, const char *dir, struct coop_error *err)
{
	s->base.index = s->delta.index = s->removed.index = dir;
	if (s->base.lists || s->base.remote)
		return COOP_OK;
	coop_fail(err, COOP_E_NOINDEX,
		TR("'%s' was changed by a tool of the engine, and cannot be asked together with other indexes",
			"« %s » a été modifié par un outil du moteur, et ne peut être interrogé avec d'autres index"),
		dir);
	coop_hint(err, "%s",
		TR("ask it alone, or rebuild it: coopidx PATH...",
			"interrogez-le seul, ou recréez-le : coopidx CHEMIN..."));
	return COOP_E_NOINDEX;
}

/* Opens an index of several: a message that it is damaged, or of another version, says which one it is. */
static enum coop_status open_one(const char *dir, struct coop_analyzer *analyzer,
	struct coop_snapshot **out, struct coop_error *err)
{
	struct coop_error e = {0};
	enum coop_status st = coop_snapshot_open(dir, analyzer, out, &e);
	if (st != COOP_E_CORRUPT && st != COOP_E_VERSION)
		return st ? coop_pass_on(err, &e)
			  : coop_collection_prepare(*out, dir, err);
	coop_fail(err, st, "%s: %s", dir, e.msg);
	if (*e.hint)
		coop_hint(err, "%s", e.hint);
	return st;
}

static enum coop_status open_all(struct coop_collection *c, const char *const *dirs,
	size_t count, struct coop_analyzer *analyzer, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < count; i++) {
		st = check_new(dirs, i, err);
		if (!st)
			st = (count > 1 ? open_one : coop_snapshot_open)(
				dirs[i], analyzer, &c->own[i], err);
		c->snapshots[i] = c->own[i];
		c->count = i + 1;
	}
	return st ? st : add_snapshots(c, err);
}

enum coop_status coop_collection_open(const char *const *dirs, size_t count,
	struct coop_analyzer *analyzer, struct coop_collection **out,
	struct coop_error *err)
{
	*out = NULL;
	if (count > COOP_COLLECTION_MAX)
		return coop_fail(err, COOP_E_ARG,
			TR("%zu indexes: at most %d are asked together",
				"%zu index : on en interroge au plus %d ensemble"),
			count, COOP_COLLECTION_MAX);
	struct coop_collection *c;
	enum coop_status st = reserve(&c, count, true, err);
	if (!st)
		st = open_all(c, dirs, count, analyzer, err);
	if (st)
		coop_collection_free(c);
	else
		*out = c;
	return st;
}

enum coop_status coop_collection_of(const struct coop_snapshot *snapshot,
	struct coop_collection **out, struct coop_error *err)
{
	struct coop_collection *c;
	enum coop_status st = reserve(&c, 1, false, err);
	*out = NULL;
	if (!st) {
		c->snapshots[0] = snapshot;
		c->count = 1;
		st = add_snapshots(c, err);
	}
	if (st)
		coop_collection_free(c);
	else
		*out = c;
	return st;
}

enum coop_status coop_collection_join(struct coop_snapshot *const *snapshots,
	size_t count, struct coop_collection **out, struct coop_error *err)
{
	struct coop_collection *c;
	enum coop_status st = reserve(&c, count, true, err);
	*out = NULL;
	if (st) {
		for (size_t i = 0; i < count; i++)
			coop_snapshot_free(snapshots[i]);
		coop_collection_free(c);
		return st;
	}
	for (size_t i = 0; i < count; i++)
		c->snapshots[i] = c->own[i] = snapshots[i];
	c->count = count;
	st = add_snapshots(c, err);
	if (st)
		coop_collection_free(c);
	else
		*out = c;
	return st;
}

void coop_collection_free(struct coop_collection *c)
{
	if (!c)
		return;
	for (size_t i = 0; c->own && i < c->count; i++)
		coop_snapshot_free(c->own[i]);
	free(c->own);
	free(c->snapshots);
	free(c->parts);
	free(c);
}
