/*
 * options_table.c - the options of coopq, and what --help tells of them.
 */
#include <stdio.h>
#include <string.h>

#include "query/actions/concord.h"
#include "query/actions/options.h"
#include "query/output/concordance.h"
#include "query/output/output.h"
#include "query/search/paths.h"
#include "shared/cli/complete.h"
#include "shared/cli/program.h"
#include "shared/core/i18n.h"
#include "shared/core/terminal.h"

void options_init(struct options *o)
{
	*o = (struct options){.count = SIZE_MAX, .format = OUTPUT_UNCHOSEN};
}

/* NOLINTNEXTLINE(readability-function-size): its length is the table */
void options_table(struct options *o, struct coop_opt *rows)
{
	const struct coop_opt
		table[] =
			{{'i', "index", COOP_OPT_LIST, &o->indexes, 0, 0, 0, "NAME|DIR",
				 "the index: a path with '/', or a name (default: default); repeated, several as if they were one",
				 "l'index : un chemin avec '/', ou un nom (par défaut : default) ; répétée, plusieurs comme s'ils n'en faisaient qu'un"},
				{0, "shards", COOP_OPT_CHOICE, &o->shards, 0, 0, 0,
					"all|available",
					"of a list of shards: all must be there (default), or those that are answer",
					"d'une liste de fragments : tous doivent être là (par défaut), ou ceux qui le sont répondent"},
				{'n', "limit", COOP_OPT_COUNT, &o->count, 0, 0, 1000000,
					"N", "at most N notices (default: 10)",
					"au plus N notices (par défaut : 10)"},
				{0, "count", COOP_OPT_SET, &o->format, OUTPUT_COUNT, 0, 0,
					NULL,
					"how many notices there are, and none of them",
					"le nombre de notices, sans les donner"},
				{0, "offset", COOP_OPT_COUNT, &o->offset, 0, 0,
					1000000000, "N", "leave out the N best",
					"sauter les N meilleures"},
				{0, "format", COOP_OPT_CHOICE, &o->format, OUTPUT_TEXT, 0,
					0, OUTPUT_CHOICES,
					"what to print of each notice (default: text)",
					"ce qui est donné de chaque notice (par défaut : text)"},
				{0, "group", COOP_OPT_SET, &o->group, 1, 0, 0, NULL,
					"fold the notices of one film, and texts that are nearly the same, into one result",
					"réunir en un résultat les notices d'un même film et les textes presque identiques"},
				{0, "sort", COOP_OPT_STRING, &o->sort, 0, 0, 0,
					"[-]KEY[,...]",
					"sort all that is found by year, title, director, country, genre, minutes or id; -KEY: downwards",
					"trier tout ce qui est trouvé par annee, titre, realisation, pays, genre, duree ou id ; -CLÉ : en descendant"},
				{0, "tsv", COOP_OPT_SET, &o->format, OUTPUT_TSV, 0, 0,
					NULL,
					"tab-separated: id, score, title, director, year, path, line",
					"séparé par des tabulations : id, score, titre, réalisation, année, chemin, ligne"},
				{0, "jsonl", COOP_OPT_SET, &o->format, OUTPUT_JSONL, 0, 0,
					NULL, "one JSON object a line, with every field",
					"un objet JSON par ligne, avec tous les champs"},
				{0, "ids", COOP_OPT_SET, &o->format, OUTPUT_IDS, 0, 0,
					NULL, "the ids alone", "les identifiants seuls"},
				{0, "trec", COOP_OPT_SET, &o->format, OUTPUT_TREC, 0, 0,
					NULL,
					"a TREC run: query, Q0, id, rank, score, coopq",
					"un fichier de résultats TREC : requête, Q0, identifiant, rang, score, coopq"},
				{0, "fields", COOP_OPT_STRING, &o->fields, 0, 0, 0,
					"FIELDS", "the columns of tsv, csv, excel, json and jsonl, such as id,title,year,snippet",
					"les colonnes de tsv, csv, excel, json et jsonl, comme id,titre,année,extrait"},
				{0, "template", COOP_OPT_STRING, &o->template, 0, 0, 0,
					"TEMPLATE",
					"a pattern of one's own, such as '%{title} (%{year|s.d.})'",
					"un modèle à soi, comme '%{titre} (%{année|s.d.})'"},
				{'0', "null", COOP_OPT_SET, &o->null, 1, 0, 0, NULL,
					"end each id, path or template with a NUL instead of a line end, for xargs -0",
					"terminer chaque identifiant, chemin ou modèle par un octet nul au lieu d'une fin de ligne, pour xargs -0"},
				{0, "analyse", COOP_OPT_STRING, &o->analyse, 0, 0, 0,
					"TEXT", "show what becomes of a text: word, rules, terms",
					"montrer ce que devient un texte : mot, règles, termes"},
				{0, "paths", COOP_OPT_CHOICE, &o->paths, 0, 0, 0,
					PATHS_CHOICES,
					"how paths are printed (default: relative below the current folder, else absolute)",
					"comment donner les chemins (par défaut : relatifs sous le dossier courant, sinon absolus)"},
				{0, "batch", COOP_OPT_SET, &o->batch, 1, 0, 0, NULL,
					"answer each line of standard input, 'query' or 'id TAB query'; TSV unless told otherwise",
					"répondre à chaque ligne de l'entrée standard, « requête » ou « id TAB requête » ; en TSV sauf avis contraire"},
				{'j', "threads", COOP_OPT_COUNT, &o->threads, 0, 1,
					THREADS_MAX, "N",
					"answer the queries of --batch, or of --serve, in N threads (default: 1, and 2)",
					"répondre aux requêtes de --batch, ou de --serve, avec N fils d'exécution (par défaut : 1, et 2)"},
				{0, "filter", COOP_OPT_LIST, &o->filters, 0, 0, 0,
					"FIELD=VALUE",
					"only notices with that value, as genre:fiction in a query; may be repeated",
					"seulement les notices qui ont cette valeur, comme genre:fiction dans une requête ; peut être répétée"},
				{0, "facets", COOP_OPT_STRING, &o->facets, 0, 0, 0,
					"NAME,...",
					"how many notices there are of each genre, say: genre,country:20,decade; with -n 0 nothing else",
					"combien de notices par genre, par exemple : genre,pays:20,décennie ; avec -n 0, rien d'autre"},
				{0, "timeline", COOP_OPT_SET, &o->timeline, 1, 0, 0, NULL,
					"how many notices there are of each year",
					"combien de notices par année"},
				{0, "map", COOP_OPT_SET, &o->map, 1, 0, 0, NULL,
					"how many notices there are of each French department, by their producers",
					"combien de notices par département, d'après leurs producteurs"},
				{0, "plot", COOP_OPT_STRING, &o->plot, 0, 0, 0,
					"FILE.svg",
					"write --timeline or --map as a picture, too",
					"écrire aussi --timeline ou --map comme image"},
				{0, "any", COOP_OPT_SET, &o->any, 1, 0, 0, NULL,
					"words beside a filter such as annee:1980.. rank what it matches; none of them need be there",
					"à côté d'un filtre comme annee:1980.., les mots classent ce qu'il retient, sans que l'un d'eux doive s'y trouver"},
				{0, "synonyms", COOP_OPT_STRING, &o->synonyms, 0, 0, 0,
					"FILE", "words also find their synonyms: a group on each line, as in 'scop, coopérative de travail'; 'a => b': a finds b too",
					"les mots trouvent aussi leurs synonymes : un groupe par ligne, comme « scop, coopérative de travail » ; « a => b » : a trouve aussi b"},
				{0, "widen", COOP_OPT_CHOICE, &o->widen, 0, 0, 0, "auto|families|never", "a query that finds little also looks for words near its own, by the thesaurus and by families of words (default: auto), or by these alone", "une requête qui trouve peu cherche aussi des mots proches, par le thésaurus et par familles de mots (par défaut : auto), ou par celles-ci seules"}, {0, "thesaurus", COOP_OPT_STRING, &o->thesaurus, 0, 0, 0, "FILE.dat", "another thesaurus than that of the package mythes-fr", "un autre thésaurus que celui du paquet mythes-fr"}, {0, "strict", COOP_OPT_SET, &o->strict, 1, 0, 0, NULL, "refuse a query that cannot be obeyed in full", "refuser une requête dont une partie serait ignorée"}, {0, "explain", COOP_OPT_SET, &o->explain, 1, 0, 0, NULL, "say under each notice why it has its score, word by word; with --jsonl under 'explanation'", "dire sous chaque notice d'où vient son score, mot par mot ; avec --jsonl sous « explanation »"},
				{0, "doctor", COOP_OPT_SET, &o->doctor, 1, 0, 0, NULL,
					"say what would find more, as commands with exact counts; done anyway when nothing is found",
					"dire ce qui trouverait davantage, en commandes avec leurs nombres exacts ; fait de toute façon quand rien n'est trouvé"},
				{0, "explain-query", COOP_OPT_OPTIONAL, &o->explain_query,
					EXPLAIN_TREE, 0, 0,
					"tree|plan", "say how the query is understood, or what of the index it asks for, and search nothing",
					"dire comment la requête est comprise, ou ce qu'elle demande à l'index, sans rien chercher"},
				{0, "show", COOP_OPT_SET, &o->show, 1, 0, 0, NULL,
					"print whole notices: the words are their ids, '-' for those of standard input",
					"donner des notices en entier : les mots sont leurs identifiants, « - » pour ceux de l'entrée standard"},
				{0, "width", COOP_OPT_COUNT, &o->width, 0,
					COOP_WIDTH_MIN, 10000, "N",
					"lines for people have N columns (default: those of the terminal, else 80)",
					"les lignes à lire ont N colonnes (par défaut : celles du terminal, sinon 80)"},
				{0, "query", COOP_OPT_STRING, &o->query, 0, 0, 0, "QUERY",
					"with --show, highlight the words of a query",
					"avec --show, surligner les mots d'une requête"},
				{0, "open", COOP_OPT_OPTIONAL, &o->open, OPEN_AUTO, 0, 0,
					"auto|pager|editor|desktop",
					"open the notice with this id: in a pager, its source in an editor, or as the desktop does (default: by its kind)",
					"ouvrir la notice de cet identifiant : dans un afficheur, sa source dans un éditeur, ou comme le fait le bureau (par défaut : selon son type)"},
				{0, "like", COOP_OPT_STRING, &o->like, 0, 0, 0, "ID",
					"look for notices like this one, by its own best words; words beside it narrow or add",
					"chercher des notices semblables à celle-ci, par ses meilleurs mots ; d'autres mots restreignent ou s'ajoutent"},
				{0, "kwic", COOP_OPT_OPTIONAL_COUNT, &o->kwic,
					CONTEXT_AUTO, 1, CONCORDANCE_CONTEXT_MAX, "WIDTH",
					"a concordance: every occurrence, with WIDTH characters on both sides (default: what fits)",
					"une concordance : chaque occurrence, avec LARGEUR caractères de chaque côté (par défaut : ce qui tient)"},
				{0, "kwic-sort", COOP_OPT_CHOICE,
					&o->kwic_sort, CONCORD_DOCUMENT, 0, 0, "document|left|right", "sort a concordance by the words before or after (default: document, the order of the index)", "trier une concordance par les mots d'avant ou d'après (par défaut : document, l'ordre de l'index)"},
				{0, "stop-words", COOP_OPT_CHOICE, &o->stopwords, 0, 0, 0,
					"drop|keep", "whether words such as 'le' count (default: drop, unless there are no others)",
					"si les mots comme « le » comptent (par défaut : drop, sauf s'il n'y a qu'eux)"},
				{0, "save", COOP_OPT_STRING, &o->save, 0, 0, 0, "NAME",
					"save the query, with the index and the options that decide what it finds: 'coopq @NAME' asks it again",
					"enregistrer la requête, avec l'index et les options qui décident de ce qu'elle trouve : « coopq @NOM » la repose"},
				{0, "force", COOP_OPT_SET, &o->force, 1, 0, 0, NULL,
					"let --save replace a search of that name",
					"laisser --save remplacer une recherche de ce nom"},
				{0, "searches", COOP_OPT_SET, &o->searches, 1, 0, 0, NULL,
					"list the saved searches: name, index, query, options",
					"donner la liste des recherches enregistrées : nom, index, requête, options"},
				{0, "delete-search", COOP_OPT_STRING, &o->remove, 0, 0, 0,
					"NAME", "delete a saved search",
					"supprimer une recherche enregistrée"},
				{0, "news", COOP_OPT_OPTIONAL, &o->news, NEWS_TEXT, 0, 0,
					"text|jsonl|atom",
					"of a saved search, only what is new or has changed since the last time",
					"d'une recherche enregistrée, seulement ce qui est nouveau ou modifié depuis la dernière fois"},
				{0, "peek", COOP_OPT_SET, &o->peek, 1, 0, 0, NULL,
					"with --news, remember nothing: the next time gives it again",
					"avec --news, ne rien retenir : la fois suivante le redonnera"},
				{0, "cite", COOP_OPT_OPTIONAL, &o->cite, CITE_TEXT, 0, 0,
					"text|json",
					"say in a line, for a publication, what was asked of which index and how many notices it found; as JSON, to be replayed",
					"dire en une ligne, pour une publication, ce qui a été demandé à quel index et combien de notices ont été trouvées ; en JSON, à rejouer"},
				{0, "replay", COOP_OPT_STRING, &o->replay, 0, 0, 0,
					"FILE|@NAME",
					"ask again what --cite=json wrote, or the last --news of a saved search, and say what has entered, changed and left",
					"reposer ce que --cite=json a écrit, ou les dernières --news d'une recherche enregistrée, et dire ce qui est entré, a changé ou est sorti"},
				{0, "serve", COOP_OPT_OPTIONAL_STRING, &o->serve, 0, 0, 0,
					"ADDRESS",
					"serve pages to search with a browser, on this machine alone unless the address says otherwise (default: 127.0.0.1:8717)",
					"servir des pages pour chercher avec un navigateur, sur cette machine seule sauf si l'adresse dit autre chose (par défaut : 127.0.0.1:8717)"},
				{0, "host", COOP_OPT_LIST, &o->hosts, 0, 0, 0, "NAME",
					"another name by which browsers may call --serve; may be repeated",
					"un autre nom sous lequel les navigateurs peuvent appeler --serve ; peut être répétée"},
				{0, "log-requests", COOP_OPT_SET, &o->log_requests, 1, 0,
					0, NULL,
					"with --serve, print a line for each request, with its query",
					"avec --serve, donner une ligne par demande, avec sa requête"},
				{0, "timing", COOP_OPT_SET, &o->timing, 1, 0, 0, NULL,
					"say what the stages of the search cost, on standard error",
					"dire ce que coûtent les étapes de la recherche, sur la sortie d'erreur"},
				{0, "color", COOP_OPT_CHOICE, &o->colour, 0, 0, 0,
					"auto|always|never",
					"highlight the words (default: on a terminal)",
					"surligner les mots (par défaut : sur un terminal)"},
				{0, "hyperlink", COOP_OPT_CHOICE, &o->links, 0, 0, 0,
					"auto|always|never",
					"make paths lead to their files (default: on a terminal, in colour)",
					"faire mener les chemins à leurs fichiers (par défaut : sur un terminal, en couleur)"},
				{0, "plain", COOP_OPT_SET, &o->plain, 1, 0, 0, NULL,
					"for screen readers: no colour, no bars, no pager, and a prompt that redraws nothing",
					"pour les lecteurs d'écran : ni couleurs, ni barres, ni page par page, et une invite qui ne redessine rien"},
				{0, "pager", COOP_OPT_SET, &o->pager, PAGER_ALWAYS, 0, 0,
					NULL,
					"show what goes to a terminal in a pager (default: with -n above 10)",
					"montrer ce qui va à un terminal page par page (par défaut : avec -n au-dessus de 10)"},
				{0, "no-pager", COOP_OPT_SET, &o->pager, PAGER_NEVER, 0,
					0, NULL, "use no pager",
					"ne pas montrer page par page"},
				{0, "ok-if-none", COOP_OPT_SET, &o->ok_if_none, 1, 0, 0,
					NULL, "exit with 0, not 1, when nothing is found",
					"finir par 0, et non 1, si rien n'est trouvé"},
				COOP_OPT_NO_CONFIG(&o->no_config),
				COOP_OPT_COMPLETE(&o->complete), COOP_OPT_HELP(&o->help),
				COOP_OPT_VERSION(&o->version), COOP_OPT_END};
	_Static_assert(sizeof table / sizeof *table <= COOP_OPTS_MAX, "too many options");
	memcpy(rows, table, sizeof table);
}

static void print_usage(void)
{
	puts(TR("Usage: coopq [OPTION]... [WORD...]\n"
		"Looks for words in the index made by coopidx and prints the notices that hold\n"
		"them, the best first. Accents, case and plural do not matter. Without a word, on a\n"
		"terminal, it asks for one query after another.",
		"Usage : coopq [OPTION]... [MOT...]\n"
		"Cherche des mots dans l'index créé par coopidx et donne les notices qui les\n"
		"contiennent, la meilleure d'abord, quels que soient accents et pluriels. Sans mot,\n"
		"sur un terminal, il demande une requête après l'autre."));
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
		"  coopq --tsv essaimage | cut -f1,3      identifiants et titres\n"
		"  coopq --jsonl cae | jq -r .title       tous les champs, pour jq\n"
		"  coopq --format=excel scop >scop.csv    un tableau pour Excel\n"
		"  coopq 'scop ET (lyon OU paris)'        opérateurs, voir coopq-query(7)\n"
		"  coopq --kwic essaimage                 un mot partout où il est, en contexte\n"
		"  coopq --show film-001                  une notice en entier"));
}

void options_print_help(enum coop_help help)
{
	/* what most people need on most days */
	static const char common[] = "index|limit|tsv|jsonl|help|version";
	struct options nowhere;
	struct coop_opt rows[COOP_OPTS_MAX];
	options_table(&nowhere, rows);
	print_usage();
	if (help == COOP_HELP_FULL)
		print_examples();
	puts(TR("\nOptions:", "\nOptions :"));
	coop_opts_help(rows, help == COOP_HELP_FULL ? NULL : common, stdout);
	if (help == COOP_HELP_FULL)
		puts(TR("\nExit status: 0 found, 1 nothing found, 2 error, 4 shards are missing.",
			"\nCode de sortie : 0 trouvé, 1 rien trouvé, 2 erreur, 4 il manque des fragments."));
	else
		puts(TR("\nAll options and examples: coopq --help. The query language: coopq-query(7).",
			"\nToutes les options et des exemples : coopq --help. Le langage des requêtes : coopq-query(7)."));
}
