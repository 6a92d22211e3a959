#include "query/prompt/command.h"

#include <string.h>

#include "query/lasting/place.h"
#include "query/search/sort.h"
#include "shared/core/i18n.h"

/* What follows the name of a command. */
enum argument {
	ARGUMENT_NONE,
	ARGUMENT_NUMBER,
	ARGUMENT_KEYS,
	ARGUMENT_FILE,
	ARGUMENT_NAME,
	ARGUMENT_QUERY
};

static const struct {
	const char *name;
	enum verb verb;
	enum argument argument;
	bool bare; /* it needs no ':' */
} names[] = {{"show", VERB_SHOW, ARGUMENT_NUMBER, true},
	{"montrer", VERB_SHOW, ARGUMENT_NUMBER, true},
	{"open", VERB_OPEN, ARGUMENT_NUMBER, true},
	{"ouvrir", VERB_OPEN, ARGUMENT_NUMBER, true},
	{"like", VERB_LIKE, ARGUMENT_NUMBER, true},
	{"comme", VERB_LIKE, ARGUMENT_NUMBER, true},
	{">", VERB_NEXT, ARGUMENT_NONE, true}, {"next", VERB_NEXT, ARGUMENT_NONE, true},
	{"suite", VERB_NEXT, ARGUMENT_NONE, true},
	{"<", VERB_PREVIOUS, ARGUMENT_NONE, true},
	{"previous", VERB_PREVIOUS, ARGUMENT_NONE, true},
	{"précédent", VERB_PREVIOUS, ARGUMENT_NONE, true},
	{"precedent", VERB_PREVIOUS, ARGUMENT_NONE, true},
	{"facets", VERB_FACETS, ARGUMENT_NONE, true},
	{"facettes", VERB_FACETS, ARGUMENT_NONE, true},
	{"-", VERB_UNDO, ARGUMENT_NONE, true}, {"undo", VERB_UNDO, ARGUMENT_NONE, true},
	{"annuler", VERB_UNDO, ARGUMENT_NONE, true},
	{"sort", VERB_SORT, ARGUMENT_KEYS, true},
	{"trier", VERB_SORT, ARGUMENT_KEYS, true},
	{"kwic", VERB_KWIC, ARGUMENT_NONE, true},
	{"concordance", VERB_KWIC, ARGUMENT_NONE, false},
	{"export", VERB_EXPORT, ARGUMENT_FILE, true},
	{"exporter", VERB_EXPORT, ARGUMENT_FILE, true},
	{"save", VERB_SAVE, ARGUMENT_NAME, true},
	{"enregistrer", VERB_SAVE, ARGUMENT_NAME, true},
	{"searches", VERB_SEARCHES, ARGUMENT_NONE, false},
	{"recherches", VERB_SEARCHES, ARGUMENT_NONE, false},
	{"status", VERB_STATUS, ARGUMENT_NONE, false},
	{"état", VERB_STATUS, ARGUMENT_NONE, false},
	{"etat", VERB_STATUS, ARGUMENT_NONE, false},
	{"find", VERB_QUERY, ARGUMENT_QUERY, false},
	{"chercher", VERB_QUERY, ARGUMENT_QUERY, false},
	{"?", VERB_HELP, ARGUMENT_NONE, true}, {"help", VERB_HELP, ARGUMENT_NONE, true},
	{"aide", VERB_HELP, ARGUMENT_NONE, true},
	{"quit", VERB_QUIT, ARGUMENT_NONE, true},
	{"quitter", VERB_QUIT, ARGUMENT_NONE, true},
	{"exit", VERB_QUIT, ARGUMENT_NONE, true}};
enum { NAMES = sizeof names / sizeof *names };

const char *command_name(size_t i)
{
	return i < NAMES ? names[i].name : NULL;
}

/* ---- arguments ---- */

/* Takes a word off the beginning of a text, and the blanks behind it. */
static struct coop_bytes take_word(struct coop_bytes *text)
{
	size_t n = 0;
	while (n < text->len && !coop_is_blank(text->s[n]))
		n++;
	struct coop_bytes word = {text->s, n};
	*text = coop_bytes_trimmed(text->s + n, text->len - n);
	return word;
}

static bool read_number(struct coop_bytes text, size_t *number)
{
	enum { DIGITS = 7 };
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] < '0' || text.s[i] > '9')
			return false;
		*number = *number * 10 + (size_t)(text.s[i] - '0');
	}
	return text.len > 0 && text.len <= DIGITS && *number > 0;
}

/* Copies a text as a string; false where it is too long or has a NUL. */
static bool copy(struct coop_bytes text, char *out, size_t size)
{
	if (text.len >= size || memchr(text.s, '\0', text.len))
		return false;
	memcpy(out, text.s, text.len);
	out[text.len] = '\0';
	return true;
}

/* Whether a text says how to sort; nothing is left of one that says by score. */
static bool read_keys(struct coop_bytes *text)
{
	char keys[128];
	struct sort_keys parsed = {.count = 0};
	if (coop_is_one_of(
		    text->s, text->len, COOP_LIST("score", "relevance", "pertinence"))) {
		text->len = 0;
		return true;
	}
	return text->len > 0 && copy(*text, keys, sizeof keys) &&
	       sort_parse(keys, &parsed, NULL) == COOP_OK;
}

static bool read_format(struct coop_bytes name, enum output_format *format)
{
	for (int i = OUTPUT_TEXT; i <= OUTPUT_TREC; i++) {
		const char *known = output_ops((enum output_format)i)->name;
		*format = (enum output_format)i;
		if (coop_bytes_equal(name.s, name.len, known, strlen(known)))
			return true;
	}
	return false;
}

static bool is_search_name(struct coop_bytes text)
{
	char name[PLACE_NAME_MAX + 2];
	struct coop_buf checked = {0};
	bool good = copy(text, name, sizeof name) &&
		    place_check_name(name, &checked, NULL) == COOP_OK;
	coop_buf_release(&checked);
	return good;
}

/* The path in quotes, or as it is. */
static struct coop_bytes unquoted(struct coop_bytes text)
{
	bool quoted = text.len > 2 && (text.s[0] == '"' || text.s[0] == '\'') &&
		      text.s[text.len - 1] == text.s[0];
	return quoted ? (struct coop_bytes){text.s + 1, text.len - 2} : text;
}

/* Reads what follows the name of a command; false where that is not what it takes. */
static bool read_argument(
	enum argument argument, struct coop_bytes text, struct command *c)
{
	c->rest = text;
	switch (argument) {
	case ARGUMENT_NONE:
		return text.len == 0;
	case ARGUMENT_NUMBER:
		return read_number(text, &c->number);
	case ARGUMENT_KEYS:
		return read_keys(&c->rest);
	case ARGUMENT_FILE: {
		struct coop_bytes format = take_word(&text);
		c->rest = unquoted(text);
		return read_format(format, &c->format) && text.len > 0 &&
		       !memchr(text.s, '\0', text.len);
	}
	case ARGUMENT_NAME:
		return is_search_name(text);
	default:
		return text.len > 0;
	}
}

/* ---- lines ---- */

/* Parses the name of a command and what follows; false where it has no such form. */
static bool parse_named(struct coop_bytes text, bool colon, struct command *c)
{
	struct coop_bytes rest = text, name = take_word(&rest);
	for (size_t i = 0; i < NAMES; i++) {
		if (!coop_bytes_equal(
			    name.s, name.len, names[i].name, strlen(names[i].name)) ||
			(!colon && !names[i].bare))
			continue;
		c->verb = c->of = names[i].verb;
		if (read_argument(names[i].argument, rest, c))
			return true;
		c->verb = VERB_USAGE;
		return colon;
	}
	return false;
}

char command_letter(size_t number)
{
	enum { LETTERS = 26 };
	return (char)(number < LETTERS ? 'a' + (char)number
				       : 'A' + (char)(number - LETTERS));
}

/* Whether a line is the letter of a value that is shown. */
static bool read_letter(struct coop_bytes text, size_t keys, size_t *number)
{
	*number = 0;
	while (*number < keys && text.s[0] != command_letter(*number))
		++*number;
	return text.len == 1 && *number < keys;
}

struct command command_parse(const char *line, size_t len, struct shown shown)
{
	struct command c = {.verb = VERB_QUERY};
	struct coop_bytes text = coop_bytes_trimmed(line, len);
	size_t number;
	if (text.len == 0)
		return (struct command){.verb = VERB_NOTHING};
	if (text.s[0] == ':') {
		text = coop_bytes_trimmed(text.s + 1, text.len - 1);
		return parse_named(text, true, &c)
			       ? c
			       : (struct command){.verb = VERB_UNKNOWN, .rest = text};
	}
	if (read_number(text, &number) && number <= shown.results)
		return (struct command){.verb = VERB_SHOW, .number = number};
	if (read_letter(text, shown.keys, &number))
		return (struct command){.verb = VERB_NARROW, .number = number};
	if (parse_named(text, false, &c))
		return c;
	return (struct command){.verb = VERB_QUERY, .rest = text};
}

/* ---- help ---- */

const char *command_usage(enum verb verb)
{
	switch (verb) {
	case VERB_QUERY:
		return TR(":find WORD...", ":chercher MOT...");
	case VERB_SHOW:
		return TR("show N", "montrer N");
	case VERB_OPEN:
		return TR("open N", "ouvrir N");
	case VERB_LIKE:
		return TR("like N", "comme N");
	case VERB_NEXT:
		return TR("next", "suite");
	case VERB_PREVIOUS:
		return TR("previous", "précédent");
	case VERB_NARROW:
		return "a, b, c...";
	case VERB_UNDO:
		return TR("undo", "annuler");
	case VERB_FACETS:
		return TR("facets", "facettes");
	case VERB_SORT:
		return TR("sort KEY", "trier CLÉ");
	case VERB_KWIC:
		return "kwic";
	case VERB_EXPORT:
		return TR("export FORMAT FILE", "exporter FORMAT FICHIER");
	case VERB_SAVE:
		return TR("save NAME", "enregistrer NOM");
	case VERB_SEARCHES:
		return TR(":searches", ":recherches");
	case VERB_STATUS:
		return TR(":status", ":état");
	case VERB_HELP:
		return TR("help", "aide");
	case VERB_QUIT:
		return TR("quit", "quitter");
	default:
		return NULL;
	}
}

const char *command_about(enum verb verb)
{
	switch (verb) {
	case VERB_QUERY:
		return TR(
			"look for words that are a command otherwise, as quotes around one do",
			"chercher des mots qui seraient une commande, comme le font des guillemets");
	case VERB_SHOW:
		return TR("a notice in full; N alone does it too",
			"une notice en entier ; N seul le fait aussi");
	case VERB_OPEN:
		return TR("open its file", "ouvrir son fichier");
	case VERB_LIKE:
		return TR("notices like it", "des notices semblables");
	case VERB_NEXT:
		return TR("the next results; or >", "les résultats suivants ; ou >");
	case VERB_PREVIOUS:
		return TR("those before; or <", "ceux d'avant ; ou <");
	case VERB_NARROW:
		return TR("only notices with the value that has this key",
			"seulement les notices qui ont la valeur de cette touche");
	case VERB_UNDO:
		return TR("without the last of these values; or -",
			"sans la dernière de ces valeurs ; ou -");
	case VERB_FACETS:
		return TR("more values to narrow by", "plus de valeurs pour affiner");
	case VERB_SORT:
		return TR(
			"by year, title, director, country, genre, minutes, id or score; -KEY: downwards",
			"par annee, titre, realisation, pays, genre, duree, id ou score ; -CLÉ : en descendant");
	case VERB_KWIC:
		return TR("each occurrence of the words in its context",
			"chaque occurrence des mots, en contexte");
	case VERB_EXPORT:
		return TR(
			"all that is found: csv, excel, tsv, json, jsonl, ris, bibtex, isbd, dc, html...",
			"tout ce qui est trouvé : csv, excel, tsv, json, jsonl, ris, bibtex, isbd, dc, html...");
	case VERB_SAVE:
		return TR("keep the search; @NAME asks it again",
			"garder la recherche ; @NOM la repose");
	case VERB_SEARCHES:
		return TR("those that are saved", "celles qui sont enregistrées");
	case VERB_STATUS:
		return TR("what is searched, and how", "ce qui est cherché, et comment");
	case VERB_HELP:
		return TR("this; or ?", "ceci ; ou ?");
	case VERB_QUIT:
		return TR("leave; or Ctrl-D", "quitter ; ou Ctrl-D");
	default:
		return NULL;
	}
}
