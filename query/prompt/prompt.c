#include "query/prompt/prompt.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/prompt/history.h"
#include "query/prompt/prompt_internal.h"
#include "query/prompt/signals.h"
#include "shared/core/cells.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"

/* ---- questions ---- */

/* Takes the place of the question before, where it can be asked. */
static enum coop_status ask_new(
	struct prompt *p, struct question *q, enum coop_status st, struct coop_error *err)
{
	bool found;
	if (st) {
		question_release(q);
		return st;
	}
	question_release(&p->question);
	p->question = *q;
	p->question.options.plain = p->plain;
	return prompt_ask(p, true, &found, err);
}

static enum coop_status ask_line(
	struct prompt *p, struct coop_bytes line, struct coop_error *err)
{
	struct question q = {.page = 0};
	enum coop_status st = question_begin(&q, p->app->options, line.s, line.len, err);
	/* a saved search is what may be wrong by then; the hint of it is for a shell */
	if (st == COOP_E_ARG) {
		err->hint[0] = '\0';
		coop_hint(err, "%s",
			TR(":searches lists those that are saved",
				":recherches donne celles qui sont enregistrées"));
	}
	return ask_new(p, &q, st, err);
}

static enum coop_status ask_again(struct prompt *p, struct coop_error *err)
{
	bool found;
	return prompt_ask(p, true, &found, err);
}

/* Goes to another page; one without results is not gone to. */
static enum coop_status turn(struct prompt *p, bool on, struct coop_error *err)
{
	struct question *q = &p->question;
	size_t before = q->page, count = q->options.count;
	bool found;
	if (!on && before == 0) {
		coop_diag_note("coopq", "%s",
			TR("this is the first page", "c'est la première page"));
		return COOP_OK;
	}
	q->page = on ? before + count : before > count ? before - count : 0;
	enum coop_status st = prompt_ask(p, false, &found, err);
	if (on && (st || !found))
		q->page = before;
	return st;
}

static enum coop_status narrow(struct prompt *p, size_t number, struct coop_error *err)
{
	const struct key *key = &p->keys.at[number];
	enum coop_status st = question_narrow(&p->question, key->facet,
		coop_buf_cstr(&key->value), key->value.len, &key->label, err);
	return st ? st : ask_again(p, err);
}

static enum coop_status undo(struct prompt *p, struct coop_error *err)
{
	if (question_undo(&p->question))
		return ask_again(p, err);
	coop_diag_note("coopq", "%s",
		TR("no value was chosen", "aucune valeur n'a été choisie"));
	return COOP_OK;
}

static enum coop_status sort(
	struct prompt *p, const struct command *c, struct coop_error *err)
{
	struct options *o = &p->question.options;
	struct question *q = &p->question;
	struct coop_error why = {0};
	/* the option borrows it as long as the question is there */
	coop_buf_reset(&q->sort);
	coop_buf_add(&q->sort, c->rest.s, c->rest.len);
	enum coop_status st = coop_buf_check(&q->sort, &why);
	o->sort_keys.count = 0;
	o->sort = c->rest.len > 0 && !st ? q->sort.s : NULL;
	if (!st && o->sort)
		st = sort_parse(o->sort, &o->sort_keys, &why);
	return st ? coop_pass_on(err, &why) : ask_again(p, err);
}

/* ---- notices ---- */

/* What has no meaning for a notice, or for a concordance, beside the options of the question. */
static struct options options_of_one(const struct prompt *p)
{
	struct options o = p->question.options;
	o.facets = o.plot = o.sort = NULL;
	o.sort_keys.count = 0;
	o.timeline = o.map = o.group = o.explain = o.doctor = 0;
	o.offset = 0;
	return o;
}

static enum coop_status on_notice(
	struct prompt *p, const struct command *c, struct coop_error *err)
{
	const char *id = prompt_id(p, c->number);
	struct options o = options_of_one(p);
	struct question like = {.page = 0};
	bool found;
	if (!id)
		return coop_fail(err, COOP_E_ARG,
			TR("no result %zu was shown",
				"aucun résultat %zu n'a été montré"),
			c->number);
	char *word = strdup(id);
	if (!word)
		return coop_fail_nomem(err);
	enum coop_status st;
	if (c->verb == VERB_LIKE) {
		st = question_begin_like(&like, p->app->options, word, err);
		st = ask_new(p, &like, st, err);
	} else {
		o.filters.count = 0;
		o.show = c->verb == VERB_SHOW;
		o.query = o.show ? coop_buf_cstr(&p->asked) : NULL;
		o.open = c->verb == VERB_OPEN ? OPEN_AUTO : OPEN_NOTHING;
		st = prompt_run(p,
			&(struct task){.run = o.show ? action_show : action_open,
				.options = &o,
				.words = &word,
				.nwords = 1},
			&found, err);
	}
	free(word);
	return st;
}

static enum coop_status concord(struct prompt *p, struct coop_error *err)
{
	struct options o = options_of_one(p);
	char *word = p->asked.s;
	bool found;
	/* the query could not be asked, which was said */
	if (p->asked.len == 0)
		return COOP_OK;
	o.kwic = CONTEXT_AUTO;
	/* notices on a page, not occurrences, are what the limit is */
	o.limited = p->app->options->limited && o.limited;
	return prompt_run(p,
		&(struct task){
			.run = action_kwic, .options = &o, .words = &word, .nwords = 1},
		&found, err);
}

static enum coop_status list_searches(struct prompt *p, struct coop_error *err)
{
	struct options o = *p->app->options;
	bool found;
	o.searches = 1;
	o.plain = p->plain;
	return prompt_run(
		p, &(struct task){.run = action_searches, .options = &o}, &found, err);
}

/* ---- lines ---- */

/* Whether a command is about an answer, so that there must be one. */
static bool wants_question(enum verb verb)
{
	return verb >= VERB_NEXT && verb <= VERB_SAVE;
}

static enum coop_status say_wrong(const struct command *c, struct coop_error *err)
{
	if (c->verb == VERB_USAGE)
		return coop_fail(err, COOP_E_ARG,
			TR("the command is '%s': %s", "la commande est « %s » : %s"),
			command_usage(c->of), command_about(c->of));
	coop_fail(err, COOP_E_ARG,
		TR("there is no command '%.*s'", "il n'y a pas de commande « %.*s »"),
		(int)(c->rest.len < 60 ? c->rest.len : 60), c->rest.s);
	coop_hint(err, "%s", TR("? lists them", "? les donne"));
	return COOP_E_ARG;
}

static enum coop_status obey(
	struct prompt *p, const struct command *c, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool found;
	if (wants_question(c->verb) && !question_is_any(&p->question)) {
		coop_fail(err, COOP_E_ARG, "%s",
			TR("nothing was looked for yet", "rien n'a encore été cherché"));
		coop_hint(err, "%s",
			TR("to look for these words themselves: :find WORD...",
				"pour chercher ces mots mêmes : :chercher MOT..."));
		return COOP_E_ARG;
	}
	switch (c->verb) {
	case VERB_QUERY:
		return ask_line(p, c->rest, err);
	case VERB_SHOW:
	case VERB_OPEN:
	case VERB_LIKE:
		return on_notice(p, c, err);
	case VERB_NEXT:
	case VERB_PREVIOUS:
		return turn(p, c->verb == VERB_NEXT, err);
	case VERB_NARROW:
		return narrow(p, c->number, err);
	case VERB_UNDO:
		return undo(p, err);
	case VERB_FACETS:
		p->all_keys = true;
		st = prompt_ask(p, false, &found, err);
		p->all_keys = false;
		return st;
	case VERB_SORT:
		return sort(p, c, err);
	case VERB_KWIC:
		return concord(p, err);
	case VERB_EXPORT:
		return prompt_export(p, c, err);
	case VERB_SAVE:
		return prompt_save(p, c, err);
	case VERB_SEARCHES:
		return list_searches(p, err);
	case VERB_STATUS:
		return prompt_status(p, err);
	case VERB_HELP:
		prompt_help(p);
		return COOP_OK;
	case VERB_QUIT:
		p->leaving = true;
		return COOP_OK;
	case VERB_NOTHING:
		return COOP_OK;
	default:
		return say_wrong(c, err);
	}
}

/* Remembers a line; that it cannot be kept is said once. */
static void remember(struct prompt *p, const struct coop_buf *line)
{
	struct coop_error err = {0};
	if (line->len == 0 || line->s[0] == ' ')
		return;
	editor_remember(p->editor, line->s, line->len);
	if (!p->no_history && history_add(line->s, line->len, &err) != COOP_OK) {
		coop_diag("coopq", NULL, &err);
		p->no_history = true;
	}
}

/* Makes what stands before a line: "coopq [Documentaire, années 1980]> ". */
static void make_prompt(const struct prompt *p, struct coop_buf *out)
{
	size_t width = coop_terminal_width(STDOUT_FILENO) / 2;
	coop_buf_reset(out);
	coop_buf_str(out, "coopq");
	for (size_t i = 0; i < p->question.nchosen; i++) {
		coop_buf_str(out, i == 0 ? " [" : ", ");
		coop_buf_str(out, question_label(&p->question, i));
	}
	if (p->question.nchosen > 0 && coop_cells(coop_buf_cstr(out), out->len) > width) {
		out->len = coop_cells_cut(coop_buf_cstr(out), out->len, width);
		coop_buf_str(out, "\u2026");
	}
	coop_buf_str(out, p->question.nchosen > 0 ? "]> " : "> ");
}

bool prompt_confirm(struct prompt *p, const char *question)
{
	struct coop_buf line = {0};
	bool yes = editor_read(p->editor, question, &line) == EDITOR_LINE;
	struct coop_bytes text = coop_bytes_trimmed(coop_buf_cstr(&line), line.len);
	yes = yes && coop_is_one_of(text.s, text.len, COOP_LIST("y", "yes", "o", "oui"));
	coop_buf_release(&line);
	return yes;
}

static void do_line(struct prompt *p, const struct coop_buf *line)
{
	struct coop_error err = {0};
	struct command c = command_parse(coop_buf_cstr(line), line->len,
		(struct shown){prompt_shown(p), p->keys.count});
	enum coop_status st = obey(p, &c, &err);
	if (st == COOP_E_INTERRUPTED)
		coop_diag_note("coopq", "%s", TR("interrupted", "interrompu"));
	else if (st)
		coop_diag("coopq", NULL, &err);
}

static void read_lines(struct prompt *p)
{
	struct coop_buf line = {0}, before = {0};
	enum editor_result r = EDITOR_LINE;
	while (!p->leaving && r != EDITOR_END) {
		make_prompt(p, &before);
		r = before.failed ? EDITOR_END
				  : editor_read(p->editor, coop_buf_cstr(&before), &line);
		if (r == EDITOR_LINE && !line.failed) {
			remember(p, &line);
			do_line(p, &line);
		} else if (r != EDITOR_LINE) {
			putchar('\n');
			fflush(stdout);
		}
	}
	coop_buf_release(&line);
	coop_buf_release(&before);
}

/* Has the lines of runs before be called back. */
static void recall_history(struct prompt *p)
{
	struct coop_buf lines = {0};
	struct coop_error err = {0};
	if (history_read(&lines, &err) != COOP_OK) {
		coop_diag("coopq", NULL, &err);
		p->no_history = true;
	}
	for (size_t i = 0; !lines.failed && i < lines.len; i += strlen(lines.s + i) + 1)
		editor_remember(p->editor, lines.s + i, strlen(lines.s + i));
	coop_buf_release(&lines);
}

enum coop_status action_prompt(struct app *app, struct coop_error *err)
{
	struct prompt p = {.app = app,
		.plain = app->options->plain || !coop_terminal_is_smart(STDOUT_FILENO)};
	enum coop_status st = prompt_open(&p, app->options, err);
	if (!st)
		st = editor_open(p.plain, prompt_complete, &p, &p.editor, err);
	if (!st) {
		signals_catch();
		recall_history(&p);
		prompt_greet(&p);
		read_lines(&p);
		app->found = true;
	}
	editor_close(p.editor);
	question_release(&p.question);
	session_close(&app->session);
	keys_release(&p.keys);
	coop_buf_release(&p.opened);
	coop_buf_release(&p.names);
	coop_buf_release(&p.asked);
	coop_buf_release(&p.ids);
	/* what a signal has cut off was seen, and no run fails by it */
	clearerr(stdout);
	signals_release();
	return st;
}
