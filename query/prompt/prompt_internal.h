/*
 * prompt_internal.h - a prompt that is running.
 */
#ifndef COOP_QUERY_PROMPT_PROMPT_INTERNAL_H
#define COOP_QUERY_PROMPT_PROMPT_INTERNAL_H

#include <stdbool.h>
#include <stdio.h>

#include "query/actions/actions.h"
#include "query/prompt/command.h"
#include "query/prompt/editor.h"
#include "query/prompt/keys.h"
#include "query/prompt/question.h"

struct prompt {
	struct app *app; /* of the command line; its session is that of all runs */
	bool plain;      /* by --plain, or because the terminal can do no better */
	struct editor *editor;
	struct coop_buf opened; /* what the session was opened with */
	struct coop_buf names;  /* of its indexes, each with its NUL */
	struct question question;
	struct coop_buf asked; /* its query, as it was answered */
	struct coop_buf ids;   /* of the results that were shown, each with its NUL */
	size_t nids, count;    /* how many; how many the last answer had */
	struct keys keys;
	bool all_keys;   /* the next answer offers values of all facets */
	bool no_history; /* it cannot be written, which was said */
	bool leaving;
};

/* One thing to be done by an action, with options of its own. */
struct task {
	action *run;
	const struct options *options;
	char **words;
	size_t nwords;
	const struct recalled *recalled; /* or NULL */
	FILE *stream;                    /* NULL: the terminal */
	app_answered *answered;          /* or NULL; its data is the prompt */
};

/* ---- run.c ---- */

/*
 * Runs an action with the session, which is opened where it is not, or with other indexes, and opened anew where an
 * index has changed. `*found` is whether it has printed something. COOP_E_INTERRUPTED: Ctrl-C was pressed.
 */
enum coop_status prompt_run(
	struct prompt *p, const struct task *task, bool *found, struct coop_error *err);

/* Opens the session that the options ask for. */
enum coop_status prompt_open(
	struct prompt *p, const struct options *o, struct coop_error *err);

/* ---- answer.c ---- */

/*
 * Asks the question, and takes note of what is shown; `*found` is whether there are results. `anew`: not for another
 * page of what is shown.
 */
enum coop_status prompt_ask(
	struct prompt *p, bool anew, bool *found, struct coop_error *err);
/* The id of a result that was shown, by its number; NULL where there is none. */
const char *prompt_id(const struct prompt *p, size_t number);
/* The highest number of a result that was shown. */
size_t prompt_shown(const struct prompt *p);

/* ---- commands that are more than a run (export.c, save.c, about.c) ---- */

enum coop_status prompt_export(
	struct prompt *p, const struct command *c, struct coop_error *err);
enum coop_status prompt_save(
	struct prompt *p, const struct command *c, struct coop_error *err);
void prompt_help(const struct prompt *p);
enum coop_status prompt_status(struct prompt *p, struct coop_error *err);
/* Says what was opened, in a line. */
void prompt_greet(const struct prompt *p);

/* Asks something that is answered by yes or no. */
bool prompt_confirm(struct prompt *p, const char *question);

/* Completes a line: `data` is the prompt (complete.c). */
editor_complete prompt_complete;

#endif
