#include "indexer/inspect/opened.h"

#include <string.h>
#include <unistd.h>

#include "shared/core/i18n.h"
#include "shared/index/fingerprint.h"
#include "shared/index/layout.h"

/* ---- opening ---- */

static enum coop_status not_told(const struct opened_index *o, struct coop_error *err)
{
	coop_fail(err, COOP_E_ARG,
		TR("the index '%s' does not tell its sources: a tool of the engine has copied or changed it",
			"l'index « %s » ne dit pas ses sources : un outil du moteur l'a copié ou modifié"),
		o->dir.s);
	coop_hint(err, "%s",
		TR("build it anew from its sources", "recréez-le depuis ses sources"));
	return COOP_E_ARG;
}

static void close_generation(struct opened_index *o)
{
	coop_snapshot_free(o->snapshot);
	o->snapshot = NULL;
	sources_release(&o->sources);
	origin_release(&o->origin);
}

/* Reads the files about the sources, from the generation that the stub names. */
static enum coop_status read_sources(struct opened_index *o, struct coop_error *err)
{
	const struct coop_manifest *m = &o->snapshot->manifest;
	const struct coop_reader *delta = o->snapshot->delta.reader;
	struct coop_buf path = {0};
	int fd;
	enum coop_status st = coop_generation_open_named(
		o->folder, o->dir.s, o->stub.number, &fd, &path, err);
	if (!st)
		st = origin_read(fd, path.s, &o->origin, err);
	if (!st && m->parts[COOP_PART_SOURCES].there)
		st = sources_read(fd, path.s, m->parts[COOP_PART_SOURCES].crc,
			coop_reader_last(o->snapshot->base.reader),
			delta ? coop_reader_last(delta) : 0, &o->sources, err);
	if (fd >= 0)
		close(fd);
	coop_buf_release(&path);
	return st;
}

static bool same_stub(const struct coop_stub *a, const struct coop_stub *b)
{
	return a->number == b->number && a->checksums == b->checksums &&
	       a->manifest == b->manifest;
}

/*
 * Opens what the stub names. Builds may replace it meanwhile: what was opened belongs together if the
 * stub says the same before and after.
 */
static enum coop_status open_serving(struct opened_index *o, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_stub now;
	struct coop_error e;
	int tries = 0;
	do {
		e = (struct coop_error){0};
		close_generation(o);
		enum coop_status st = coop_stub_read(o->folder, o->dir.s, &o->stub, &e);
		if (st)
			break;
		if (!coop_snapshot_open(o->dir.s, NULL, &o->snapshot, &e))
			read_sources(o, &e);
		if (coop_stub_read(o->folder, o->dir.s, &now, &e))
			break;
	} while (!same_stub(&o->stub, &now) && ++tries < TRIES);
	return coop_pass_on(err, &e);
}

enum coop_status opened_open(
	struct opened_index *o, const char *index, struct coop_error *err)
{
	*o = (struct opened_index){.folder = -1};
	enum coop_status st = coop_index_locate(index, &o->dir, err);
	if (!st)
		st = coop_index_open_folder(o->dir.s, &o->folder, err);
	if (!st)
		st = open_serving(o, err);
	if (!st && (!o->snapshot->manifest.parts[COOP_PART_SOURCES].there ||
			   sources_records(&o->sources) != o->snapshot->documents))
		st = not_told(o, err);
	return st;
}

void opened_close(struct opened_index *o)
{
	close_generation(o);
	if (o->folder >= 0)
		close(o->folder);
	coop_buf_release(&o->dir);
	*o = (struct opened_index){.folder = -1};
}

/* ---- records ---- */

static enum coop_status each_of_run(const struct opened_index *o,
	const struct source_run *run, struct coop_stored_taker taker,
	struct coop_error *err)
{
	const struct coop_segment *segment = opened_segment(o, run);
	struct coop_error damage = {0};
	coop_stored_each(
		segment->reader, run->first, run->first + run->count - 1, taker, &damage);
	return coop_segment_pass_on(segment, err, &damage);
}

enum coop_status opened_each(const struct opened_index *o, const struct source *of,
	struct coop_stored_taker taker, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < of->nruns; i++)
		st = each_of_run(o, &o->sources.runs[of->run + i], taker, err);
	return st;
}

/* ---- the fingerprint ---- */

enum coop_status opened_print_fingerprint(
	const char *index, FILE *out, struct coop_error *err)
{
	char text[COOP_FINGERPRINT_TEXT];
	struct coop_fingerprint *f = NULL;
	struct opened_index o;
	enum coop_status st = opened_open(&o, index, err);
	if (!st)
		st = coop_fingerprint_new(o.snapshot, &f, err);
	/* runs are in the order of the sources */
	for (size_t i = 0; !st && i < o.sources.nruns; i++) {
		const struct source_run *run = &o.sources.runs[i];
		st = coop_fingerprint_add(
			f, opened_segment(&o, run), run->first, run->count, err);
	}
	if (!st) {
		coop_fingerprint_print(f, text);
		fprintf(out, "%s\n", text);
	}
	coop_fingerprint_free(f);
	opened_close(&o);
	return st;
}
