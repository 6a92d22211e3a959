#include "indexer/check.h"

#include <unistd.h>

#include "indexer/check_full.h"
#include "indexer/check_sources.h"
#include "indexer/generations/serving.h"
#include "indexer/generations/verify.h"
#include "shared/core/buf.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* The generation that is checked; its files are all opened before any is verified. */
struct check {
	const char *dir;
	int index, folder;    /* of the index, and of the generation */
	struct coop_buf path; /* of the latter, as messages say it */
	struct coop_stub stub;
	struct verify *files;
};

static void close_generation(struct check *c)
{
	verify_free(c->files);
	c->files = NULL;
	if (c->folder >= 0)
		close(c->folder);
	c->folder = -1;
}

static enum coop_status open_generation(struct check *c, struct coop_error *err)
{
	enum coop_status st = coop_stub_read(c->index, c->dir, &c->stub, err);
	if (!st)
		st = coop_generation_open_named(
			c->index, c->dir, c->stub.number, &c->folder, &c->path, err);
	return st ? st : verify_open(c->folder, c->path.s, &c->files, err);
}

/*
 * Opens the generation that serves. Where builds replace the index meanwhile, its files may be gone
 * before they are open: it is whole if the stub names it still when they all are.
 */
static enum coop_status open_serving(struct check *c, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_stub now = {0};
	struct coop_error why;
	int tries = 0;
	do {
		why = (struct coop_error){0};
		close_generation(c);
		open_generation(c, &why);
		if (coop_stub_read(c->index, c->dir, &now, &why))
			break;
	} while (now.number != c->stub.number && ++tries < TRIES);
	/* the stub names it, and it is not there */
	if (why.status == COOP_E_STALE)
		why.status = COOP_E_CORRUPT;
	return coop_pass_on(err, &why);
}

static enum coop_status check(struct check *c, enum check_depth depth,
	const struct report *report, struct coop_error *err)
{
	struct verified found;
	struct coop_error damage = {0};
	enum coop_status st =
		verify_files(c->files, &c->stub, report->progress, &found, err);
	if (!st && verify_tell(&found, c->path.s, report, &damage)) {
		st = check_sources(c->index, c->dir, &c->stub, &found, report, err);
		return st ? st : coop_pass_on(err, &damage);
	}
	if (!st && depth == CHECK_FULL)
		st = check_full(c->index, c->dir, &c->stub, report, err);
	if (!st && !report->quiet)
		coop_diag_note(report->program,
			TR("the index in %s is as it was written: %zu files, %zu pages",
				"l'index dans %s est tel qu'il a été écrit : %zu fichiers, %zu pages"),
			c->path.s, found.files, found.pages);
	if (!st && !report->quiet && depth == CHECK_FULL)
		coop_diag_note(report->program, "%s",
			TR("... and says of every notice what its stored record gives",
				"... et dit de chaque notice ce que donne son enregistrement"));
	return st;
}

/* What to do about damage, with the index named as the user did. */
static void hint(const char *index, struct coop_error *err)
{
	struct coop_buf option = {0};
	const char *i = serving_option(index, &option);
	coop_hint(err,
		TR("make it whole again: coopidx --repair%s; or go back to the one before: coopidx --restore%s",
			"réparez-le : coopidx --repair%s ; ou revenez au précédent : coopidx --restore%s"),
		i, i);
	coop_buf_release(&option);
}

enum coop_status check_run(const char *index, enum check_depth depth,
	const struct report *report, struct coop_error *err)
{
	struct check c = {.index = -1, .folder = -1};
	struct coop_buf dir = {0};
	enum coop_status st = coop_index_locate(index, &dir, err);
	c.dir = dir.s;
	if (!st)
		st = coop_index_open_folder(dir.s, &c.index, err);
	if (!st)
		st = open_serving(&c, err);
	if (!st)
		st = check(&c, depth, report, err);
	if (st == COOP_E_CORRUPT)
		hint(index, err);
	close_generation(&c);
	if (c.index >= 0)
		close(c.index);
	coop_buf_release(&c.path);
	coop_buf_release(&dir);
	return st;
}
