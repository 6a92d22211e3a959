/*
 * coopq - asks an index, best notice first.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/output.h"
#include "query/query.h"
#include "shared/diag.h"
#include "shared/i18n.h"
#include "shared/index.h"
#include "shared/opts.h"
#include "shared/program.h"

static const char program[] = "coopq";

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct options {
	const char *index;
	size_t count, offset;
	int format; /* enum output_format */
	int colour; /* enum colour */
	int help, version;
};

/* What one run works with. */
struct session {
	struct coop_analyzer *analyzer;
	struct coop_reader *reader;
	struct query *query;
	struct coop_hits *hits;
	struct coop_record record;
	struct snippet snippet;
	struct marks title_marks;
};

static void print_help(const struct coop_opt *table)
{
	puts(TR("Usage: coopq [OPTION]... WORD...\n"
		"Looks for words in the index made by coopidx and prints the notices "
		"that hold them,\n"
		"the best first. Accents, case and plural do not matter.\n\n"
		"Options:",
		"Usage : coopq [OPTION]... MOT...\n"
		"Cherche des mots dans l'index créé par coopidx et donne les notices qui "
		"les contiennent,\n"
		"la meilleure d'abord. Accents, majuscules et pluriels n'y changent "
		"rien.\n\n"
		"Options :"));
	coop_opts_help(table, stdout);
	puts(TR("\nExamples:\n"
		"  coopq scop lyon                        the ten best notices\n"
		"  coopq -n 3 \"l'économie sociale\"        the three best\n"
		"  coopq --tsv essaimage | cut -f1,3      ids and titles, for other "
		"tools\n"
		"  coopq --jsonl cae | jq -r .title       every field, for jq\n"
		"\nExit status: 0 found, 1 nothing found, 2 error.",
		"\nExemples :\n"
		"  coopq scop lyon                        les dix meilleures notices\n"
		"  coopq -n 3 \"l'économie sociale\"        les trois meilleures\n"
		"  coopq --tsv essaimage | cut -f1,3      identifiants et titres, pour "
		"d'autres outils\n"
		"  coopq --jsonl cae | jq -r .title       tous les champs, pour jq\n"
		"\nCode de sortie : 0 trouvé, 1 rien trouvé, 2 erreur."));
}

/* no-color.org, and what terminals say of themselves */
static bool use_colour(int colour)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
	if (colour != COLOUR_AUTO)
		return colour == COLOUR_ALWAYS;
	return isatty(STDOUT_FILENO) && !(none && *none) &&
	       !(term && strcmp(term, "dumb") == 0);
}

static enum coop_status open_index(
	struct session *s, const struct options *o, struct coop_error *err)
{
	struct coop_buf dir = {0};
	enum coop_status st = coop_index_locate(o->index, &dir, err);
	if (!st)
		st = coop_index_open(dir.s, s->analyzer, &s->reader, err);
	coop_buf_release(&dir);
	return st;
}

static enum coop_status parse_query(
	struct session *s, char **words, size_t nwords, struct coop_error *err)
{
	struct coop_buf text = {0};
	for (size_t i = 0; i < nwords; i++) {
		coop_buf_str(&text, words[i]);
		coop_buf_byte(&text, ' ');
	}
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		st = query_new(
			s->analyzer, coop_buf_cstr(&text), text.len, &s->query, err);
	coop_buf_release(&text);
	return st;
}

/* Finds what the readable formats show beside the fields. */
static enum coop_status find_marks(struct session *s, struct coop_error *err)
{
	struct coop_value title;
	if (!coop_record_get(&s->record, COOP_F_TITLE, &title))
		coop_record_get(&s->record, COOP_F_ID, &title);
	enum coop_status st = marks_find(
		&s->title_marks, s->analyzer, s->query, title.text, title.len, err);
	return st ? st
		  : snippet_find(&s->snippet, s->analyzer, s->query, &s->record, err);
}

static enum coop_status print_hits(
	struct session *s, const struct options *o, struct coop_error *err)
{
	enum output_format format = (enum output_format)o->format;
	bool colour = use_colour(o->colour);
	for (size_t i = 0; i < coop_hits_count(s->hits); i++) {
		const struct coop_hit *hit = coop_hits_at(s->hits, i);
		enum coop_status st =
			coop_record_unpack(&s->record, hit->data, hit->data_len, err);
		if (!st && output_wants_snippet(format))
			st = find_marks(s, err);
		struct result result = {o->offset + i + 1, hit->score, &s->record,
			&s->snippet, &s->title_marks};
		if (!st)
			st = output_result(stdout, format, colour, &result, err);
		if (st)
			return st;
	}
	return COOP_OK;
}

static void close_session(struct session *s)
{
	snippet_release(&s->snippet);
	marks_release(&s->title_marks);
	coop_record_release(&s->record);
	coop_hits_free(s->hits);
	query_free(s->query);
	coop_reader_free(s->reader);
	coop_analyzer_free(s->analyzer);
}

static enum coop_status search(struct session *s, const struct options *o, char **words,
	size_t nwords, struct coop_error *err)
{
	enum coop_status st = coop_analyzer_new(&s->analyzer, err);
	if (!st)
		st = parse_query(s, words, nwords, err);
	if (!st)
		st = open_index(s, o, err);
	if (!st)
		st = coop_reader_search(s->reader, query_plan(s->query), o->offset,
			o->count, &s->hits, err);
	return st ? st : print_hits(s, o, err);
}

static int run(const struct options *o, char **words, size_t nwords)
{
	struct session s = {0};
	struct coop_error err = {0};
	enum coop_status st = search(&s, o, words, nwords, &err);
	bool found = !st && coop_hits_count(s.hits) > 0;
	close_session(&s);
	if (st)
		coop_diag(program, NULL, &err);
	bool written = coop_close_stdout(program);
	if (st)
		return coop_exit_of(st);
	if (!written)
		return COOP_EXIT_ERROR;
	if (!found && o->format == OUTPUT_TEXT)
		coop_diag_note(program, "%s", TR("nothing found", "rien trouvé"));
	return found ? COOP_EXIT_OK : COOP_EXIT_NO_HIT;
}

int main(int argc, char **argv)
{
	struct options o = {.count = 10};
	const struct coop_opt table[] = {
		{'i', "index", COOP_OPT_STRING, &o.index, 0, 0, 0, "NAME|DIR",
			"the index: a path with '/', or a name (default: default)",
			"l'index : un chemin avec '/', ou un nom (par défaut : default)"},
		{'n', "limit", COOP_OPT_COUNT, &o.count, 0, 1, 1000000, "N",
			"at most N notices (default: 10)",
			"au plus N notices (par défaut : 10)"},
		{0, "offset", COOP_OPT_COUNT, &o.offset, 0, 0, 1000000000, "N",
			"leave out the N best", "sauter les N meilleures"},
		{0, "tsv", COOP_OPT_SET, &o.format, OUTPUT_TSV, 0, 0, NULL,
			"tab-separated: id, score, title, director, year, path, line",
			"séparé par des tabulations : id, score, titre, réalisation, "
			"année, chemin, ligne"},
		{0, "jsonl", COOP_OPT_SET, &o.format, OUTPUT_JSONL, 0, 0, NULL,
			"one JSON object a line, with every field",
			"un objet JSON par ligne, avec tous les champs"},
		{0, "ids", COOP_OPT_SET, &o.format, OUTPUT_IDS, 0, 0, NULL,
			"the ids alone", "les identifiants seuls"},
		{0, "color", COOP_OPT_CHOICE, &o.colour, 0, 0, 0, "auto|always|never",
			"highlight the words (default: on a terminal)",
			"surligner les mots (par défaut : sur un terminal)"},
		{'h', "help", COOP_OPT_SET, &o.help, 1, 0, 0, NULL, "print this help",
			"afficher cette aide"},
		{0, "version", COOP_OPT_SET, &o.version, 1, 0, 0, NULL,
			"print the version", "afficher la version"},
		COOP_OPT_END};
	struct coop_error err = {0};
	size_t nwords;
	if (coop_opts_parse(table, argc, argv, &nwords, &err)) {
		coop_diag(program, NULL, &err);
		return coop_exit_of(err.status);
	}
	if (o.help || o.version) {
		if (o.help)
			print_help(table);
		else
			puts("coopq " COOP_VERSION);
		return coop_close_stdout(program) ? COOP_EXIT_OK : COOP_EXIT_ERROR;
	}
	return run(&o, argv + 1, nwords);
}
