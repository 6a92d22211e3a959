#include "indexer/read/converter.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/disk/failure.h"
#include "indexer/disk/infile.h"
#include "indexer/read/launch.h"
#include "indexer/report/clock.h"
#include "shared/core/buf.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

enum {
	PATIENCE = 2,       /* seconds that the program may take beyond its own limit */
	END_ROUNDS = 400,   /* checks whether it has ended, */
	END_PAUSE = 5000000 /* nanoseconds apart */
};

struct converter {
	pid_t pid;          /* 0: none */
	int pipe;           /* -1: none */
	struct infile file; /* read by the program alone */
	size_t seconds;
	struct progress *progress;
	bool reads_later;
	const stop_flag *stop;
	double waited; /* in seconds, for the current file */
	bool guarded;  /* `guards` was received */
	unsigned guards;
	uint32_t done; /* the last FRAME_DONE */
	struct coop_buf payload;
};

/* ---- starting and ending the program ---- */

static enum coop_status start(struct converter *c, const struct filetype *kind,
	const struct converter_options *options, struct coop_error *err)
{
	char seconds[24];
	snprintf(seconds, sizeof seconds, "%zu", c->seconds);
	const char *set = options->encoding ? options->encoding : "auto";
	const char *const arguments[] = {
		kind->name, seconds, set, options->suffixes, NULL};
	return launch(kind->program, arguments, c->file.fd, &c->pid, &c->pipe, err);
}

enum coop_status converter_open(const struct filetype *kind, const char *file,
	const struct converter_options *options, struct converter **out,
	struct coop_error *err)
{
	*out = NULL;
	struct converter *c = calloc(1, sizeof *c);
	if (!c)
		return coop_fail_nomem(err);
	c->pipe = -1;
	c->stop = options->stop;
	c->progress = options->progress;
	c->reads_later = options->reads_later;
	c->seconds = options->seconds > 0 ? options->seconds : CONVERTER_SECONDS;
	enum coop_status st = infile_open(&c->file, file, err);
	if (!st)
		st = start(c, kind, options, err);
	if (st)
		converter_close(c);
	else
		*out = c;
	return st;
}

/* Ends the program, after some time to end by itself unless `at_once`. Returns its wait status. */
static int end(struct converter *c, bool at_once)
{
	int status = 0;
	if (c->pid == 0)
		return 0;
	for (int i = 0; i < END_ROUNDS && !at_once; i++) {
		if (waitpid(c->pid, &status, WNOHANG) == c->pid) {
			c->pid = 0;
			return status;
		}
		nanosleep(&(struct timespec){.tv_nsec = END_PAUSE}, NULL);
	}
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	c->pid = 0;
	return status;
}

void converter_close(struct converter *c)
{
	if (!c)
		return;
	if (c->pipe >= 0)
		close(c->pipe);
	end(c, true);
	infile_close(&c->file);
	coop_buf_release(&c->payload);
	free(c);
}

size_t converter_size(const struct converter *c)
{
	return (size_t)c->file.size;
}

unsigned converter_guards(const struct converter *c)
{
	return c->guards;
}

/* ---- what went wrong ---- */

static enum coop_status too_slow(const struct converter *c, struct coop_error *err)
{
	coop_fail(err, COOP_E_INPUT,
		TR("takes more than %zu s to read; left out",
			"demande plus de %zu s de lecture ; laissé de côté"),
		c->seconds);
	coop_hint(err, "%s",
		TR("--time-limit=SECONDS allows more",
			"--time-limit=SECONDES en accorde plus"));
	return COOP_E_INPUT;
}

/* The pipe ended without FRAME_END: the wait status of the program tells why. */
static enum coop_status died(struct converter *c, struct coop_error *err)
{
	int status = end(c, false);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return too_slow(c, err);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS)
		return failure_to_read(EIO, err); /* it maps the file into memory */
	if (WIFSIGNALED(status))
		return coop_fail(err, COOP_E_INPUT,
			TR("broke the program that reads it (signal %d); left out",
				"a fait tomber le programme qui le lit (signal %d) ; laissé de côté"),
			WTERMSIG(status));
	return coop_fail(err, COOP_E_INPUT,
		TR("broke the program that reads it (exit code %d); left out",
			"a fait tomber le programme qui le lit (code de sortie %d) ; laissé de côté"),
		WIFEXITED(status) ? WEXITSTATUS(status) : 0);
}

static enum coop_status nonsense(struct converter *c, struct coop_error *err)
{
	end(c, true);
	return coop_fail(err, COOP_E_INPUT, "%s",
		TR("makes the program that reads it talk nonsense; left out",
			"fait divaguer le programme qui le lit ; laissé de côté"));
}

/* ---- reading ---- */

/* Waits for input, a little at a time: Ctrl-C may come between the check and poll(). */
static enum coop_status wait_for(struct converter *c, struct coop_error *err)
{
	enum { LOOK = 200 /* milliseconds */ };
	struct pollfd wanted = {.fd = c->pipe, .events = POLLIN};
	for (int n = 0; n == 0;) {
		double begun = clock_seconds();
		enum coop_status st = stop_check(c->stop, err);
		if (st)
			return st;
		if (c->waited >= (double)(c->seconds + PATIENCE)) {
			end(c, true);
			return too_slow(c, err);
		}
		n = poll(&wanted, 1, LOOK);
		c->waited += clock_seconds() - begun;
		if (n < 0 && errno != EINTR)
			return failure_to_read(errno, err);
		n = n < 0 ? 0 : n;
	}
	return COOP_OK;
}

static enum coop_status read_exactly(
	struct converter *c, char *to, size_t n, struct coop_error *err)
{
	while (n > 0) {
		enum coop_status st = wait_for(c, err);
		if (st)
			return st;
		ssize_t got = read(c->pipe, to, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return failure_to_read(errno, err);
		if (got == 0)
			return died(c, err);
		to += got;
		n -= (size_t)got;
	}
	return COOP_OK;
}

/* The most bytes that a frame may hold; false for an unknown tag. */
static bool frame_limit(enum frame_tag tag, size_t *max)
{
	switch (tag) {
	case FRAME_RECORD:
		*max = FRAME_RECORD_MAX;
		return true;
	case FRAME_TABLE:
		*max = FRAME_TABLE_MAX;
		return true;
	case FRAME_NOTICE:
	case FRAME_KEYED:
		*max = FRAME_NOTICE_MAX;
		return true;
	case FRAME_LEFT_OUT:
		*max = FRAME_LEFT_OUT_AT_SIZE;
		return true;
	case FRAME_MENDED:
		*max = FRAME_MENDED_SIZE;
		return true;
	case FRAME_TOLD:
		*max = 1 + FRAME_TOLD_MAX;
		return true;
	case FRAME_DONE:
		*max = FRAME_DONE_SIZE;
		return true;
	case FRAME_REMARK:
		*max = (size_t)FRAME_REMARK_NUMBERS * COOP_LE32_SIZE;
		return true;
	case FRAME_MEMBER:
	case FRAME_SHEET:
		*max = FRAME_NAME_MAX;
		return true;
	case FRAME_DATA:
	case FRAME_ROWS:
		*max = FRAME_DATA_MAX;
		return true;
	case FRAME_GUARDS:
	case FRAME_FAILURE:
		*max = 1;
		return true;
	case FRAME_CLOSE:
	case FRAME_END:
		*max = 0;
		return true;
	}
	return false;
}

static enum coop_status next_frame(
	struct converter *c, struct frame *frame, struct coop_error *err)
{
	unsigned char head[FRAME_HEADER];
	size_t max, len;
	enum coop_status st = read_exactly(c, (char *)head, sizeof head, err);
	if (st)
		return st;
	frame->tag = (enum frame_tag)head[0];
	len = (size_t)head[1] << 24 | (size_t)head[2] << 16 | (size_t)head[3] << 8 |
	      head[4];
	if (!frame_limit(frame->tag, &max) || len > max)
		return nonsense(c, err);
	if (frame->tag == FRAME_MEMBER || frame->tag == FRAME_NOTICE ||
		frame->tag == FRAME_KEYED)
		c->waited = 0;
	coop_buf_reset(&c->payload);
	char *to = coop_buf_reserve(&c->payload, len + 1);
	if (!to)
		return coop_fail_nomem(err);
	st = read_exactly(c, to, len, err);
	to[st ? 0 : len] = '\0';
	frame->s = to;
	frame->len = len;
	return st;
}

/* ---- the progress ---- */

static void reach(const struct converter *c, uint64_t at)
{
	progress_reach(c->progress, c->reads_later ? at / 2 : at);
}

/*
 * The program reads by the descriptor that was passed to it, so that the place in the file is the same here.
 * Only with an answer it is where the program has come to: before, that may look at the end of the file first,
 * as where the table of a zip is.
 */
static void note_place(const struct converter *c)
{
	off_t at = c->progress ? lseek(c->file.fd, 0, SEEK_CUR) : -1;
	if (at > 0)
		reach(c, (uint64_t)at);
}

/* Takes a FRAME_DONE; that it is more each time bounds how many there are. */
static enum coop_status note_done(
	struct converter *c, const struct frame *frame, struct coop_error *err)
{
	uint32_t now = frame->len == FRAME_DONE_SIZE ? coop_get_le32(frame->s) : 0;
	if (now <= c->done || now > FRAME_DONE_ALL)
		return nonsense(c, err);
	c->done = now;
	reach(c, c->file.size * now / FRAME_DONE_ALL);
	return COOP_OK;
}

/* The next frame. The first one tells what locks the program in, and is kept. */
static enum coop_status next_answer(
	struct converter *c, struct frame *frame, struct coop_error *err)
{
	*frame = (struct frame){0};
	enum coop_status st = next_frame(c, frame, err);
	if (!st && !c->guarded) {
		if (frame->tag != FRAME_GUARDS || frame->len != 1)
			return nonsense(c, err);
		c->guarded = true;
		c->guards = (unsigned char)*frame->s;
		st = next_frame(c, frame, err);
	}
	while (!st && frame->tag == FRAME_DONE) {
		st = note_done(c, frame, err);
		if (!st)
			st = next_frame(c, frame, err);
	}
	if (!st)
		note_place(c);
	/* once the program has parsed anything, the file may have taken it over */
	return !st && frame->tag == FRAME_GUARDS ? nonsense(c, err) : st;
}

/* Before an answer is believed, the file must be unchanged: else that is the failure. */
enum coop_status converter_next(
	struct converter *c, struct frame *frame, struct coop_error *err)
{
	struct coop_error problem = {0};
	enum coop_status st = next_answer(c, frame, &problem);
	bool judged = st ? st == COOP_E_INPUT || st == COOP_E_IO
			 : frame->tag == FRAME_END || frame->tag == FRAME_FAILURE;
	enum coop_status now = judged ? infile_check(&c->file, err) : COOP_OK;
	return now ? now : coop_pass_on(err, &problem);
}

enum coop_status converter_probe(
	const char *program, unsigned *guards, struct coop_error *err)
{
	const struct filetype probe = {.name = FRAME_PROBE, .program = program};
	const struct converter_options options = {.seconds = 5, .suffixes = ""};
	struct converter *c;
	struct frame frame;
	enum coop_status st = converter_open(&probe, "/dev/null", &options, &c, err);
	*guards = 0;
	if (st || !c)
		return st;
	st = converter_next(c, &frame, err);
	if (!st && frame.tag != FRAME_END)
		st = nonsense(c, err);
	*guards = st ? 0 : c->guards;
	converter_close(c);
	return st;
}
