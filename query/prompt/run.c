/*
 * run.c - runs an action as a command line does, with the session of the prompt.
 */
#include <string.h>

#include "query/prompt/prompt_internal.h"
#include "query/prompt/signals.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* ---- the session ---- */

static void add(struct coop_buf *out, const char *s)
{
	coop_buf_add(out, s ? s : "", (s ? strlen(s) : 0) + 1);
}

/* Says what a session is opened with: what differs for two sessions that differ. */
static enum coop_status describe(
	const struct options *o, struct coop_buf *out, struct coop_error *err)
{
	const struct session_files files = app_files(o);
	add(out, files.synonyms);
	add(out, files.thesaurus);
	coop_buf_byte(out, files.no_thesaurus ? 'f' : files.widen ? 'w' : 'n');
	coop_buf_byte(out, o->shards == SHARDS_AVAILABLE ? 'a' : ' ');
	for (size_t i = 0; i < o->indexes.count; i++)
		add(out, o->indexes.values[i]);
	return coop_buf_check(out, err);
}

/* Opens a session; the names that it borrows are the prompt's. */
static enum coop_status open_anew(
	struct prompt *p, const struct options *o, struct coop_error *err)
{
	const char *names[COOP_COLLECTION_MAX + 1];
	struct session *s = &p->app->session;
	size_t count = o->indexes.count, at = 0;
	/* one too many is for session_open() to refuse */
	count = count > COOP_COLLECTION_MAX ? COOP_COLLECTION_MAX + 1 : count;
	session_close(s);
	coop_buf_reset(&p->names);
	for (size_t i = 0; i < count; i++)
		add(&p->names, o->indexes.values[i]);
	enum coop_status st = coop_buf_check(&p->names, err);
	for (size_t i = 0; !st && i < count; at += strlen(names[i++]) + 1)
		names[i] = p->names.s + at;
	s->files = app_files(o);
	s->available = o->shards == SHARDS_AVAILABLE;
	return st ? st : session_open(s, names, count, err);
}

enum coop_status prompt_open(
	struct prompt *p, const struct options *o, struct coop_error *err)
{
	struct coop_buf wanted = {0};
	enum coop_status st = describe(o, &wanted, err);
	bool same = wanted.len == p->opened.len &&
		    memcmp(coop_buf_cstr(&wanted), coop_buf_cstr(&p->opened),
			    wanted.len) == 0;
	if (!st && same && p->app->session.search) {
		coop_buf_release(&wanted);
		return COOP_OK;
	}
	if (!st)
		st = open_anew(p, o, err);
	coop_buf_release(&p->opened);
	p->opened = wanted;
	return st;
}

/* Takes up what has become of the indexes since they were opened. */
static enum coop_status renew(struct prompt *p, bool stale, struct coop_error *err)
{
	struct session *s = &p->app->session;
	if (!stale && session_is_current(s))
		return COOP_OK;
	session_drop(s);
	enum coop_status st = session_reopen(s, err);
	if (!st)
		coop_diag_note("coopq",
			TR("the index has changed; it has %llu notices now",
				"l'index a changé ; il a maintenant %llu notices"),
			(unsigned long long)search_collection(s->search)->documents);
	return st;
}

/* ---- running ---- */

static enum coop_status run_app(
	struct prompt *p, struct app *app, const struct task *t, struct coop_error *err)
{
	struct pager pager = {0};
	FILE *stream = t->stream ? t->stream : signals_open_output();
	if (!stream)
		return coop_fail_nomem(err);
	app->pager = &pager;
	app->session = p->app->session;
	enum coop_status st = app_prepare(app, stream, err);
	if (!st && !t->stream && app_wants_pager(app))
		pager_start(&pager);
	if (!st)
		st = t->run(app, err);
	/* what is left over once Ctrl-C was pressed goes nowhere */
	if (!t->stream)
		fclose(stream);
	pager_wait(&pager);
	signals_catch();
	/* the query borrows from what is released */
	if (app->session.search)
		session_drop(&app->session);
	p->app->session = app->session;
	app_release(app);
	app->pager = NULL;
	return st;
}

enum coop_status prompt_run(
	struct prompt *p, const struct task *task, bool *found, struct coop_error *err)
{
	static const struct recalled nothing;
	struct coop_error why = {0};
	*found = false;
	(void)signals_take_interrupt();
	enum coop_status st = prompt_open(p, task->options, &why);
	for (int tries = 0; !st && tries < 2; tries++) {
		st = renew(p, tries > 0, &why);
		if (st)
			break;
		struct app app = {.options = task->options,
			.words = task->words,
			.nwords = task->nwords,
			.recalled = task->recalled ? task->recalled : &nothing,
			.after = FRESH_NONE,
			.answered = task->answered,
			.data = p};
		st = run_app(p, &app, task, &why);
		if (!st)
			(void)app_print_missing(&p->app->session);
		*found = app.found;
		/* the generation went away meanwhile: the second try has the next one */
		if (st != COOP_E_STALE)
			break;
		why = (struct coop_error){0};
		st = tries == 0 ? COOP_OK
				: coop_fail(&why, COOP_E_STALE, "%s",
					  TR("the index changes all the time",
						  "l'index change sans cesse"));
	}
	if (signals_take_interrupt())
		return coop_fail_interrupted(err);
	return st ? coop_pass_on(err, &why) : COOP_OK;
}
