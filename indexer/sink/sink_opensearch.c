#include "indexer/sink/sink_opensearch.h"

#include <stdlib.h>

#include "indexer/opensearch/bulk_lines.h"

struct opensearch {
	struct sink base;
	struct bulk_lines lines;
	const char *program;
};

static enum coop_status add(
	struct sink *s, struct coop_record *record, struct coop_error *err)
{
	return bulk_lines_put(&((struct opensearch *)s)->lines, record, err);
}

static enum coop_status finish(struct sink *s, struct coop_error *err)
{
	const struct opensearch *o = (const struct opensearch *)s;
	(void)err;
	bulk_lines_tell(&o->lines, o->program);
	return COOP_OK;
}

static void free_opensearch(struct sink *s)
{
	bulk_lines_release(&((struct opensearch *)s)->lines);
	free(s);
}

static const struct sink_ops ops = {add, finish, free_opensearch};

enum coop_status opensearch_new(
	FILE *out, const char *program, struct sink **sink, struct coop_error *err)
{
	*sink = NULL;
	struct opensearch *o = calloc(1, sizeof *o);
	if (!o)
		return coop_fail_nomem(err);
	o->base.ops = &ops;
	o->base.shows = true;
	o->program = program;
	enum coop_status st = bulk_lines_init(&o->lines, out, err);
	if (st)
		free_opensearch(&o->base);
	else
		*sink = &o->base;
	return st;
}
