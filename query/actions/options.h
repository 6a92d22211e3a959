/*
 * options.h - the command line of coopq.
 */
#ifndef COOP_QUERY_ACTIONS_OPTIONS_H
#define COOP_QUERY_ACTIONS_OPTIONS_H

#include <stddef.h>

#include "shared/cli/opts.h"
#include "shared/core/error.h"

enum explained { EXPLAIN_NOTHING, EXPLAIN_TREE, EXPLAIN_PLAN };
enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

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
	int doctor;          /* say what would find more */
	int explain_query;   /* enum explained */
	const char *analyse; /* a text */
	int timing;          /* say what the stages cost */
	int ok_if_none;      /* exit with 0 when nothing is found */
	int help;            /* enum coop_help */
	int version;
};

/*
 * Parses the arguments. `*out` belongs to options.c; there is one command line. The words that are no
 * options are moved to argv[1] and after, and `*nwords` is their number.
 */
enum coop_status options_parse(int argc, char **argv, const struct options **out,
	size_t *nwords, struct coop_error *err);

/* Prints a help, from the same table. */
void options_print_help(enum coop_help help);

#endif
