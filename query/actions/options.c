#include "query/actions/options.h"

#include <stdio.h>

#include "query/output/concordance.h"
#include "query/output/output.h"
#include "query/search/paths.h"
#include "shared/cli/program.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"

static struct options options = {
	.count = SIZE_MAX, .threads = 1, .format = OUTPUT_UNCHOSEN};

static const struct coop_opt table[] = {COOP_OPT_INDEX(&options.index),
	{'n', "limit", COOP_OPT_COUNT, &options.count, 0, 0, 1000000, "N",
		"at most N notices (default: 10)", "au plus N notices (par défaut : 10)"},
	{0, "count", COOP_OPT_SET, &options.format, OUTPUT_COUNT, 0, 0, NULL,
		"how many notices there are, and none of them",
		"le nombre de notices, sans les donner"},
	{0, "offset", COOP_OPT_COUNT, &options.offset, 0, 0, 1000000000, "N",
		"leave out the N best", "sauter les N meilleures"},
	{0, "format", COOP_OPT_CHOICE, &options.format, OUTPUT_TEXT, 0, 0, OUTPUT_CHOICES,
		"what to print of each notice (default: text)",
		"ce qui est donné de chaque notice (par défaut : text)"},
	{0, "group", COOP_OPT_SET, &options.group, 1, 0, 0, NULL,
		"fold the notices of one film, and texts that are nearly the same, into one result",
		"réunir en un résultat les notices d'un même film et les textes presque identiques"},
	{0, "sort", COOP_OPT_STRING, &options.sort, 0, 0, 0, "[-]KEY[,...]",
		"sort all that is found by year, title, director, country, genre, minutes or id; -KEY: downwards",
		"trier tout ce qui est trouvé par annee, titre, realisation, pays, genre, duree ou id ; -CLÉ : en descendant"},
	{0, "tsv", COOP_OPT_SET, &options.format, OUTPUT_TSV, 0, 0, NULL,
		"tab-separated: id, score, title, director, year, path, line",
		"séparé par des tabulations : id, score, titre, réalisation, année, chemin, ligne"},
	{0, "jsonl", COOP_OPT_SET, &options.format, OUTPUT_JSONL, 0, 0, NULL,
		"one JSON object a line, with every field",
		"un objet JSON par ligne, avec tous les champs"},
	{0, "ids", COOP_OPT_SET, &options.format, OUTPUT_IDS, 0, 0, NULL, "the ids alone",
		"les identifiants seuls"},
	{0, "trec", COOP_OPT_SET, &options.format, OUTPUT_TREC, 0, 0, NULL,
		"a TREC run: query, Q0, id, rank, score, coopq",
		"un fichier de résultats TREC : requête, Q0, identifiant, rang, score, coopq"},
	{0, "fields", COOP_OPT_STRING, &options.fields, 0, 0, 0, "FIELDS",
		"the columns of tsv, csv, excel, json and jsonl, such as id,title,year,snippet",
		"les colonnes de tsv, csv, excel, json et jsonl, comme id,titre,année,extrait"},
	{0, "template", COOP_OPT_STRING, &options.template, 0, 0, 0, "TEMPLATE",
		"a pattern of one's own, such as '%{title} (%{year|s.d.})'",
		"un modèle à soi, comme '%{titre} (%{année|s.d.})'"},
	{'0', "null", COOP_OPT_SET, &options.null, 1, 0, 0, NULL,
		"end each id, path or template with a NUL instead of a line end, for xargs -0",
		"terminer chaque identifiant, chemin ou modèle par un octet nul au lieu d'une fin de ligne, pour xargs -0"},
	{0, "analyse", COOP_OPT_STRING, &options.analyse, 0, 0, 0, "TEXT",
		"show what becomes of a text: word, rules, terms",
		"montrer ce que devient un texte : mot, règles, termes"},
	{0, "paths", COOP_OPT_CHOICE, &options.paths, 0, 0, 0, PATHS_CHOICES,
		"how paths are printed (default: relative below the current folder, else absolute)",
		"comment donner les chemins (par défaut : relatifs sous le dossier courant, sinon absolus)"},
	{0, "batch", COOP_OPT_SET, &options.batch, 1, 0, 0, NULL,
		"answer each line of standard input, 'query' or 'id TAB query'; TSV unless told otherwise",
		"répondre à chaque ligne de l'entrée standard, « requête » ou « id TAB requête » ; en TSV sauf avis contraire"},
	{'j', "threads", COOP_OPT_COUNT, &options.threads, 0, 1, THREADS_MAX, "N",
		"answer the queries of --batch in N threads (default: 1)",
		"répondre aux requêtes de --batch avec N fils d'exécution (par défaut : 1)"},
	{0, "filter", COOP_OPT_LIST, &options.filters, 0, 0, 0, "FIELD=VALUE",
		"only notices with that value, as genre:fiction in a query; may be repeated",
		"seulement les notices qui ont cette valeur, comme genre:fiction dans une requête ; peut être répétée"},
	{0, "facets", COOP_OPT_STRING, &options.facets, 0, 0, 0, "NAME,...",
		"how many notices there are of each genre, say: genre,country:20,decade; with -n 0 nothing else",
		"combien de notices par genre, par exemple : genre,pays:20,décennie ; avec -n 0, rien d'autre"},
	{0, "timeline", COOP_OPT_SET, &options.timeline, 1, 0, 0, NULL,
		"how many notices there are of each year",
		"combien de notices par année"},
	{0, "map", COOP_OPT_SET, &options.map, 1, 0, 0, NULL,
		"how many notices there are of each French department, by their producers",
		"combien de notices par département, d'après leurs producteurs"},
	{0, "plot", COOP_OPT_STRING, &options.plot, 0, 0, 0, "FILE.svg",
		"write --timeline or --map as a picture, too",
		"écrire aussi --timeline ou --map comme image"},
	{0, "any", COOP_OPT_SET, &options.any, 1, 0, 0, NULL,
		"words beside a filter such as annee:1980.. rank what it matches; none of them need be there",
		"à côté d'un filtre comme annee:1980.., les mots classent ce qu'il retient, sans que l'un d'eux doive s'y trouver"},
	{0, "strict", COOP_OPT_SET, &options.strict, 1, 0, 0, NULL,
		"refuse a query that cannot be obeyed in full",
		"refuser une requête dont une partie serait ignorée"},
	{0, "explain", COOP_OPT_SET, &options.explain, 1, 0, 0, NULL,
		"say under each notice why it has its score, word by word; with --jsonl under 'explanation'",
		"dire sous chaque notice d'où vient son score, mot par mot ; avec --jsonl sous « explanation »"},
	{0, "doctor", COOP_OPT_SET, &options.doctor, 1, 0, 0, NULL,
		"say what would find more, as commands with exact counts; done anyway when nothing is found",
		"dire ce qui trouverait davantage, en commandes avec leurs nombres exacts ; fait de toute façon quand rien n'est trouvé"},
	{0, "explain-query", COOP_OPT_OPTIONAL, &options.explain_query, EXPLAIN_TREE, 0,
		0, "tree|plan",
		"say how the query is understood, or what of the index it asks for, and search nothing",
		"dire comment la requête est comprise, ou ce qu'elle demande à l'index, sans rien chercher"},
	{0, "show", COOP_OPT_SET, &options.show, 1, 0, 0, NULL,
		"print whole notices: the words are their ids, '-' for those of standard input",
		"donner des notices en entier : les mots sont leurs identifiants, « - » pour ceux de l'entrée standard"},
	{0, "width", COOP_OPT_COUNT, &options.width, 0, COOP_WIDTH_MIN, 10000, "N",
		"lines for people have N columns (default: those of the terminal, else 80)",
		"les lignes à lire ont N colonnes (par défaut : celles du terminal, sinon 80)"},
	{0, "query", COOP_OPT_STRING, &options.query, 0, 0, 0, "QUERY",
		"with --show, highlight the words of a query",
		"avec --show, surligner les mots d'une requête"},
	{0, "open", COOP_OPT_OPTIONAL, &options.open, OPEN_AUTO, 0, 0,
		"auto|pager|editor|desktop",
		"open the notice with this id: in a pager, its source in an editor, or as the desktop does (default: by its kind)",
		"ouvrir la notice de cet identifiant : dans un afficheur, sa source dans un éditeur, ou comme le fait le bureau (par défaut : selon son type)"},
	{0, "like", COOP_OPT_STRING, &options.like, 0, 0, 0, "ID",
		"look for notices like this one, by its own best words; words beside it narrow or add",
		"chercher des notices semblables à celle-ci, par ses meilleurs mots ; d'autres mots restreignent ou s'ajoutent"},
	{0, "kwic", COOP_OPT_OPTIONAL_COUNT, &options.kwic, CONTEXT_AUTO, 1,
		CONCORDANCE_CONTEXT_MAX, "WIDTH",
		"a concordance: every occurrence, with WIDTH characters on both sides (default: what fits)",
		"une concordance : chaque occurrence, avec WIDTH caractères de chaque côté (par défaut : ce qui tient)"},
	{0, "kwic-sort", COOP_OPT_CHOICE, &options.kwic_sort, KWIC_DOCUMENT, 0, 0,
		"document|left|right",
		"sort a concordance by the words before or after (default: document, the order of the index)",
		"trier une concordance par les mots d'avant ou d'après (par défaut : document, l'ordre de l'index)"},
	{0, "stop-words", COOP_OPT_CHOICE, &options.stopwords, 0, 0, 0, "drop|keep",
		"whether words such as 'le' count (default: drop, unless there are no others)",
		"si les mots comme « le » comptent (par défaut : drop, sauf s'il n'y a qu'eux)"},
	{0, "timing", COOP_OPT_SET, &options.timing, 1, 0, 0, NULL,
		"say what the stages of the search cost, on standard error",
		"dire ce que coûtent les étapes de la recherche, sur la sortie d'erreur"},
	{0, "color", COOP_OPT_CHOICE, &options.colour, 0, 0, 0, "auto|always|never",
		"highlight the words (default: on a terminal)",
		"surligner les mots (par défaut : sur un terminal)"},
	{0, "hyperlink", COOP_OPT_CHOICE, &options.links, 0, 0, 0, "auto|always|never",
		"make paths lead to their files (default: on a terminal, in colour)",
		"faire mener les chemins à leurs fichiers (par défaut : sur un terminal, en couleur)"},
	{0, "pager", COOP_OPT_SET, &options.pager, PAGER_ALWAYS, 0, 0, NULL,
		"show what goes to a terminal in a pager (default: with -n above 10)",
		"montrer ce qui va à un terminal page par page (par défaut : avec -n au-dessus de 10)"},
	{0, "no-pager", COOP_OPT_SET, &options.pager, PAGER_NEVER, 0, 0, NULL,
		"use no pager", "ne pas montrer page par page"},
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
		"  coopq --format=excel scop >scop.csv    a table for Excel\n"
		"  coopq 'scop ET (lyon OU paris)'        operators, see coopq-query(7)\n"
		"  coopq --kwic essaimage                 where a word stands, in its context\n"
		"  coopq --show film-001                  a notice in full, by its id",
		"\nExemples :\n"
		"  coopq scop lyon                        les dix meilleures notices\n"
		"  coopq -n 3 \"l'économie sociale\"        les trois meilleures\n"
		"  coopq --tsv essaimage | cut -f1,3      identifiants et titres, pour d'autres outils\n"
		"  coopq --jsonl cae | jq -r .title       tous les champs, pour jq\n"
		"  coopq --format=excel scop >scop.csv    un tableau pour Excel\n"
		"  coopq 'scop ET (lyon OU paris)'        opérateurs, voir coopq-query(7)\n"
		"  coopq --kwic essaimage                 les endroits où est un mot, dans leur contexte\n"
		"  coopq --show film-001                  une notice en entier, par son identifiant"));
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
	enum coop_status st = coop_opts_parse(table, argc, argv, nwords, err);
	if (!st && (options.show != 0) + (options.open != 0) + (options.kwic != 0) +
				   (options.like != NULL) + (options.batch != 0) >
			   1)
		st = coop_fail(err, COOP_E_ARG, "%s",
			TR("--show, --open, --like, --kwic and --batch exclude each other",
				"--show, --open, --like, --kwic et --batch s'excluent"));
	options.limited = options.count != SIZE_MAX;
	if (!options.limited)
		options.count = COUNT_DEFAULT;
	if (!st && options.sort)
		st = sort_parse(options.sort, &options.sort_keys, err);
	if (!st && options.sort_keys.count > 0 && options.format == OUTPUT_TREC)
		st = coop_fail(err, COOP_E_ARG, "%s",
			TR("--trec gives notices by their scores and goes with no --sort",
				"--trec donne les notices selon leur score et ne va pas avec --sort"));
	return st;
}
