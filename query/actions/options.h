/*
 * options.h - the command line of coopq.
 */
#ifndef COOP_QUERY_ACTIONS_OPTIONS_H
#define COOP_QUERY_ACTIONS_OPTIONS_H

#include <stddef.h>

#include "shared/cli/opts.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

enum explained { EXPLAIN_NOTHING, EXPLAIN_TREE, EXPLAIN_PLAN };
enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

enum news_form { NEWS_NONE, NEWS_TEXT, NEWS_JSONL, NEWS_ATOM };
enum citation_form { CITE_NOTHING, CITE_TEXT, CITE_JSON };

/* The most threads of --batch. */
#define THREADS_MAX 256

struct options {
	const char *index;
	size_t count, offset;
	int format;    /* enum output_format */
	int colour;    /* enum colour_choice */
	int paths;     /* enum path_form */
	int stopwords; /* 1: keep them */
	int batch;     /* answer the lines of standard input */
	size_t threads;
	int any;
	int strict;
	int explain_query;   /* enum explained */
	const char *analyse; /* a text */
	int timing;          /* say what the stages cost */
	int ok_if_none;      /* exit with 0 when nothing is found */
	int help;            /* enum coop_help */
	int version;

	/* searches that last */
	const char *save;   /* a name */
	const char *remove; /* likewise: --delete-search */
	const char *replay; /* a file, "-" or "@NAME" */
	int force, searches, peek;
	int news;       /* enum news_form */
	int cite;       /* enum citation_form */
	size_t literal; /* words after "--", the last ones */
};

/*
 * Parses the arguments. `*out` belongs to options.c; there is one command line. The words that are no
 * options are moved to argv[1] and after, and `*nwords` is their number.
 */
enum coop_status options_parse(int argc, char **argv, const struct options **out,
	size_t *nwords, struct coop_error *err);

/*
 * Appends the options that decide what a query finds, and how many, as far as they are not as they are
 * when not given: "--limit=5", each with its NUL. The index is not among them.
 */
enum coop_status options_print_kept(struct coop_buf *out, struct coop_error *err);
/*
 * Sets the options anew: to `kept`, as options_print_kept() gives it, and `index`, which is borrowed;
 * then to those of the command line, which win. `kept` may come from anyone: COOP_E_INPUT when there
 * are other options.
 */
enum coop_status options_recall(
	const struct coop_buf *kept, const char *index, struct coop_error *err);

/* Prints a help, from the same table. */
void options_print_help(enum coop_help help);

#endif
