/*
 * options.h - the command line of coopq.
 */
#ifndef COOP_QUERY_ACTIONS_OPTIONS_H
#define COOP_QUERY_ACTIONS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "query/search/session.h"
#include "query/search/sort.h"
#include "shared/cli/opts.h"
#include "shared/core/buf.h"
#include "shared/core/error.h"

enum explained { EXPLAIN_NOTHING, EXPLAIN_TREE, EXPLAIN_PLAN };
enum colour_choice { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };
enum pager_choice { PAGER_AUTO, PAGER_ALWAYS, PAGER_NEVER };

/* How many results there are at most, unless the user says so; more are shown in a pager. */
#define COUNT_DEFAULT 10

/* What opens the source of a notice; OPEN_AUTO depends on the source. */
enum open_with { OPEN_NOTHING, OPEN_AUTO, OPEN_PAGER, OPEN_EDITOR, OPEN_DESKTOP };

/* Contexts of a concordance that fit the width of lines. */
#define CONTEXT_AUTO (-1)

/* Whether a query that finds little also looks for words near its own (query/plan/widen.h). */
enum widen_choice { WIDEN_AUTO, WIDEN_FAMILIES, WIDEN_NEVER };

/* Which shards must be there (query/search/session.h). */
enum shards_choice { SHARDS_ALL, SHARDS_AVAILABLE };

enum news_form { NEWS_NONE, NEWS_TEXT, NEWS_JSONL, NEWS_ATOM };
enum citation_form { CITE_NOTHING, CITE_TEXT, CITE_JSON };

/* The most threads of --batch and --serve, and how many serve unless the user says so. */
#define THREADS_MAX   256
#define SERVE_THREADS 2

/* What is to be done; main.c has the function for each. */
enum chosen_action {
	ACTION_ANSWER, /* where no option asks for another one */
	ACTION_SEARCHES,
	ACTION_DELETE,
	ACTION_SAVE,
	ACTION_NEWS,
	ACTION_CITE,
	ACTION_REPLAY,
	ACTION_SHOW,
	ACTION_OPEN,
	ACTION_KWIC,
	ACTION_LIKE,
	ACTION_BATCH,
	ACTION_ANALYSE,
	ACTION_EXPLAIN_QUERY,
	ACTION_SERVE,
	ACTION_PROMPT, /* instead of an answer without words, on a terminal */
	ACTION_COUNT
};

struct options {
	enum chosen_action action; /* set from those below */
	struct coop_opt_list indexes;
	int shards; /* enum shards_choice */
	size_t count, offset;
	int format;           /* enum output_format */
	const char *fields;   /* the columns of the output, separated by commas */
	const char *template; /* template.h */
	int null;             /* end items with a NUL */
	int colour;           /* enum colour_choice */
	int links;            /* likewise: of hyperlinks */
	int plain; /* for screen readers: lines alone, nothing that steers a terminal */
	int pager; /* enum pager_choice */
	int prompted; /* queries to ask next are typed at the prompt, not in a shell: no option, set there */
	int group;        /* fold notices of one film */
	int paths;        /* enum path_form */
	int stopwords;    /* 1: keep them */
	int batch;        /* answer the lines of standard input */
	const char *sort; /* as it was typed; NULL: by score */
	struct sort_keys sort_keys;
	size_t threads; /* of --batch and --serve */
	int any;
	const char *synonyms;  /* a file (query/plan/synonyms.h) */
	const char *thesaurus; /* likewise (query/plan/thesaurus.h) */
	int widen;             /* enum widen_choice */
	const char *facets;    /* a list (query/facets/wishes.h) */
	int timeline, map;
	const char *plot;             /* a file */
	struct coop_opt_list filters; /* FIELD=VALUE (narrowing.h) */
	int strict;
	int explain;         /* say why results have their scores */
	int doctor;          /* say what would find more */
	int explain_query;   /* enum explained */
	const char *analyse; /* a text */
	int timing;          /* say what the stages cost */
	int ok_if_none;      /* exit with 0 when nothing is found */
	int help;            /* enum coop_help */
	int version;
	int complete; /* enum coop_shell: the words are a line that is typed in it (complete.h) */

	/* reading on */
	bool limited;      /* `count` was given */
	size_t width;      /* columns of lines for people; 0: those of the terminal */
	int show;          /* print whole notices: the words are their ids */
	const char *query; /* of the words that are highlighted in them; or NULL */
	int open;          /* enum open_with: the word is the id of a notice to open */
	const char *like;  /* an id: answer with notices like this one */
	int kwic;      /* a concordance: cells of a context, or CONTEXT_AUTO; else 0 */
	int kwic_sort; /* enum concord_order (concord.h) */
	/* searches that last */
	const char *save;   /* a name */
	const char *remove; /* likewise: --delete-search */
	const char *replay; /* a file, "-" or "@NAME" */
	int force, searches, peek;
	int news; /* enum news_form */
	int cite; /* enum citation_form */
	/* a page to look at */
	const char *
		serve; /* where to listen; "" as it is without an address, NULL: --serve is not there */
	struct coop_opt_list hosts; /* other names of the server */
	int log_requests;

	int no_config;
	bool filters_configured; /* `filters` are those of a configuration file */

	size_t literal; /* words after "--", the last ones */
};

/* Nothing is given. */
void options_init(struct options *o);
/* Makes the table: its targets are in `o`, and `rows` has COOP_OPTS_MAX of them. */
void options_table(struct options *o, struct coop_opt *rows);
/* Sets what follows from the options. COOP_E_ARG: some do not go together, or have a value that makes no sense. */
enum coop_status options_settle(struct options *o, struct coop_error *err);

/* How a query is asked, but for filters and facets. It borrows from the options. */
struct ask options_ask(const struct options *o);

/*
 * Appends those options that decide what a query finds, and how many, as far as they are not as they are
 * when not given: "--limit=5", each with its NUL. The indexes are not among them. COOP_E_NOMEM.
 */
enum coop_status options_print_kept(
	const struct options *o, struct coop_buf *out, struct coop_error *err);

/* ---- the one command line of the process ---- */

/*
 * Parses the arguments, and then the configuration files (config.h). `*out` belongs to command_line.c, and stays the same
 * when options are set anew. The words that are no options are moved to argv[1] and after, and `*nwords` is their number.
 */
enum coop_status options_parse(int argc, char **argv, const struct options **out,
	size_t *nwords, struct coop_error *err);

/*
 * Sets the options anew: to `kept`, as options_print_kept() gives it, and to `indexes`, each with its NUL,
 * all borrowed; then to those of the command line, which win. Configuration files set none of those that
 * are kept. `kept` may come from anyone: COOP_E_INPUT when there are other options.
 */
enum coop_status options_recall(const struct coop_buf *kept,
	const struct coop_buf *indexes, struct coop_error *err);

/* Sets the options anew, to what options_parse() has set, after options_recall(). */
enum coop_status options_restore(struct coop_error *err);

/* coop_config_pass_on() (config.h), with the files that options come from. */
enum coop_status options_pass_on(
	const char *value, struct coop_error *err, const struct coop_error *from);

/* The table of the options of the command line. */
const struct coop_opt *options_rows(void);
/*
 * Sets the options anew, to those of a line that is still being typed, as far as they are good; the words are
 * borrowed, and moved as by options_parse(), which comes before.
 */
const struct options *options_preview(int argc, char **argv);

/* Prints a help, from the same table. */
void options_print_help(enum coop_help help);

#endif
