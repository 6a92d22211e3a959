/*
 * coopq.h - libcoop: searching an index from another program, as coopq does.
 *
 *	coopq *q = coopq_new();
 *	char title[200];
 *	if (!q || coopq_set(q, "index", "./films") || coopq_ask(q, "scop lyon"))
 *		fprintf(stderr, "%s\n", q ? coopq_message(q) : "no memory");
 *	for (size_t i = 0; q && i < coopq_count(q) && !coopq_read(q, i); i++) {
 *		coopq_safe(title, sizeof title, coopq_field(q, "title"));
 *		puts(title);
 *	}
 *	coopq_close(q);
 *
 * Compile and link with $(pkg-config --cflags --libs --static libcoop). <coop/coopidx.h> makes an index.
 *
 * Ownership. A handle is freed by coopq_close(). What is passed in is copied. Texts that come out belong to the
 * handle: those of a notice stay until the next coopq_read(), all others until the next call that is not a question
 * about the same notice or answer; coopq_ask() ends them all.
 *
 * Threads. A handle is used by one thread at a time; several handles may work in several threads, on one index
 * too. No thread is made.
 *
 * Errors. Functions return an enum coopq_status; coopq_message() says what failed and why, in French where LC_ALL,
 * LC_MESSAGES or LANG begins with "fr", else in English. After a failure a handle can be used on; a query that
 * failed has no results.
 *
 * Lifetime. The index is opened by the first query. What is open stays as it is, whoever writes the index
 * meanwhile, until coopq_reopen().
 *
 * Input. Queries may be any bytes. An index may be damaged by anyone: what is read of it is verified, and damage
 * is COOPQ_CORRUPT. What a notice holds is what its source held: UTF-8 that may drive a terminal or be markup.
 * coopq_safe() makes it fit to be shown; for HTML or SQL it is to be escaped. Nothing of it is run or opened.
 * Messages and notes are UTF-8 on one line without anything that drives a terminal.
 *
 * Output. Nothing is read from standard input, nothing written on standard output, standard error or to a file.
 *
 * Environment. COOP_INDEX and XDG_DATA_HOME decide where an index is, COOP_THESAURUS which thesaurus is read.
 * Configuration files and saved searches are not read. The locale is neither read nor set.
 *
 * Signals. No handler is installed and no signal is blocked. Indexes are mapped into memory: a disk that fails
 * causes SIGBUS, and so does a tool that makes files of an index shorter while it is open, which coopidx never does.
 *
 * NULL is no handle and no text but where it is said to be fine.
 *
 * Memory. An open index is mapped, not read; a query takes a few megabytes. COOPQ_NOMEM says that there was no
 * more; nothing ends the program.
 *
 * Versions. The library is static, for programs and not for shared objects, and its version is 0.x: compile against
 * the headers that came with it. What is declared here keeps its meaning from 0.N.M to 0.N.M+1, where things may be
 * added; from 0.N to 0.N+1 anything may change, and CHANGELOG.md says what. libcoop.abi, beside the sources, lists all
 * declarations.
 */
#ifndef COOPQ_H
#define COOPQ_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum coopq_status {
	COOPQ_OK = 0,
	COOPQ_NOMEM = 1, /* memory ran out */
	COOPQ_IO = 2,    /* a file could not be read */
	COOPQ_ARG = 3,   /* an option or an argument makes no sense */
	COOPQ_INPUT = 4, /* a file of synonyms or a thesaurus cannot be understood */
	COOPQ_QUERY = 5, /* a query that cannot be run, such as an empty one */
	COOPQ_NOINDEX =
		6, /* there is no index at this place, or it lacks what is asked for */
	COOPQ_STALE =
		8, /* the index changed while it was read: coopq_reopen() and try again */
	COOPQ_VERSION = 9,  /* the index was made by another version: index again */
	COOPQ_CORRUPT = 10, /* the index is damaged: index again */
	COOPQ_ENGINE = 11   /* the engine failed unexpectedly: a bug to report */
};

typedef struct coopq coopq;

/* A handle without any option; NULL when memory runs out. */
coopq *coopq_new(void);
/* NULL is fine. */
void coopq_close(coopq *handle);

/*
 * Sets an option of coopq by its long name without dashes; coopq(1) describes them. `value` is what stands behind
 * '=', and NULL for an option without one. An option that is set again has the new value; "index" and "filter" are
 * lists, which get longer. Options are obeyed from the next query on; index, synonyms, thesaurus and widen end the
 * results of the last one at once.
 *
 * These are options: index, limit, offset, group, sort, filter, any, strict, stop-words, synonyms, thesaurus,
 * widen, paths. COOPQ_ARG: there is no such option, its value makes no sense (of some, the next query says so), or
 * it is for the command line alone because it prints, serves, opens or writes something.
 */
enum coopq_status coopq_set(coopq *handle, const char *option, const char *value);
/* Makes an option as if it had not been set; a list is empty then. The results of the last query end. */
enum coopq_status coopq_unset(coopq *handle, const char *option);

/* Opens the index, if it is not: a query does that too, but later. */
enum coopq_status coopq_open(coopq *handle);
/* Opens the index as it is now, after it was indexed again. There are no results then. */
enum coopq_status coopq_reopen(coopq *handle);

/*
 * Answers a query, in the language of coopq-query(7): its results are the best "limit" notices (10), or with
 * "group" groups of them, each of which is its best notice. Nothing found is no failure.
 */
enum coopq_status coopq_ask(coopq *handle, const char *query);

/* How many results there are. */
size_t coopq_count(const coopq *handle);
/*
 * How many notices match the query, with `exact` however long that takes; else what is known at little cost, and
 * there may be more.
 */
enum coopq_status coopq_total(coopq *handle, int exact, uint64_t *total);

/* What was made of the query: corrections, words added to it, warnings. Note `i` is NULL when there is none. */
const char *coopq_note(coopq *handle, size_t i);

/* Reads result `i`, from 0: the functions below are about this notice. COOPQ_ARG: there is no such result. */
enum coopq_status coopq_read(coopq *handle, size_t i);

/*
 * The first value of a field, by any of its names ("title", "réalisateur") or as a column that is no field is
 * called; NULL when there is none.
 */
const char *coopq_field(coopq *handle, const char *name);
/* Value `i` of the notice, in the order of its source, and the name of its field; NULL when there are no more. */
const char *coopq_value(const coopq *handle, size_t i, const char **name);

/* The score of the notice; 0 where the results are sorted by something else. */
double coopq_score(const coopq *handle);
/* Where the notice comes from: the path of its file, as "paths" says, and its line, from 1. NULL: it failed. */
const char *coopq_path(coopq *handle);
size_t coopq_line(const coopq *handle);
/* The index that it is in, as it was named. */
const char *coopq_index(const coopq *handle);
/*
 * The passage that shows best why it was found, with `before` and `after` around the words that match (NULL for
 * nothing); "" where there is none, NULL when it failed. To escape the text, let these be "\001" and "\002", and
 * replace them afterwards.
 */
const char *coopq_snippet(coopq *handle, const char *before, const char *after);

/* What failed in the last call that can fail, and what can be done about it; "" for nothing. */
const char *coopq_message(const coopq *handle);
const char *coopq_hint(const coopq *handle);

/*
 * Copies a text into `size` bytes, on one line and without what could drive a terminal or change the direction of
 * reading; NULL is "". What is too long is cut between characters. Returns how many bytes all of it takes, without
 * the NUL. Needs no memory.
 */
size_t coopq_safe(char *to, size_t size, const char *text);

#ifdef __cplusplus
}
#endif
#endif
