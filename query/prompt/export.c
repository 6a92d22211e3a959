/*
 * export.c - writes all that the question finds to a file, and saves the question under a name.
 *
 * A file that is there is replaced after a question alone, and only once the new one is complete.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "query/lasting/place.h"
#include "query/lasting/saved.h"
#include "query/prompt/prompt_internal.h"
#include "query/prompt/signals.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/xdg.h"

/* The most notices of a file, as --limit has it. */
enum { EXPORTED = 1000000 };

/* Makes the path of what was typed: "~/" is the home directory. */
static enum coop_status make_path(
	struct coop_bytes typed, struct coop_buf *path, struct coop_error *err)
{
	if (coop_bytes_begins_with(typed.s, typed.len, "~/") && coop_home_folder(path)) {
		coop_buf_add(path, typed.s + 1, typed.len - 1);
	} else {
		/* a name alone is below the current folder */
		if (!memchr(typed.s, '/', typed.len))
			coop_buf_str(path, "./");
		coop_buf_add(path, typed.s, typed.len);
	}
	return coop_buf_check(path, err);
}

/* Refuses a path that is no file to be, and a folder that is not there. */
static enum coop_status check_path(const char *path, bool *there, struct coop_error *err)
{
	struct coop_buf folder = {0};
	struct stat s;
	coop_buf_add(&folder, path, (size_t)(strrchr(path, '/') - path + 1));
	enum coop_status st = coop_buf_check(&folder, err);
	*there = !st && lstat(path, &s) == 0;
	if (!st && *there && !S_ISREG(s.st_mode))
		st = coop_fail(err, COOP_E_ARG,
			TR("'%s' is there, and no regular file",
				"« %s » existe, et n'est pas un fichier ordinaire"),
			path);
	if (!st && stat(folder.s, &s) != 0)
		st = coop_cannot_write(path, NULL, err);
	coop_buf_release(&folder);
	return st;
}

/* Counts what is written. */
static enum coop_status count(struct app *app, void *data, struct coop_error *err)
{
	struct prompt *p = data;
	(void)err;
	p->count = session_count(&app->session);
	return COOP_OK;
}

/* Prints all that is found into `text`. */
static enum coop_status print_all(struct prompt *p, enum output_format format,
	struct coop_buf *text, struct coop_error *err)
{
	struct question *q = &p->question;
	struct options o = q->options;
	FILE *stream = signals_open_memory(text);
	bool found;
	if (!stream)
		return coop_fail_nomem(err);
	o.format = format;
	o.template = NULL;
	o.fields = output_ops(format)->takes_columns ? o.fields : NULL;
	o.facets = o.plot = NULL;
	o.timeline = o.map = o.explain = o.doctor = o.null = o.timing = 0;
	o.colour = COLOUR_NEVER;
	o.links = COLOUR_NEVER;
	o.count = EXPORTED;
	o.like = q->like.len > 0 ? q->like.s : NULL;
	enum coop_status st = prompt_run(p,
		&(struct task){.run = o.like ? action_like : action_answer,
			.options = &o,
			.words = q->words,
			.nwords = q->nwords,
			.recalled = &q->recalled,
			.stream = stream,
			.answered = count},
		&found, err);
	if (fclose(stream) != 0 && !st)
		st = text->failed ? coop_fail_nomem(err) : coop_fail_interrupted(err);
	return st ? st : coop_buf_check(text, err);
}

/* A file of the user's own has the permissions of all that they write. */
static void set_mode(int fd)
{
	mode_t mask = umask(0);
	umask(mask);
	(void)fchmod(fd, 0666 & ~mask);
}

static bool may_replace(struct prompt *p, const char *name)
{
	struct coop_buf question = {0};
	coop_buf_printf(&question,
		TR("'%s' is there. Replace it? (yes/no) ",
			"« %s » existe. Le remplacer ? (oui/non) "),
		name);
	bool yes = !question.failed && prompt_confirm(p, coop_buf_cstr(&question));
	coop_buf_release(&question);
	return yes;
}

/* Has the text take its place, where it may. */
static enum coop_status write_file(struct prompt *p, const char *path, bool replace,
	const struct coop_buf *text, bool *written, struct coop_error *err)
{
	struct fresh fresh = FRESH_NONE;
	bool taken = false;
	enum coop_status st =
		fresh_write(&fresh, path, coop_buf_cstr(text), text->len, err);
	if (!st)
		set_mode(fresh.fd);
	if (!st)
		st = fresh_commit(&fresh, replace, &taken, err);
	/* somebody else was quicker */
	if (!st && taken && may_replace(p, path))
		st = fresh_commit(&fresh, true, &taken, err);
	*written = !st && !taken;
	fresh_release(&fresh);
	return st;
}

enum coop_status prompt_export(
	struct prompt *p, const struct command *c, struct coop_error *err)
{
	struct coop_buf path = {0}, text = {0};
	bool there = false, written = false;
	enum coop_status st = make_path(c->rest, &path, err);
	if (!st)
		st = check_path(path.s, &there, err);
	bool go = !st && (!there || may_replace(p, path.s));
	if (go)
		st = print_all(p, c->format, &text, err);
	if (!st && go)
		st = write_file(p, path.s, there, &text, &written, err);
	if (!st && written)
		coop_diag_note("coopq",
			TR("%s: notices written: %zu", "%s : notices écrites : %zu"),
			path.s, p->count);
	else if (!st)
		coop_diag_note(
			"coopq", "%s", TR("nothing was written", "rien n'a été écrit"));
	coop_buf_release(&path);
	coop_buf_release(&text);
	return st;
}

/* ---- saving ---- */

enum coop_status prompt_save(
	struct prompt *p, const struct command *c, struct coop_error *err)
{
	struct question *q = &p->question;
	struct options o = q->options;
	struct coop_buf name = {0}, typed = {0};
	struct asked before = {0};
	bool found, go = true;
	if (q->like.len > 0)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("notices like one are no query: they cannot be saved",
				"les notices semblables à une autre ne sont pas une requête : elles ne s'enregistrent pas"));
	coop_buf_add(&typed, c->rest.s, c->rest.len);
	enum coop_status st = coop_buf_check(&typed, err);
	if (!st)
		st = place_check_name(typed.s, &name, err);
	/* what is there and cannot be read is there as well: saving tells */
	if (!st && saved_read(&before, name.s, NULL) == COOP_OK) {
		go = may_replace(p, name.s);
		o.force = go;
	}
	o.save = coop_buf_cstr(&name);
	o.prompted = 1;
	if (!st && go)
		st = prompt_run(p,
			&(struct task){.run = action_save,
				.options = &o,
				.words = q->words,
				.nwords = q->nwords,
				.recalled = &q->recalled},
			&found, err);
	asked_release(&before);
	coop_buf_release(&name);
	coop_buf_release(&typed);
	return st;
}
