#include "indexer/check_full.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/bulk/builder.h"
#include "indexer/check_consistent.h"
#include "indexer/disk/entry.h"
#include "indexer/disk/tempfile.h"
#include "indexer/job.h"
#include "indexer/terms/facts.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/hashes.h"
#include "shared/index/layout.h"
#include "shared/index/snapshot.h"
#include "shared/index/stored.h"

struct full {
	const struct report *report;
	struct coop_snapshot *snapshot;
	struct coop_buf scratch; /* a folder of our own */
	struct facts facts;      /* of the base */
	bool tools;
	size_t differ;
};

/* ---- the folder for what is built ---- */

static bool make_scratch(struct full *f, const char *dir, const char *name)
{
	coop_buf_reset(&f->scratch);
	coop_buf_printf(&f->scratch, "%s%s", dir, name);
	if (!f->scratch.failed && mkdtemp(f->scratch.s))
		return true;
	coop_buf_reset(&f->scratch);
	return false;
}

/* In TMPDIR, if the user has set it; else where there is room for an index. */
static enum coop_status find_room(struct full *f, const char *dir, struct coop_error *err)
{
	static const char name[] = "/coopidx-check-XXXXXX", beside[] = ".check-XXXXXX";
	const char *tmp = getenv("TMPDIR");
	size_t len = strlen(dir);
	struct coop_buf index = {0};
	while (len > 1 && dir[len - 1] == '/')
		len--;
	coop_buf_add(&index, dir, len);
	bool done = (tmp && *tmp && make_scratch(f, tmp, name)) ||
		    make_scratch(f, coop_buf_cstr(&index), beside) ||
		    make_scratch(f, tempfile_dir(), name);
	coop_buf_release(&index);
	return done ? COOP_OK : coop_cannot_write(tempfile_dir(), NULL, err);
}

/* The folder is our own: whatever is in it was built here. */
static bool is_ours(const char *name)
{
	(void)name;
	return true;
}

static void remove_scratch(struct full *f, bool folder)
{
	if (f->scratch.len == 0)
		return;
	int fd = open(f->scratch.s, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0) {
		entry_remove_each(fd, is_ours);
		close(fd);
	}
	if (folder)
		rmdir(f->scratch.s);
}

/* ---- building a segment again ---- */

/* What the stored records go to. */
struct feed {
	const struct report *report;
	struct sink *sink;
};

static enum coop_status feed(
	void *data, struct coop_record *record, uint64_t hash, struct coop_error *err)
{
	const struct feed *to = data;
	enum coop_status st = stop_check(to->report->stop, err);
	progress_add(to->report->progress, 1);
	(void)hash;
	return st ? st : sink_add(to->sink, record, err);
}

static enum coop_status build(
	const struct full *f, const struct coop_segment *s, struct coop_error *err)
{
	struct sink_options options = {.dir = f->scratch.s,
		.path = f->scratch.s,
		.threads = 1,
		.memory = job_memory() << 20,
		.engine_tools = f->tools,
		.facts = s->name || coop_shard_mark_is(&f->facts.mark) ? &f->facts : NULL,
		.progress = f->report->progress,
		.stop = f->report->stop};
	struct feed to = {.report = f->report};
	progress_step(
		f->report->progress, PROGRESS_REBUILDING, coop_reader_last(s->reader));
	enum coop_status st = builder_new(&options, &to.sink, err);
	if (!st)
		st = coop_stored_each(s->reader, 1, coop_reader_last(s->reader),
			(struct coop_stored_taker){feed, &to}, err);
	if (!st)
		st = sink_finish(to.sink, err);
	sink_free(to.sink);
	return st;
}

/* ---- comparing ---- */

static void tell(struct full *f, const struct coop_segment *s, const char *name)
{
	coop_diag_note(f->report->program,
		TR("%s%s%s: says something else than the stored notices give",
			"%s%s%s : dit autre chose que ce que donnent les notices"),
		s->name ? s->name : "", s->name ? "/" : "", name);
	f->differ++;
}

/* Whether two files are the same; a file that is not there is one of nothing. */
static enum coop_status compare_file(const struct full *f, const struct coop_segment *s,
	int built, const char *name, bool *same, struct coop_error *err)
{
	struct coop_mapping then = {0}, now = {0};
	struct coop_pages pages;
	enum coop_status st = coop_reader_map(s->reader, name, &then, &pages, err);
	if (!st)
		st = coop_mapping_open(&now, built, f->scratch.s, name, err);
	*same = !st && then.size == now.size &&
		(then.size == 0 || memcmp(then.at, now.at, then.size) == 0);
	coop_mapping_close(&then);
	coop_mapping_close(&now);
	return st;
}

/*
 * Compares the tables. That of the records is not compared: it is what was built from, and another
 * version of the library that compresses it may write other bytes; then the version file, which says
 * where its blocks are, differs as well.
 */
static enum coop_status compare(
	struct full *f, const struct coop_segment *s, struct coop_error *err)
{
	static const char *const names[] = {"postlist.glass", "termlist.glass",
		"position.glass", COOP_POSTINGS_FILE, COOP_HASHES_FILE,
		COOP_COLUMNS_FILE};
	bool same, records = false, all = true;
	int built = open(f->scratch.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (built < 0)
		return coop_cannot_read(f->scratch.s, NULL, err);
	enum coop_status st = compare_file(
		f, s, built, coop_glass_file(COOP_GLASS_DOCDATA), &records, err);
	for (size_t i = 0; !st && i < sizeof names / sizeof *names; i++) {
		st = compare_file(f, s, built, names[i], &same, err);
		if (!st && !same)
			tell(f, s, names[i]);
		all &= same;
	}
	if (!st && records && all) {
		st = compare_file(f, s, built, COOP_GLASS_VERSION, &same, err);
		if (!st && !same)
			tell(f, s, COOP_GLASS_VERSION);
	}
	close(built);
	return st;
}

static enum coop_status check_segment(
	struct full *f, const struct coop_segment *s, struct coop_error *err)
{
	if (!s->reader)
		return COOP_OK;
	enum coop_status st = build(f, s, err);
	if (!st)
		st = compare(f, s, err);
	remove_scratch(f, false);
	return st;
}

/* ---- all of it ---- */

static enum coop_status nothing_to_compare(const char *dir, struct coop_error *err)
{
	return coop_fail(err, COOP_E_ARG,
		TR("the files of '%s' are as they were written; more cannot be compared, as the engine wrote them",
			"les fichiers de « %s » sont tels qu'ils ont été écrits ; le moteur les a écrits, et rien d'autre ne peut être comparé"),
		dir);
}

/* Opens the generation, and learns how it was built. */
static enum coop_status open_all(struct full *f, int index, const char *dir,
	const struct coop_stub *stub, struct coop_error *err)
{
	struct coop_analyzer *analyzer;
	enum coop_status st = coop_analyzer_new(&analyzer, err);
	if (!st)
		st = coop_snapshot_open_generation(
			index, dir, stub->number, analyzer, &f->snapshot, err);
	coop_analyzer_free(analyzer);
	if (st)
		return st;
	if (!f->snapshot->base.lists)
		return nothing_to_compare(dir, err);
	st = coop_snapshot_has_tools(f->snapshot, &f->tools, err);
	return st ? st : facts_read(f->snapshot->base.reader, &f->facts, err);
}

static enum coop_status check(struct full *f, int index, const char *dir,
	const struct coop_stub *stub, struct coop_error *err)
{
	enum coop_status st = open_all(f, index, dir, stub, err);
	if (!st)
		st = find_room(f, dir, err);
	if (!st)
		st = check_segment(f, &f->snapshot->base, err);
	if (!st)
		st = check_segment(f, &f->snapshot->delta, err);
	if (!st)
		st = check_segment(f, &f->snapshot->removed, err);
	if (!st)
		st = check_consistent(
			f->snapshot, index, dir, stub, f->report, &f->differ, err);
	if (st || f->differ == 0)
		return st;
	return coop_fail(err, COOP_E_CORRUPT,
		TR("the index '%s' does not say what its notices give: %zu differences",
			"l'index « %s » ne dit pas ce que donnent ses notices : %zu différences"),
		dir, f->differ);
}

enum coop_status check_full(int index, const char *dir, const struct coop_stub *stub,
	const struct report *report, struct coop_error *err)
{
	struct full f = {.report = report};
	enum coop_status st = check(&f, index, dir, stub, err);
	remove_scratch(&f, true);
	facts_release(&f.facts);
	coop_snapshot_free(f.snapshot);
	coop_buf_release(&f.scratch);
	return st;
}
