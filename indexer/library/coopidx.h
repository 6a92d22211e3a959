/*
 * coopidx.h - libcoop: indexing notices and texts from another program, as coopidx does.
 *
 *	coopidx *x = coopidx_new();
 *	const char *paths[] = {"corpus"};
 *	if (!x || coopidx_set(x, "index", "./films") || coopidx_run(x, paths, 1))
 *		fprintf(stderr, "%s\n", x ? coopidx_message(x) : "no memory");
 *	coopidx_free(x);
 *
 * Compile and link with $(pkg-config --cflags --libs --static libcoop). <coop/coopq.h> searches what is indexed.
 *
 * Ownership. A handle is freed by coopidx_free(). What is passed in is copied, or used during the call alone.
 * Texts that come out belong to the handle and stay until the next call with it.
 *
 * Threads. A handle is used by one thread at a time; several handles may work in several threads, on different
 * indexes. A run makes threads of its own (option "threads") and ends them before it returns.
 *
 * Errors. Functions return an enum coopidx_status; coopidx_message() says what failed and why, in French where
 * LC_ALL, LC_MESSAGES or LANG begins with "fr", else in English. After a failure a handle can be used on, and the
 * index is as it was before the run. A run that succeeds may have left out or mended parts of the sources:
 * coopidx_count() tells how many, and a listener hears which and where.
 *
 * Input. Sources may hold anything. What other libraries parse, such as PDF, is read by programs of coopidx, locked
 * in: those beside the program that runs, else those in the folder that `pkg-config --variable=libexecdir libcoop`
 * prints. They are waited for by their process ids, so SIGCHLD must not be ignored. Messages are UTF-8 on one line
 * without anything that drives a terminal.
 *
 * Output. Nothing is read from standard input, and nothing written on standard output or standard error: what
 * coopidx prints goes to the listener. Files are written in the folder of the index alone, and in that for
 * temporary files (TMPDIR).
 *
 * Environment. COOP_INDEX and XDG_DATA_HOME decide where an index is, as for coopidx. Configuration files are not
 * read. The locale is neither read nor set.
 *
 * Signals. No handler is installed and no signal is blocked. Temporary files are mapped into memory: a disk that
 * fails causes SIGBUS. A file larger than a limit (RLIMIT_FSIZE) causes SIGXFSZ, unless the program ignores it: then
 * the run fails. coopidx_stop() may be called by a handler. Where the program ends in the midst of a run, the index
 * is as before.
 *
 * NULL is no handle and no text but where it is said to be fine.
 *
 * Memory. A run takes about as much as the option "memory" says, and COOPIDX_NOMEM says that there was no more;
 * nothing ends the program.
 *
 * Versions. The library is static, for programs and not for shared objects, and its version is 0.x: compile against
 * the headers that came with it. What is declared here keeps its meaning from 0.N.M to 0.N.M+1, where things may be
 * added; from 0.N to 0.N+1 anything may change, and CHANGELOG.md says what. libcoop.abi, beside the sources, lists all
 * declarations.
 */
#ifndef COOPIDX_H
#define COOPIDX_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum coopidx_status {
	COOPIDX_OK = 0,
	COOPIDX_NOMEM = 1, /* memory ran out */
	COOPIDX_IO = 2,    /* a file could not be read or written */
	COOPIDX_ARG = 3,   /* an option or an argument makes no sense */
	COOPIDX_INPUT =
		4, /* the sources hold nothing to index, or cannot be understood */
	COOPIDX_NOINDEX = 6,      /* there is no index at this place */
	COOPIDX_LOCKED = 7,       /* another process or handle is writing the index */
	COOPIDX_STALE = 8,        /* the index changed while it was read: try again */
	COOPIDX_VERSION = 9,      /* the index was made by another version */
	COOPIDX_CORRUPT = 10,     /* the index is damaged */
	COOPIDX_ENGINE = 11,      /* the engine failed unexpectedly: a bug to report */
	COOPIDX_INTERRUPTED = 12, /* coopidx_stop() */
	COOPIDX_UNREAD =
		13 /* a source was not read in full: the listener has heard which one */
};

typedef struct coopidx coopidx;

/* A handle without any option; NULL when memory runs out. */
coopidx *coopidx_new(void);
/* NULL is fine. Not during a run. */
void coopidx_free(coopidx *handle);

/*
 * Sets an option of coopidx by its long name without dashes; coopidx(1) describes them. `value` is what stands
 * behind '=', and NULL for an option without one. An option that is set again has the new value; "include" and
 * "exclude" are lists, which get longer.
 *
 * These are options: index, add, full, fold, remove, forget, repair, wait, threads, memory, keep-going, include,
 * exclude, files0-from, delimiter, no-header, map, encoding, time-limit, verbose, engine-tools, engine-writes.
 * COOPIDX_ARG: there is no such option, its value makes no sense, or it is for the command line alone because it
 * prints, reads standard input or goes on for ever. "-" is no file.
 */
enum coopidx_status coopidx_set(coopidx *handle, const char *option, const char *value);
/* Makes an option as if it had not been set; a list is empty then. */
enum coopidx_status coopidx_unset(coopidx *handle, const char *option);

/*
 * Indexes files and folders, as `coopidx PATH...` does: what has changed is read, and the new index takes the place
 * of the one before when it is whole. With "remove" or "forget" they are what is removed, with "repair" where the
 * sources are now; there may be none then. Relative paths begin at the current folder, which must stay meanwhile.
 */
enum coopidx_status coopidx_run(coopidx *handle, const char *const *paths, size_t count);

/*
 * Has the run of a handle end soon, with COOPIDX_INTERRUPTED; where there is none, the next one. For signal handlers
 * and listeners.
 */
void coopidx_stop(coopidx *handle);

/* What failed in the last call of the handle, and what can be done about it; "" for nothing. */
const char *coopidx_message(const coopidx *handle);
const char *coopidx_hint(const coopidx *handle);

enum coopidx_number {
	COOPIDX_FILES = 0,    /* read, or known not to have changed */
	COOPIDX_RECORDS = 1,  /* that the index holds */
	COOPIDX_REJECTED = 2, /* files and records left out because of a problem */
	COOPIDX_REPAIRED = 3, /* problems after which a record was kept */
	COOPIDX_SKIPPED = 4   /* files of kinds that are not read */
};
/* The numbers of the last run; 0 for a number that is none of these. */
size_t coopidx_count(const coopidx *handle, enum coopidx_number number);

/* What a listener hears. All is borrowed for the call; later versions may add members at the end. */
struct coopidx_message {
	const char *file; /* as it is, to be opened; NULL where it is about no file */
	size_t line;      /* from 1; 0: unknown */
	size_t column;    /* from 1, in bytes; 0: unknown */
	const char *text; /* what is wrong */
	const char *hint; /* what can be done; "" for nothing */
	const char *full; /* "file:line:column: text", fit to be shown */
};
typedef void (*coopidx_listener)(void *data, const struct coopidx_message *message);

/*
 * Has a listener hear the problems of the sources while a run meets them, in the thread of the run; NULL: nobody.
 * It may call coopidx_stop(), and nothing else with this handle, but whatever it likes with others; it does not leave
 * by longjmp() or an exception.
 */
void coopidx_listen(coopidx *handle, coopidx_listener listener, void *data);

#ifdef __cplusplus
}
#endif
#endif
