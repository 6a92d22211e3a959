#include "indexer/walk.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "shared/i18n.h"

struct walk {
	FTS *fts;
	uint64_t size; /* of the last file given */
};

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

enum coop_status walk_open(const char *path, struct walk **out, struct coop_error *err)
{
	*out = NULL;
	struct stat st;
	if (stat(path, &st) != 0)
		return coop_fail(err, COOP_E_INPUT, "%s", coop_errno_text(errno));
	struct walk *w = calloc(1, sizeof *w);
	if (!w)
		return coop_fail_nomem(err);
	char *roots[] = {(char *)path, NULL}; /* fts_open() does not write to it */
	w->fts = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	if (!w->fts) {
		enum coop_status status = coop_fail_errno(
			err, TR("cannot read", "impossible de lire"), path);
		free(w);
		return status;
	}
	*out = w;
	return COOP_OK;
}

void walk_close(struct walk *w)
{
	if (!w)
		return;
	fts_close(w->fts);
	free(w);
}

static void reject(struct report *report, const char *path, const char *why)
{
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT, "%s", why);
	report_file(report);
	report_rejected(report, &(struct coop_place){.path = path}, &problem);
}

/* Deals with one entry of the walk; true when it is a file to read. */
static bool visit(struct walk *w, struct report *report, FTSENT *e)
{
	bool named = e->fts_level == FTS_ROOTLEVEL;
	if (!named && e->fts_name[0] == '.' && e->fts_info != FTS_DP) {
		if (e->fts_info == FTS_D)
			fts_set(w->fts, e, FTS_SKIP);
		report_skipped(report, e->fts_path, TR("hidden", "caché"));
		return false;
	}
	switch (e->fts_info) {
	case FTS_F:
		return true;
	case FTS_D:
	case FTS_DP:
		return false;
	case FTS_DC:
		reject(report, e->fts_path,
			TR("a link leads back to a folder around it; not followed",
				"un lien ramène à un dossier qui le contient ; il n'est "
				"pas suivi"));
		return false;
	case FTS_SLNONE:
		reject(report, e->fts_path,
			TR("a link to nowhere", "un lien qui ne mène nulle part"));
		return false;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		reject(report, e->fts_path, coop_errno_text(e->fts_errno));
		return false;
	default:
		report_skipped(report, e->fts_path,
			TR("not a regular file", "pas un fichier ordinaire"));
		return false;
	}
}

enum coop_status walk_next(struct walk *w, struct report *report, const char **path,
	bool *named, bool *more, struct coop_error *err)
{
	FTSENT *e;
	*more = false;
	while ((errno = 0, e = fts_read(w->fts)) != NULL) {
		if (!visit(w, report, e))
			continue;
		*path = e->fts_path;
		*named = e->fts_level == FTS_ROOTLEVEL;
		*more = true;
		w->size = e->fts_statp->st_size > 0 ? (uint64_t)e->fts_statp->st_size : 0;
		return COOP_OK;
	}
	return errno == 0 ? COOP_OK
			  : coop_fail_errno(
				    err, TR("cannot read", "impossible de lire"), ".");
}

uint64_t walk_size(const struct walk *w)
{
	return w->size;
}
