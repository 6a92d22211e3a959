#include "indexer/generations/restore.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "indexer/generations/index_folder.h"
#include "indexer/generations/origin.h"
#include "indexer/generations/serving.h"
#include "indexer/generations/verify.h"
#include "shared/core/buf.h"
#include "shared/core/i18n.h"
#include "shared/index/documents.h"
#include "shared/index/layout.h"
#include "shared/index/record.h"
#include "shared/index/snapshot.h"
#include "shared/text/analyzer.h"

static enum coop_status nothing_before(const char *path, struct coop_error *err)
{
	coop_fail(err, COOP_E_NOINDEX,
		TR("the index '%s' holds nothing to go back to",
			"l'index « %s » ne contient rien à quoi revenir"),
		path);
	coop_hint(err, "%s",
		TR("what a build replaces is kept until the next one",
			"ce qu'une indexation remplace est gardé jusqu'à la suivante"));
	return COOP_E_NOINDEX;
}

/* Reads one document, since documents are in a table that nothing else opens. */
static enum coop_status check_document(struct coop_reader *reader, struct coop_error *err)
{
	struct coop_posting first = {0};
	struct coop_buf id = {0}, data = {0};
	struct coop_record record;
	struct coop_documents *texts = NULL;
	const char prefix = COOP_PREFIX_ID;
	size_t ids, count = 0;
	coop_record_init(&record);
	enum coop_status st = coop_reader_terms(reader, &prefix, 1, 1, &id, &ids, err);
	if (!st && ids > 0)
		st = coop_reader_postings(
			reader, id.s, strlen(id.s), 1, &first, &count, err);
	if (!st)
		st = coop_documents_open(reader, &texts, err);
	if (!st && count > 0)
		st = coop_documents_read(texts, first.docid, &data, err);
	if (!st && count > 0)
		st = coop_record_unpack(&record, coop_buf_cstr(&data), data.len, err);
	coop_documents_free(texts);
	coop_record_release(&record);
	coop_buf_release(&id);
	coop_buf_release(&data);
	return st;
}

/* Verifies every page; what a tool of the engine has changed since cannot be, and is taken as it is. */
static enum coop_status check_files(
	const struct index_folder *f, const struct report *report, struct coop_error *err)
{
	struct coop_buf path = {0};
	struct coop_error why = {0};
	int fd;
	enum coop_status st = coop_generation_open_named(
		f->fd, f->path, f->restorable, &fd, &path, &why);
	if (!st)
		st = verify_generation(fd, path.s, report, &why);
	if (fd >= 0)
		close(fd);
	coop_buf_release(&path);
	return st == COOP_E_ARG ? COOP_OK : coop_pass_on(err, &why);
}

/* Checks that a generation can serve, and counts its records. */
static enum coop_status check_database(const struct index_folder *f,
	const struct report *report, uint64_t *records, struct coop_error *err)
{
	struct coop_analyzer *analyzer;
	struct coop_snapshot *snapshot = NULL;
	enum coop_status st = coop_analyzer_new(&analyzer, err);
	if (!st)
		st = coop_snapshot_open_generation(
			f->fd, f->path, f->restorable, analyzer, &snapshot, err);
	*records = st ? 0 : snapshot->documents;
	if (!st)
		st = check_document(snapshot->base.reader, err);
	if (!st && coop_reader_has_checksums(snapshot->base.reader))
		st = check_files(f, report, err);
	coop_snapshot_free(snapshot);
	coop_analyzer_free(analyzer);
	return st;
}

static enum coop_status read_origin(
	const struct index_folder *f, struct origin *origin, struct coop_error *err)
{
	struct coop_buf path = {0};
	int fd;
	enum coop_status st = coop_generation_open_named(
		f->fd, f->path, f->restorable, &fd, &path, err);
	if (!st)
		st = origin_read(fd, path.s, origin, err);
	if (fd >= 0)
		close(fd);
	coop_buf_release(&path);
	return st;
}

/* Reads the origin of the generation to go back to, and checks its database. */
static enum coop_status look(const struct index_folder *f, const struct report *report,
	struct origin *origin, struct coop_error *err)
{
	if (f->restorable == 0)
		return nothing_before(f->path, err);
	enum coop_status st = read_origin(f, origin, err);
	if (!st && !origin->known)
		return nothing_before(f->path, err);
	if (!st)
		st = check_database(f, report, &origin->records, err);
	if (st)
		coop_hint(err, "%s",
			TR("that is the index to go back to; the one that serves is left as it is",
				"il s'agit de l'index auquel revenir ; celui qui répond reste comme il est"));
	return st;
}

enum coop_status restore_run(
	const char *index, size_t wait, struct report *report, struct coop_error *err)
{
	struct coop_buf dir = {0};
	struct index_folder f = {.fd = -1, .lock = -1};
	struct origin origin = {0};
	struct coop_error after = {0};
	enum coop_status st = coop_index_locate(index, &dir, err);
	if (!st)
		st = index_folder_open(&f, dir.s, false, wait, report, err);
	if (!st)
		st = look(&f, report, &origin, err);
	if (!st)
		st = index_folder_switch(&f, f.restorable, &after, err);
	if (!st)
		serving_report(report, dir.s, index, &origin);
	if (!st)
		serving_report_after(report, &after);
	index_folder_close(&f);
	origin_release(&origin);
	coop_buf_release(&dir);
	return st;
}
