#include "query/actions/batch.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "query/actions/actions.h"
#include "query/actions/print_notes.h"
#include "query/actions/results.h"
#include "shared/cli/program.h"
#include "shared/core/i18n.h"

/* The threads of a batch: the first has the session that the others share. */
struct team {
	struct session *first, *others;
	unsigned count;
	struct search_timing *timing; /* of sessions that are closed */
};

/* What the threads share. */
struct batch {
	struct team *team;
	const struct output *out;
	FILE *in;
	const struct ask *ask;
	const struct options *options;
	pthread_mutex_t reading; /* guards `in` and `number` */
	size_t number;           /* lines read so far */
	pthread_mutex_t
		writing; /* guards all that follows, the output and standard error */
	pthread_cond_t written;
	size_t next;      /* the line whose answer is written next */
	unsigned asking;  /* threads that ask, and do not wait */
	bool stopped;     /* none may begin to ask: the indexes are opened anew */
	uint64_t edition; /* of what is open */
	size_t refused;   /* queries that are an error, when strict */
	bool found;
	bool ended; /* no more lines are read: the end was reached, or an error */
	struct coop_error err;
};

/* A thread and its current line. */
struct worker {
	struct batch *batch;
	struct session *session;
	uint64_t edition; /* in which it was answered */
	char *line;
	size_t cap, len, number;
	pthread_t thread;
};

/* Splits a line into the id and the query. `number` is room for an id that is a number. */
static void part_line(const struct worker *w, char number[24], struct query_id *id,
	const char **text, size_t *text_len)
{
	const char *tab = memchr(w->line, '\t', w->len);
	*text = tab ? tab + 1 : w->line;
	*text_len = w->len - (size_t)(*text - w->line);
	if (tab && tab > w->line) {
		*id = (struct query_id){w->line, (size_t)(tab - w->line)};
		return;
	}
	int digits = snprintf(number, 24, "%zu", w->number);
	*id = (struct query_id){number, (size_t)digits};
}

/* Reads the next line; false at the end, after an error, or when another thread met one. */
static bool read_line(struct worker *w)
{
	struct batch *b = w->batch;
	pthread_mutex_lock(&b->reading);
	pthread_mutex_lock(&b->writing);
	bool ended = b->ended;
	pthread_mutex_unlock(&b->writing);
	errno = 0;
	ssize_t len = ended ? -1 : getline(&w->line, &w->cap, b->in);
	int why = errno;
	if (len > 0)
		w->number = ++b->number;
	pthread_mutex_lock(&b->writing);
	b->ended |= len <= 0;
	/* getline() also fails for lack of memory, without setting the stream's error flag */
	if (len <= 0 && !ended && !feof(b->in)) {
		errno = why;
		coop_fail_errno(&b->err, TR("cannot read", "impossible de lire"), "-");
	}
	pthread_mutex_unlock(&b->writing);
	pthread_mutex_unlock(&b->reading);
	while (len > 0 && (w->line[len - 1] == '\n' || w->line[len - 1] == '\r'))
		len--;
	w->len = len > 0 ? (size_t)len : 0;
	return len >= 0;
}

static void end_turn(struct batch *b)
{
	b->next++;
	pthread_cond_broadcast(&b->written);
	pthread_mutex_unlock(&b->writing);
}

/* Says what was made of a query, but for corrected words: formats that tell these have them in the answer. */
static enum coop_status say_notes(
	struct worker *w, const struct query_id *id, struct coop_error *err)
{
	const struct batch *b = w->batch;
	struct notes notes = {0};
	enum coop_status st = notes_relaxed(&notes, w->session, err);
	if (!st)
		st = notes_widened(&notes, w->session, b->ask, err);
	if (!st)
		st = notes_warnings(&notes, w->session, err);
	if (!st && b->options->doctor)
		st = notes_doctor(&notes, w->session, b->ask, err);
	enum coop_status printed = print_notes(&notes, b->options, id, err);
	notes_release(&notes);
	return st ? st : printed;
}

/* Says why a query has no answer. */
static void refuse(
	struct worker *w, const struct query_id *id, const struct coop_error *problem)
{
	struct batch *b = w->batch;
	b->refused += b->ask->strict;
	if (!b->ask->strict)
		(void)print_warnings(w->session, b->options, id, NULL);
	print_note_line(id, (struct coop_bytes){problem->msg, strlen(problem->msg)});
	results_print_none(b->out, w->session, b->ask, id, &b->err);
}

/* Writes the answer to a line when its turn has come. */
static void write_answer(struct worker *w, const struct query_id *id, enum coop_status st,
	const struct coop_error *problem)
{
	struct batch *b = w->batch;
	if (b->err.status)
		return;
	if (st == COOP_E_QUERY) {
		refuse(w, id, problem);
	} else if (st) {
		b->err = *problem;
	} else {
		b->found |= session_found(w->session, b->ask);
		say_notes(w, id, &b->err);
		if (!b->err.status)
			results_print(b->out, w->session, b->ask, id, &b->err);
	}
	/* a program at the other end of a pipe may wait for it; write errors are found at the end */
	fflush(b->out->stream);
	b->ended |= b->err.status != COOP_OK;
}

/* ---- sessions ---- */

static void add_timing(struct search_timing *sum, const struct session *s)
{
	if (s->search)
		timing_merge(sum, search_timing(s->search));
}

/* Closes the sessions that share what the first one has open. */
static void close_others(struct team *t)
{
	for (unsigned i = 1; i < t->count; i++) {
		add_timing(t->timing, &t->others[i]);
		session_close(&t->others[i]);
	}
	t->first->shared = false;
}

/* Opens a session for each thread but the first, which shares the first one's index. */
static enum coop_status share(struct team *t, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	t->first->shared = t->count > 1;
	for (unsigned i = 1; !st && i < t->count; i++)
		st = session_share(&t->others[i], t->first, err);
	return st;
}

/* Opens all sessions on one generation: on a later one if the first session's was removed. */
static enum coop_status open_others(struct team *t, struct coop_error *err)
{
	enum { TRIES = 30 };
	struct coop_error stale = {0};
	enum coop_status st = share(t, &stale);
	for (int tries = 0; st == COOP_E_STALE && tries < TRIES; tries++) {
		stale = (struct coop_error){0};
		close_others(t);
		st = session_reopen(t->first, &stale);
		if (!st)
			st = share(t, &stale);
	}
	return st ? coop_pass_on(err, &stale) : COOP_OK;
}

/* ---- a line ---- */

/* Asks the current line; before, the indexes may have to be opened anew, and after, it waits for its turn. */
static enum coop_status ask_line(
	struct worker *w, const char *text, size_t len, struct coop_error *problem)
{
	struct batch *b = w->batch;
	while (b->stopped)
		pthread_cond_wait(&b->written, &b->writing);
	b->asking++;
	w->edition = b->edition;
	pthread_mutex_unlock(&b->writing);
	*problem = (struct coop_error){0};
	enum coop_status st =
		w->len > 0 ? session_ask(w->session, b->ask, text, len, problem)
			   : COOP_OK;
	pthread_mutex_lock(&b->writing);
	b->asking--;
	pthread_cond_broadcast(&b->written);
	return st;
}

/*
 * Opens shards anew that a thread has found lost, while no other asks. It is its turn: what the others have asked
 * meanwhile they ask again.
 */
static enum coop_status replace_lost(
	struct batch *b, const struct coop_error *why, struct coop_error *err)
{
	struct team *t = b->team;
	b->stopped = true;
	while (b->asking > 0)
		pthread_cond_wait(&b->written, &b->writing);
	close_others(t);
	enum coop_status st = session_replace_lost(t->first, why, err);
	b->edition++;
	if (!st)
		st = open_others(t, err);
	b->stopped = false;
	pthread_cond_broadcast(&b->written);
	return st;
}

/* Asks the current line until its answer is of what is open when its turn has come; `writing` is locked then. */
static enum coop_status ask_in_turn(
	struct worker *w, const char *text, size_t len, struct coop_error *problem)
{
	struct batch *b = w->batch;
	enum coop_status st = COOP_OK;
	pthread_mutex_lock(&b->writing);
	/* after an error there may be nothing to ask */
	while (!b->err.status) {
		st = ask_line(w, text, len, problem);
		while (b->next < w->number && w->edition == b->edition)
			pthread_cond_wait(&b->written, &b->writing);
		if (w->edition != b->edition)
			continue;
		if (!st || b->team->count == 1 ||
			!session_has_lost_shards(b->team->first))
			return st;
		struct coop_error why = *problem;
		*problem = (struct coop_error){0};
		st = replace_lost(b, &why, problem);
		if (st)
			return st;
	}
	return st;
}

static void answer_line(struct worker *w)
{
	struct coop_error problem = {0};
	struct query_id id;
	char number[24];
	const char *text;
	size_t text_len;
	part_line(w, number, &id, &text, &text_len);
	enum coop_status st = ask_in_turn(w, text, text_len, &problem);
	if (w->len > 0)
		write_answer(w, &id, st, &problem);
	end_turn(w->batch);
}

static void *work(void *arg)
{
	struct worker *w = arg;
	while (read_line(w))
		answer_line(w);
	return NULL;
}

/* Opens a session for each thread but the first, and runs them all. */
static enum coop_status run_workers(
	struct batch *b, struct worker *workers, struct coop_error *err)
{
	struct team *t = b->team;
	unsigned started = 1;
	enum coop_status st = open_others(t, err);
	if (st)
		return st;
	for (unsigned i = 0; i < t->count; i++)
		workers[i] = (struct worker){
			.batch = b, .session = i == 0 ? t->first : &t->others[i]};
	/* if a thread cannot be started, the others do its work */
	while (started < t->count && pthread_create(&workers[started].thread, NULL, work,
					     &workers[started]) == 0)
		started++;
	work(&workers[0]);
	while (--started > 0)
		pthread_join(workers[started].thread, NULL);
	return COOP_OK;
}

/* Makes the threads, and has them run. */
static enum coop_status run_batch(struct batch *b, struct coop_error *err)
{
	struct team *t = b->team;
	struct worker *workers = calloc(t->count, sizeof *workers);
	t->others = calloc(t->count, sizeof *t->others);
	enum coop_status st = workers && t->others ? run_workers(b, workers, err)
						   : coop_fail_nomem(err);
	if (t->others)
		close_others(t);
	add_timing(t->timing, t->first);
	for (unsigned i = 0; workers && i < t->count; i++)
		free(workers[i].line);
	free(workers);
	free(t->others);
	return st;
}

enum coop_status batch_run(const struct output *out, struct session *s,
	const struct ask *ask, const struct options *options, FILE *in, bool *found,
	struct search_timing *timing, struct coop_error *err)
{
	struct team team = {
		.first = s, .count = (unsigned)options->threads, .timing = timing};
	struct batch b = {.team = &team,
		.out = out,
		.in = in,
		.ask = ask,
		.options = options,
		.next = 1};
	output_open(out, true);
	pthread_mutex_init(&b.reading, NULL);
	pthread_mutex_init(&b.writing, NULL);
	pthread_cond_init(&b.written, NULL);
	enum coop_status st = run_batch(&b, err);
	pthread_cond_destroy(&b.written);
	pthread_mutex_destroy(&b.writing);
	pthread_mutex_destroy(&b.reading);
	*found = b.found;
	if (!st)
		st = coop_pass_on(err, &b.err);
	if (!st && b.refused > 0)
		st = coop_fail(err, COOP_E_QUERY,
			TR("%zu queries were refused", "%zu requêtes ont été refusées"),
			b.refused);
	return st;
}

enum coop_status action_batch(struct app *app, struct coop_error *err)
{
	struct search_timing timing = {0};
	if (app->nwords > 0)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--batch reads its queries from standard input and takes no words",
				"--batch lit ses requêtes sur l'entrée standard et ne prend aucun mot"));
	enum coop_status st = app_open(app, err);
	if (!st)
		st = batch_run(&app->output, &app->session, &app->ask, app->options,
			stdin, &app->found, &timing, err);
	if (!st)
		app_print_timing(app, &timing);
	return st;
}
