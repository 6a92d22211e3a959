/*
 * opts_help.c - the options of a program as --help prints them.
 */
#include <stdio.h>
#include <string.h>

#include "shared/cli/opts_internal.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

bool coop_opts_may_take_argument(const struct coop_opt *o)
{
	return o->kind == COOP_OPT_OPTIONAL || o->kind == COOP_OPT_OPTIONAL_COUNT ||
	       o->kind == COOP_OPT_OPTIONAL_STRING;
}

const char *coop_opts_metavar(const struct coop_opt *o)
{
	static const char *const french[][2] = {{"NAME|DIR", "NOM|DOSSIER"},
		{"NAME", "NOM"}, {"DIR", "DOSSIER"}, {"FILE", "FICHIER"},
		{"TEXT", "TEXTE"}, {"WORD", "MOT"}, {"PATH", "CHEMIN"}, {"GLOB", "MOTIF"},
		{"FIELD", "CHAMP"}, {"FIELDS", "CHAMPS"}, {"NAME,...", "NOM,..."},
		{"FILE.svg", "FICHIER.svg"}, {"FILE.dat", "FICHIER.dat"},
		{"CHAR", "CARACTÈRE"}, {"SET", "JEU"}, {"FIELD=VALUE", "CHAMP=VALEUR"},
		{"[-]KEY[,...]", "[-]CLÉ[,...]"}, {"TEMPLATE", "MODÈLE"},
		{"QUERY", "REQUÊTE"}, {"WIDTH", "LARGEUR"}, {"SECONDS", "SECONDES"},
		{"MIB", "MIO"}, {"FILE|@NAME", "FICHIER|@NOM"}, {"ADDRESS", "ADRESSE"}};
	const char *fr = o->metavar;
	for (size_t i = 0; i < sizeof french / sizeof *french; i++)
		if (strcmp(o->metavar, french[i][0]) == 0)
			fr = french[i][1];
	return TR(o->metavar, fr);
}

/* The columns that ASCII and French letters take. */
static size_t columns_of(const char *s)
{
	return coop_utf8_count(s, strlen(s));
}

/* The length of a word, with the signs that French has a blank before or behind: "« oui » ;". */
static size_t word_length(const char *s)
{
	static const char *const behind[] = {"\u00bb", ":", ";", "?", "!", NULL};
	size_t len = strcspn(s, " ");
	if (strncmp(s, "\u00ab", 2) == 0 && s[len])
		len += 1 + strcspn(s + len + 1, " ");
	for (bool more = true; more && s[len];) {
		const char *next = s + len + 1;
		more = false;
		for (size_t i = 0; behind[i]; i++)
			more |= strncmp(next, behind[i], strlen(behind[i])) == 0;
		if (more)
			len += 1 + strcspn(next, " ");
	}
	return len;
}

/* Puts the words of a text in lines of 80 columns, indented; the first line has its indent already. */
static void put_wrapped(FILE *out, const char *text, int indent)
{
	enum { COLUMNS = 80 };
	size_t column = (size_t)indent;
	while (*text) {
		size_t len = word_length(text);
		char word[120];
		snprintf(word, sizeof word, "%.*s", (int)len, text);
		if (column + 1 + columns_of(word) > COLUMNS && column > (size_t)indent) {
			fprintf(out, "\n%*s", indent, "");
			column = (size_t)indent;
		}
		fprintf(out, " %s", word);
		column += 1 + columns_of(word);
		text += len;
		text += strspn(text, " ");
	}
	fputc('\n', out);
}

static void print_option(const struct coop_opt *o, FILE *out)
{
	enum { NAMES = 28 };
	char names[120], letter[8] = "    ";
	if (o->letter)
		snprintf(letter, sizeof letter, "-%c, ", o->letter);
	bool optional = coop_opts_may_take_argument(o);
	const char *equals = optional ? "[=" : o->metavar ? "=" : "";
	snprintf(names, sizeof names, "%s--%s%s%s%s", letter, o->name, equals,
		o->metavar ? coop_opts_metavar(o) : "", optional ? "]" : "");
	size_t used = columns_of(names);
	fprintf(out, "  %s", names);
	if (used > NAMES)
		fprintf(out, "\n  %*s", NAMES, "");
	else
		fprintf(out, "%*s", (int)(NAMES - used), "");
	put_wrapped(out, TR(o->help_en, o->help_fr), NAMES + 2);
}

void coop_opts_help(const struct coop_opt *opts, const char *only, FILE *out)
{
	for (; opts->name; opts++)
		if (!only || coop_opts_is_among(only, opts->name))
			print_option(opts, out);
}
