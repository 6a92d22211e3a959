/*
 * open.c - opens a notice: in a pager, or its source in an editor or as the desktop does.
 *
 * An index may come from anyone, and so may the files beside it. A path of an index is passed on as an
 * argument, and only if it is that of a regular file and holds no control character. The desktop gets
 * documents alone, of the kinds that coopidx reads: there are files that it would run.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query/actions/actions.h"
#include "query/actions/ids.h"
#include "query/actions/programs.h"
#include "query/output/notice.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

/* The source of a notice. */
struct origin {
	const char *path; /* as the session gives it */
	struct coop_buf
		archive; /* that of the archive it is in; empty when it is in none */
	bool there;      /* it, or the archive, is a regular file */
};

/* ---- what a source is ---- */

static bool has_suffix(const char *path, const char *const *suffixes)
{
	size_t len = strlen(path);
	for (; *suffixes; suffixes++) {
		size_t n = strlen(*suffixes);
		if (len > n && strcasecmp(path + len - n, *suffixes) == 0)
			return true;
	}
	return false;
}

/* Kinds that an editor shows badly, and archives. */
static bool is_document(const char *path)
{
	static const char *const suffixes[] = {".pdf", ".odt", ".docx", ".epub", ".html",
		".htm", ".xhtml", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz",
		".tar.bz2", ".7z", NULL};
	return has_suffix(path, suffixes);
}

static bool is_text(const char *path)
{
	static const char *const suffixes[] = {
		".txt", ".md", ".markdown", ".text", ".csv", ".tsv", NULL};
	return has_suffix(path, suffixes);
}

/* Whether a path could drive a terminal where it is shown. */
static bool is_unsafe(const char *path)
{
	size_t len = strlen(path);
	for (size_t i = 0; i < len;) {
		uint32_t cp;
		size_t used = coop_utf8_decode(path + i, len - i, &cp);
		if (used > 0 && coop_is_unsafe(cp))
			return true;
		i += used > 0 ? used : 1;
	}
	return false;
}

static bool is_file(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* Finds the file, or else the archive: a file where the path has a folder. */
static enum coop_status find_file(struct origin *o, struct coop_error *err)
{
	struct coop_buf *archive = &o->archive;
	o->there = is_file(o->path);
	if (o->there)
		return COOP_OK;
	coop_buf_str(archive, o->path);
	while (!archive->failed && archive->len > 0 && !o->there) {
		const char *slash = strrchr(archive->s, '/');
		archive->len = slash ? (size_t)(slash - archive->s) : 0;
		archive->s[archive->len] = '\0';
		o->there = archive->len > 0 && is_file(archive->s);
	}
	return coop_buf_check(archive, err);
}

static enum coop_status check(struct app *app, struct origin *o, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	if (app->session.record.name_only || *o->path == '\0')
		st = coop_fail(err, COOP_E_ARG, "%s",
			TR("this notice comes from no file: --open=pager shows it",
				"cette notice ne vient d'aucun fichier : --open=pager la montre"));
	else if (is_unsafe(o->path))
		st = coop_fail(err, COOP_E_ARG,
			TR("'%s' holds control characters and is not opened",
				"« %s » contient des caractères de contrôle et n'est pas ouvert"),
			o->path);
	if (!st)
		st = find_file(o, err);
	if (!st && !o->there) {
		coop_fail(err, COOP_E_ARG,
			TR("there is no file '%s'", "il n'y a pas de fichier « %s »"),
			o->path);
		coop_hint(err, "%s",
			TR("--open=pager shows what the index has of it",
				"--open=pager montre ce que l'index en a"));
		st = COOP_E_ARG;
	}
	return st;
}

/* ---- opening it ---- */

/* Prints the notice, in the pager if there is a terminal. */
static enum coop_status open_in_pager(
	struct app *app, const char *path, struct coop_error *err)
{
	struct notice_style style = {.out = app->output.stream,
		.width = app->output.width,
		.colour = app->output.colour,
		.analyzer = app->session.analyzer};
	if (isatty(STDOUT_FILENO) && app->options->pager != PAGER_NEVER &&
		!app->output.plain)
		pager_start(app->pager);
	return notice_print(&style, &app->session.record, path, err);
}

static enum coop_status open_in_editor(
	struct app *app, const struct origin *o, struct coop_error *err)
{
	struct coop_buf arguments = {0};
	const char *command = editor_command();
	if (o->archive.len > 0)
		return coop_fail(err, COOP_E_ARG,
			TR("'%s' is in the archive '%s': --open=pager shows it, --open=desktop opens the archive",
				"« %s » est dans l'archive « %s » : --open=pager la montre, --open=desktop ouvre l'archive"),
			o->path, o->archive.s);
	editor_arguments(command, o->path, app->session.record.line, &arguments);
	enum coop_status st = coop_buf_check(&arguments, err);
	if (!st)
		st = program_run(command, &arguments, err);
	coop_buf_release(&arguments);
	return st;
}

static enum coop_status open_on_desktop(const struct origin *o, struct coop_error *err)
{
	const char *path = o->archive.len > 0 ? o->archive.s : o->path;
	struct coop_buf arguments = {0};
	if (!is_document(path) && !is_text(path))
		return coop_fail(err, COOP_E_ARG,
			TR("'%s' is no kind of document, and the desktop might run it: --open=editor shows it",
				"« %s » n'est pas un type de document, et le bureau pourrait l'exécuter : --open=editor le montre"),
			path);
	if (o->archive.len > 0)
		coop_diag_note("coopq",
			TR("opening the archive '%s'", "ouverture de l'archive « %s »"),
			path);
	/* an option it may not be taken for: no line is passed */
	editor_arguments("", path, 0, &arguments);
	enum coop_status st = coop_buf_check(&arguments, err);
	if (!st)
		st = program_run("xdg-open", &arguments, err);
	coop_buf_release(&arguments);
	return st;
}

static bool has_value(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value;
}

/* What opens a source when the user does not say. */
static enum open_with choose(const char *path)
{
	if (is_document(path))
		return has_value("DISPLAY") || has_value("WAYLAND_DISPLAY") ? OPEN_DESKTOP
									    : OPEN_PAGER;
	return has_value("VISUAL") || has_value("EDITOR") ? OPEN_EDITOR : OPEN_PAGER;
}

static enum coop_status open_record(struct app *app, struct coop_error *err)
{
	struct origin o = {.there = false};
	enum open_with with = (enum open_with)app->options->open;
	const struct coop_record *record = &app->session.record;
	if (with == OPEN_AUTO)
		with = record->name_only ? OPEN_PAGER : choose(coop_record_path(record));
	/* what opens documents takes some names for addresses, but none that begin with '/' */
	enum coop_status st = session_path(&app->session,
		with == OPEN_DESKTOP ? PATHS_ABSOLUTE : PATHS_AUTO, &o.path, err);
	if (st)
		return st;
	if (with == OPEN_PAGER)
		return open_in_pager(app, o.path, err);
	st = check(app, &o, err);
	if (!st && with == OPEN_EDITOR)
		st = open_in_editor(app, &o, err);
	else if (!st)
		st = open_on_desktop(&o, err);
	coop_buf_release(&o.archive);
	return st;
}

enum coop_status action_open(struct app *app, struct coop_error *err)
{
	struct ids ids = {0};
	uint32_t docid = 0;
	enum coop_status st = ids_read(app, &ids, err);
	if (!st && ids.count != 1)
		st = coop_fail(err, COOP_E_ARG, "%s",
			TR("--open takes one id", "--open attend un seul identifiant"));
	if (!st)
		st = app_open(app, err);
	if (!st)
		st = ids_find_one(app, &ids.at[0], &docid, err);
	if (!st && docid) {
		st = session_read_document(&app->session, docid, err);
		if (!st)
			st = open_record(app, err);
		app->found = true;
	}
	ids_release(&ids);
	return st;
}
