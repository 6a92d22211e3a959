/*
 * main.c - coopq: options, one query or a batch of them, and the exit status.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/batch.h"
#include "query/messages.h"
#include "query/results.h"
#include "query/session.h"
#include "shared/cli/bus.h"
#include "shared/cli/opts.h"
#include "shared/cli/print_analysis.h"
#include "shared/cli/program.h"
#include "shared/core/diag.h"
#include "shared/core/fd.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

static const char program[] = "coopq";

enum explained { EXPLAIN_NOTHING, EXPLAIN_TREE, EXPLAIN_PLAN };
enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct options {
	const char *index;
	size_t count, offset;
	int format;    /* enum output_format */
	int colour;    /* enum colour */
	int paths;     /* enum path_form */
	int stopwords; /* 1: keep them */
	int batch;     /* answer the lines of standard input */
	size_t threads;
	int any;
	int strict;
	int explain;         /* enum explained */
	const char *analyse; /* a text */
	int timing;          /* say what the stages cost */
	int help, version;
};

static void print_help(const struct coop_opt *table)
{
	puts(TR("Usage: coopq [OPTION]... WORD...\n"
		"Looks for words in the index made by coopidx and prints the notices that hold them,\n"
		"the best first. Accents, case and plural do not matter.\n\n"
		"Options:",
		"Usage : coopq [OPTION]... MOT...\n"
		"Cherche des mots dans l'index créé par coopidx et donne les notices qui les contiennent,\n"
		"la meilleure d'abord. Accents, majuscules et pluriels n'y changent rien.\n\n"
		"Options :"));
	coop_opts_help(table, stdout);
	puts(TR("\nExamples:\n"
		"  coopq scop lyon                        the ten best notices\n"
		"  coopq -n 3 \"l'économie sociale\"        the three best\n"
		"  coopq --tsv essaimage | cut -f1,3      ids and titles, for other tools\n"
		"  coopq --jsonl cae | jq -r .title       every field, for jq\n"
		"  coopq 'scop ET (lyon OU paris)'        operators, see coopq-query(7)\n"
		"\nExit status: 0 found, 1 nothing found, 2 error.",
		"\nExemples :\n"
		"  coopq scop lyon                        les dix meilleures notices\n"
		"  coopq -n 3 \"l'économie sociale\"        les trois meilleures\n"
		"  coopq --tsv essaimage | cut -f1,3      identifiants et titres, pour d'autres outils\n"
		"  coopq --jsonl cae | jq -r .title       tous les champs, pour jq\n"
		"  coopq 'scop ET (lyon OU paris)'        opérateurs, voir coopq-query(7)\n"
		"\nCode de sortie : 0 trouvé, 1 rien trouvé, 2 erreur."));
}

/* Decides as no-color.org and TERM say, unless the option does. */
static bool use_colour(int colour)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
	if (colour != COLOUR_AUTO)
		return colour == COLOUR_ALWAYS;
	return isatty(STDOUT_FILENO) && !(none && *none) &&
	       !(term && strcmp(term, "dumb") == 0);
}

/* Says which words were corrected. */
static void print_corrections(const struct query *q)
{
	for (size_t i = 0; i < query_count(q); i++) {
		struct query_word w = query_at(q, i);
		if (w.typed)
			coop_diag_note(program,
				TR("'%.*s' is not in the index; looked for '%.*s'",
					"'%.*s' n'est pas dans l'index ; recherche de '%.*s'"),
				(int)w.typed_len, w.typed, (int)w.form_len, w.form);
	}
}

/* Reads all of standard input. */
static enum coop_status read_input(struct coop_buf *text, struct coop_error *err)
{
	if (coop_fd_read_all(STDIN_FILENO, SIZE_MAX, text))
		return COOP_OK;
	if (text->failed)
		return coop_fail_nomem(err);
	return coop_cannot_read("-", NULL, err);
}

/* The words of the command line, or standard input for "-", as one query. */
static enum coop_status read_query(
	struct coop_buf *text, char **words, size_t nwords, struct coop_error *err)
{
	if (nwords == 1 && strcmp(words[0], "-") == 0)
		return read_input(text, err);
	for (size_t i = 0; i < nwords; i++) {
		coop_buf_str(text, words[i]);
		coop_buf_byte(text, ' ');
	}
	return coop_buf_check(text, err);
}

/* Answers one query. */
static enum coop_status answer(struct session *s, const struct options *o,
	const struct ask *ask, const struct coop_buf *text, bool *found,
	struct coop_error *err)
{
	enum coop_status st = session_ask(s, ask, coop_buf_cstr(text), text->len, err);
	if (st == COOP_E_QUERY && !ask->strict)
		messages_print_warnings(&s->query, NULL);
	if (st)
		return st;
	*found = search_count(s->search) > 0;
	print_corrections(&s->query);
	messages_print_step(s->step, s->near, NULL);
	messages_print_warnings(&s->query, NULL);
	if (!*found && o->format == OUTPUT_TEXT)
		coop_diag_note(program, "%s",
			search_found(s->search) > 0
				? TR("no more results", "pas d'autre résultat")
				: TR("nothing found", "rien trouvé"));
	return results_print(stdout, s, ask, (enum output_format)o->format,
		use_colour(o->colour), NULL, err);
}

/* Prints the plan of a query. */
static enum coop_status explain_plan(struct session *s, const struct ask *ask,
	const struct coop_buf *text, struct coop_error *err)
{
	enum coop_status st =
		session_understand(s, ask, coop_buf_cstr(text), text->len, err);
	if (st)
		return st;
	print_corrections(&s->query);
	messages_print_warnings(&s->query, NULL);
	return messages_print_plan(stdout, &s->query, err);
}

static enum coop_status answer_words(struct session *s, const struct options *o,
	const struct ask *ask, char **words, size_t nwords, bool *found,
	struct coop_error *err)
{
	struct coop_buf text = {0};
	enum coop_status st = read_query(&text, words, nwords, err);
	bool tree = o->explain == EXPLAIN_TREE;
	if (!st && !tree)
		st = session_open(s, o->index, err);
	if (!st && o->explain) {
		*found = true;
		st = tree ? messages_print_tree(stdout, ask, &text, err)
			  : explain_plan(s, ask, &text, err);
	} else if (!st) {
		st = answer(s, o, ask, &text, found, err);
	}
	coop_buf_release(&text);
	return st;
}

static enum coop_status answer_lines(struct session *s, const struct options *o,
	const struct ask *ask, size_t nwords, bool *found, struct search_timing *timing,
	struct coop_error *err)
{
	if (nwords > 0)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("--batch reads its queries from standard input and takes no words",
				"--batch lit ses requêtes sur l'entrée standard et ne prend aucun mot"));
	int format = o->format == OUTPUT_TEXT ? OUTPUT_TSV : o->format;
	struct batch_options options = {(enum output_format)format, (unsigned)o->threads};
	enum coop_status st = session_open(s, o->index, err);
	return st ? st : batch_run(stdout, s, ask, &options, stdin, found, timing, err);
}

/* Shows the analysis of a text, with the acronyms of the index if there is one. */
static enum coop_status analyse(
	struct session *s, const struct options *o, struct coop_error *err)
{
	struct coop_error none = {0};
	enum coop_status st = session_open(s, o->index, &none);
	if (!st)
		st = search_read_proofs(s->search, &none);
	if (st && st != COOP_E_NOINDEX)
		return coop_pass_on(err, &none);
	return coop_print_analysis(
		stdout, "", s->analyzer, o->analyse, strlen(o->analyse), err);
}

/* Prints what the stages cost: the mean, the median and the 99th percentile of a query. */
static void print_timing(const struct search_timing *t)
{
	double n = t->runs > 0 ? (double)t->runs : 1;
	coop_diag_note(program,
		TR("queries: %zu; microseconds each: understanding %.0f, first stage %.0f, second stage %.0f",
			"requêtes : %zu ; microsecondes chacune : compréhension %.0f, première étape %.0f, seconde étape %.0f"),
		t->runs, t->planning / n, t->matching / n, t->reranking / n);
	coop_diag_note(program,
		TR("microseconds, median and 99th percentile: without the second stage %.0f and %.0f, with it %.0f and %.0f",
			"microsecondes, médiane et 99e centile : sans la seconde étape %.0f et %.0f, avec elle %.0f et %.0f"),
		timing_share(t->without_rerank, 0.5),
		timing_share(t->without_rerank, 0.99), timing_share(t->whole, 0.5),
		timing_share(t->whole, 0.99));
}

/* Does what the options ask for; `*found` is whether something was printed. */
static enum coop_status work(struct session *s, const struct options *o, char **words,
	size_t nwords, bool *found, struct coop_error *err)
{
	struct ask ask = {.offset = o->offset,
		.count = o->count,
		.keep_stopwords = o->stopwords,
		.any = o->any,
		.paths = o->paths,
		.strict = o->strict};
	*found = true;
	if (o->analyse)
		return analyse(s, o, err);
	*found = false;
	struct search_timing timing = {0};
	enum coop_status st =
		o->batch ? answer_lines(s, o, &ask, nwords, found, &timing, err)
			 : answer_words(s, o, &ask, words, nwords, found, err);
	if (!st && !o->batch && s->search)
		timing = *search_timing(s->search);
	if (!st && o->timing)
		print_timing(&timing);
	return st;
}

static int run(const struct options *o, char **words, size_t nwords)
{
	struct session s = {0};
	struct coop_error err = {0};
	bool found;
	enum coop_status st = work(&s, o, words, nwords, &found, &err);
	session_close(&s);
	if (st == COOP_E_VERSION || st == COOP_E_CORRUPT)
		coop_hint(&err, "%s",
			TR("rebuild it: coopidx PATH...",
				"recréez-le : coopidx CHEMIN..."));
	if (st)
		coop_diag(program, NULL, &err);
	bool written = coop_close_stdout(program);
	if (st)
		return coop_exit_of(st);
	if (!written)
		return COOP_EXIT_ERROR;
	return found ? COOP_EXIT_OK : COOP_EXIT_NO_HIT;
}

/* Prints what --help or --version asks for. */
static int inform(const struct options *o, const struct coop_opt *table)
{
	if (o->help)
		print_help(table);
	else
		puts("coopq " COOP_VERSION);
	return coop_close_stdout(program) ? COOP_EXIT_OK : COOP_EXIT_ERROR;
}

/* NOLINTNEXTLINE(readability-function-size): its length is the table */
int main(int argc, char **argv)
{
	struct options o = {.count = 10, .threads = 1};
	const struct coop_opt table[] = {COOP_OPT_INDEX(&o.index),
		{'n', "limit", COOP_OPT_COUNT, &o.count, 0, 1, 1000000, "N",
			"at most N notices (default: 10)",
			"au plus N notices (par défaut : 10)"},
		{0, "offset", COOP_OPT_COUNT, &o.offset, 0, 0, 1000000000, "N",
			"leave out the N best", "sauter les N meilleures"},
		{0, "tsv", COOP_OPT_SET, &o.format, OUTPUT_TSV, 0, 0, NULL,
			"tab-separated: id, score, title, director, year, path, line",
			"séparé par des tabulations : id, score, titre, réalisation, année, chemin, ligne"},
		{0, "jsonl", COOP_OPT_SET, &o.format, OUTPUT_JSONL, 0, 0, NULL,
			"one JSON object a line, with every field",
			"un objet JSON par ligne, avec tous les champs"},
		{0, "ids", COOP_OPT_SET, &o.format, OUTPUT_IDS, 0, 0, NULL,
			"the ids alone", "les identifiants seuls"},
		{0, "analyse", COOP_OPT_STRING, &o.analyse, 0, 0, 0, "TEXT",
			"show what becomes of a text: word, rules, terms",
			"montrer ce que devient un texte : mot, règles, termes"},
		{0, "trec", COOP_OPT_SET, &o.format, OUTPUT_TREC, 0, 0, NULL,
			"a TREC run: query, Q0, id, rank, score, coopq",
			"un fichier de résultats TREC : requête, Q0, identifiant, rang, score, coopq"},
		{0, "paths", COOP_OPT_CHOICE, &o.paths, 0, 0, 0, PATHS_CHOICES,
			"how paths are printed (default: relative below the current folder, else absolute)",
			"comment donner les chemins (par défaut : relatifs sous le dossier courant, sinon absolus)"},
		{0, "batch", COOP_OPT_SET, &o.batch, 1, 0, 0, NULL,
			"answer each line of standard input, 'query' or 'id TAB query'; TSV unless told otherwise",
			"répondre à chaque ligne de l'entrée standard, « requête » ou « id TAB requête » ; en TSV sauf avis contraire"},
		{'j', "threads", COOP_OPT_COUNT, &o.threads, 0, 1, BATCH_THREADS_MAX, "N",
			"answer the queries of --batch in N threads (default: 1)",
			"répondre aux requêtes de --batch avec N fils d'exécution (par défaut : 1)"},
		{0, "any", COOP_OPT_SET, &o.any, 1, 0, 0, NULL,
			"words beside a filter such as annee:1980.. rank what it matches; none of them need be there",
			"à côté d'un filtre comme annee:1980.., les mots classent ce qu'il retient, sans que l'un d'eux doive s'y trouver"},
		{0, "strict", COOP_OPT_SET, &o.strict, 1, 0, 0, NULL,
			"refuse a query that cannot be obeyed in full",
			"refuser une requête dont une partie serait ignorée"},
		{0, "explain-query", COOP_OPT_OPTIONAL, &o.explain, EXPLAIN_TREE, 0, 0,
			"tree|plan",
			"say how the query is understood, or what of the index it asks for, and search nothing",
			"dire comment la requête est comprise, ou ce qu'elle demande à l'index, sans rien chercher"},
		{0, "stop-words", COOP_OPT_CHOICE, &o.stopwords, 0, 0, 0, "drop|keep",
			"whether words such as 'le' count (default: drop, unless there are no others)",
			"si les mots comme « le » comptent (par défaut : drop, sauf s'il n'y a qu'eux)"},
		{0, "timing", COOP_OPT_SET, &o.timing, 1, 0, 0, NULL,
			"say what the stages of the search cost, on standard error",
			"dire ce que coûtent les étapes de la recherche, sur la sortie d'erreur"},
		{0, "color", COOP_OPT_CHOICE, &o.colour, 0, 0, 0, "auto|always|never",
			"highlight the words (default: on a terminal)",
			"surligner les mots (par défaut : sur un terminal)"},
		COOP_OPT_HELP(&o.help), COOP_OPT_VERSION(&o.version), COOP_OPT_END};
	struct coop_error err = {0};
	size_t nwords;
	coop_guard_streams();
	coop_catch_bus(program, NULL);
	if (coop_opts_parse(table, argc, argv, &nwords, &err)) {
		coop_diag(program, NULL, &err);
		return coop_exit_of(err.status);
	}
	return o.help || o.version ? inform(&o, table) : run(&o, argv + 1, nwords);
}
