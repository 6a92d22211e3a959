#include "query/actions/options.h"

#include <stdio.h>

#include "query/output/output.h"
#include "query/search/paths.h"
#include "shared/cli/program.h"
#include "shared/core/i18n.h"

static struct options options = {.count = 10, .threads = 1};

static const struct coop_opt table[] = {COOP_OPT_INDEX(&options.index),
	{'n', "limit", COOP_OPT_COUNT, &options.count, 0, 1, 1000000, "N",
		"at most N notices (default: 10)", "au plus N notices (par défaut : 10)"},
	{0, "offset", COOP_OPT_COUNT, &options.offset, 0, 0, 1000000000, "N",
		"leave out the N best", "sauter les N meilleures"},
	{0, "tsv", COOP_OPT_SET, &options.format, OUTPUT_TSV, 0, 0, NULL,
		"tab-separated: id, score, title, director, year, path, line",
		"séparé par des tabulations : id, score, titre, réalisation, année, chemin, ligne"},
	{0, "jsonl", COOP_OPT_SET, &options.format, OUTPUT_JSONL, 0, 0, NULL,
		"one JSON object a line, with every field",
		"un objet JSON par ligne, avec tous les champs"},
	{0, "ids", COOP_OPT_SET, &options.format, OUTPUT_IDS, 0, 0, NULL, "the ids alone",
		"les identifiants seuls"},
	{0, "analyse", COOP_OPT_STRING, &options.analyse, 0, 0, 0, "TEXT",
		"show what becomes of a text: word, rules, terms",
		"montrer ce que devient un texte : mot, règles, termes"},
	{0, "trec", COOP_OPT_SET, &options.format, OUTPUT_TREC, 0, 0, NULL,
		"a TREC run: query, Q0, id, rank, score, coopq",
		"un fichier de résultats TREC : requête, Q0, identifiant, rang, score, coopq"},
	{0, "paths", COOP_OPT_CHOICE, &options.paths, 0, 0, 0, PATHS_CHOICES,
		"how paths are printed (default: relative below the current folder, else absolute)",
		"comment donner les chemins (par défaut : relatifs sous le dossier courant, sinon absolus)"},
	{0, "batch", COOP_OPT_SET, &options.batch, 1, 0, 0, NULL,
		"answer each line of standard input, 'query' or 'id TAB query'; TSV unless told otherwise",
		"répondre à chaque ligne de l'entrée standard, « requête » ou « id TAB requête » ; en TSV sauf avis contraire"},
	{'j', "threads", COOP_OPT_COUNT, &options.threads, 0, 1, THREADS_MAX, "N",
		"answer the queries of --batch in N threads (default: 1)",
		"répondre aux requêtes de --batch avec N fils d'exécution (par défaut : 1)"},
	{0, "any", COOP_OPT_SET, &options.any, 1, 0, 0, NULL,
		"words beside a filter such as annee:1980.. rank what it matches; none of them need be there",
		"à côté d'un filtre comme annee:1980.., les mots classent ce qu'il retient, sans que l'un d'eux doive s'y trouver"},
	{0, "strict", COOP_OPT_SET, &options.strict, 1, 0, 0, NULL,
		"refuse a query that cannot be obeyed in full",
		"refuser une requête dont une partie serait ignorée"},
	{0, "doctor", COOP_OPT_SET, &options.doctor, 1, 0, 0, NULL,
		"say what would find more, as commands with exact counts; done anyway when nothing is found",
		"dire ce qui trouverait davantage, en commandes avec leurs nombres exacts ; fait de toute façon quand rien n'est trouvé"},
	{0, "explain-query", COOP_OPT_OPTIONAL, &options.explain_query, EXPLAIN_TREE, 0,
		0, "tree|plan",
		"say how the query is understood, or what of the index it asks for, and search nothing",
		"dire comment la requête est comprise, ou ce qu'elle demande à l'index, sans rien chercher"},
	{0, "stop-words", COOP_OPT_CHOICE, &options.stopwords, 0, 0, 0, "drop|keep",
		"whether words such as 'le' count (default: drop, unless there are no others)",
		"si les mots comme « le » comptent (par défaut : drop, sauf s'il n'y a qu'eux)"},
	{0, "timing", COOP_OPT_SET, &options.timing, 1, 0, 0, NULL,
		"say what the stages of the search cost, on standard error",
		"dire ce que coûtent les étapes de la recherche, sur la sortie d'erreur"},
	{0, "color", COOP_OPT_CHOICE, &options.colour, 0, 0, 0, "auto|always|never",
		"highlight the words (default: on a terminal)",
		"surligner les mots (par défaut : sur un terminal)"},
	{0, "ok-if-none", COOP_OPT_SET, &options.ok_if_none, 1, 0, 0, NULL,
		"exit with 0, not 1, when nothing is found",
		"finir par 0, et non 1, si rien n'est trouvé"},
	COOP_OPT_HELP(&options.help), COOP_OPT_VERSION(&options.version), COOP_OPT_END};

static void print_usage(void)
{
	puts(TR("Usage: coopq [OPTION]... WORD...\n"
		"Looks for words in the index made by coopidx and prints the notices that hold them,\n"
		"the best first. Accents, case and plural do not matter.",
		"Usage : coopq [OPTION]... MOT...\n"
		"Cherche des mots dans l'index créé par coopidx et donne les notices qui les contiennent,\n"
		"la meilleure d'abord. Accents, majuscules et pluriels n'y changent rien."));
}

static void print_examples(void)
{
	puts(TR("\nExamples:\n"
		"  coopq scop lyon                        the ten best notices\n"
		"  coopq -n 3 \"l'économie sociale\"        the three best\n"
		"  coopq --tsv essaimage | cut -f1,3      ids and titles, for other tools\n"
		"  coopq --jsonl cae | jq -r .title       every field, for jq\n"
		"  coopq 'scop ET (lyon OU paris)'        operators, see coopq-query(7)",
		"\nExemples :\n"
		"  coopq scop lyon                        les dix meilleures notices\n"
		"  coopq -n 3 \"l'économie sociale\"        les trois meilleures\n"
		"  coopq --tsv essaimage | cut -f1,3      identifiants et titres, pour d'autres outils\n"
		"  coopq --jsonl cae | jq -r .title       tous les champs, pour jq\n"
		"  coopq 'scop ET (lyon OU paris)'        opérateurs, voir coopq-query(7)"));
}

void options_print_help(enum coop_help help)
{
	/* what most people need on most days */
	static const char common[] = "index|limit|tsv|jsonl|help|version";
	print_usage();
	if (help == COOP_HELP_FULL)
		print_examples();
	puts(TR("\nOptions:", "\nOptions :"));
	coop_opts_help(table, help == COOP_HELP_FULL ? NULL : common, stdout);
	if (help == COOP_HELP_FULL)
		puts(TR("\nExit status: 0 found, 1 nothing found, 2 error.",
			"\nCode de sortie : 0 trouvé, 1 rien trouvé, 2 erreur."));
	else
		puts(TR("\nAll options and examples: coopq --help. The query language: coopq-query(7).",
			"\nToutes les options et des exemples : coopq --help. Le langage des requêtes : coopq-query(7)."));
}

enum coop_status options_parse(int argc, char **argv, const struct options **out,
	size_t *nwords, struct coop_error *err)
{
	*out = &options;
	return coop_opts_parse(table, argc, argv, nwords, err);
}
