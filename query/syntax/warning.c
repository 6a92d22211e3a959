#include "query/syntax/warning.h"

#include <string.h>

#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

struct warning *warnings_add(struct warnings *to, enum warning_kind kind, size_t column,
	const char *text, size_t len)
{
	if (to->count++ >= WARNINGS_MAX)
		return NULL;
	struct warning *w = &to->at[to->count - 1];
	*w = (struct warning){.kind = kind, .column = column};
	if (len >= sizeof w->text) {
		len = sizeof w->text - 1;
		while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
			len--;
	}
	if (len > 0)
		memcpy(w->text, text, len);
	return w;
}

void warnings_append(struct warnings *to, const struct warnings *more)
{
	for (size_t i = 0;
		i < more->count && i < WARNINGS_MAX && to->count + i < WARNINGS_MAX; i++)
		to->at[to->count + i] = more->at[i];
	to->count += more->count;
}

/* The sentence of a kind, with one %s for the text. */
/* NOLINTNEXTLINE(readability-function-size): a sentence for each kind */
static const char *sentence(enum warning_kind kind)
{
	switch (kind) {
	case WARNING_QUOTE:
		return TR("nothing closes the quote %s: ignored",
			"rien ne ferme le guillemet %s : ignoré");
	case WARNING_OPEN:
		return TR("nothing closes the parenthesis %s: closed at the end",
			"rien ne ferme la parenthèse %s : fermée à la fin");
	case WARNING_CLOSE:
		return TR("the parenthesis %s closes nothing: ignored",
			"la parenthèse %s ne ferme rien : ignorée");
	case WARNING_EMPTY:
		return TR("nothing between the parentheses %s: ignored",
			"rien entre les parenthèses %s : ignorées");
	case WARNING_DEEP:
		return TR("too many parentheses in one another at %s: ignored",
			"trop de parenthèses imbriquées à partir de %s : ignorées");
	case WARNING_LONG:
		return TR("the query has too many parts: ignored from '%s' on",
			"la requête a trop de parties : ignorée à partir de « %s »");
	case WARNING_CAPITALS:
		return TR(
			"'%s' is taken for a word, since the query is all capitals; for the operator, type the words in small letters",
			"« %s » est pris pour un mot, la requête étant tout en majuscules ; pour l'opérateur, tapez les mots en minuscules");
	case WARNING_OPERATOR:
		return TR("'%s' lacks a word on one side: ignored",
			"il manque un mot d'un côté de « %s » : ignoré");
	case WARNING_FIELD:
		return TR("'%s' is no field: looked for as a word",
			"« %s » n'est pas un champ : cherché comme un mot");
	case WARNING_VALUE:
		return TR("nothing to look for behind '%s': ignored",
			"rien à chercher derrière « %s » : ignoré");
	case WARNING_NEAR:
		return TR("what stands beside '%s' must be words: taken for AND",
			"ce qui entoure « %s » doit être des mots : compris comme ET");
	case WARNING_WORDLESS:
		return TR("no word in '%s': ignored", "aucun mot dans « %s » : ignoré");
	case WARNING_TERMS:
		return TR("too many words, from '%s' on",
			"trop de mots, à partir de « %s »");
	case WARNING_MANY:
		return TR("too many words%s, of which the rarest count",
			"trop de mots%s, dont comptent les plus rares");
	case WARNING_PATTERNS:
		return TR("too many patterns, from '%s' on",
			"trop de troncatures, à partir de « %s »");
	case WARNING_POSITIONS:
		return TR(
			"too many phrases and distances of frequent words: ignored from '%s' on",
			"trop d'expressions et de distances entre mots fréquents : ignorées à partir de « %s »");
	case WARNING_PATTERN:
		return TR("no letter in the pattern '%s': ignored",
			"aucune lettre dans la troncature « %s » : ignorée");
	case WARNING_NUMBER:
		return TR(
			"'%s' is no number or range: ignored; type one as in year:1980..1985 or minutes:52",
			"« %s » n'est ni un nombre ni un intervalle : ignoré ; tapez par exemple annee:1980..1985 ou duree:52");
	default:
		return TR("many words match '%s'", "beaucoup de mots répondent à « %s »");
	}
}

const char *warning_name(enum warning_kind kind)
{
	static const char *const names[] = {[WARNING_QUOTE] = "quote",
		[WARNING_OPEN] = "open",
		[WARNING_CLOSE] = "close",
		[WARNING_EMPTY] = "empty",
		[WARNING_DEEP] = "deep",
		[WARNING_LONG] = "long",
		[WARNING_CAPITALS] = "capitals",
		[WARNING_OPERATOR] = "operator",
		[WARNING_FIELD] = "field",
		[WARNING_VALUE] = "value",
		[WARNING_NEAR] = "near",
		[WARNING_WORDLESS] = "wordless",
		[WARNING_TERMS] = "terms",
		[WARNING_MANY] = "many",
		[WARNING_PATTERNS] = "patterns",
		[WARNING_POSITIONS] = "positions",
		[WARNING_PATTERN] = "pattern",
		[WARNING_EXPANSION] = "expansion",
		[WARNING_NUMBER] = "number"};
	bool known = (size_t)kind < sizeof names / sizeof *names && names[kind];
	return known ? names[kind] : "other";
}

/* Puts a text for the one %s of a sentence. */
static void fill(struct coop_buf *out, const char *format, const char *text)
{
	const char *hole = strstr(format, "%s");
	coop_buf_add(out, format, (size_t)(hole - format));
	coop_buf_str(out, text);
	coop_buf_str(out, hole + 2);
}

void warning_print(const struct warning *w, struct coop_buf *out)
{
	if (w->column > 0)
		coop_buf_printf(out, TR("column %zu: ", "colonne %zu : "), w->column);
	fill(out, sentence(w->kind), w->text);
	if (w->count > 0)
		coop_buf_printf(out,
			TR(": %zu, of which %zu are looked for",
				" : %zu, dont %zu sont cherchés"),
			w->count, w->limit);
	else if (w->limit > 0)
		coop_buf_printf(out,
			TR(": at most %zu are looked for",
				" : au plus %zu sont cherchés"),
			w->limit);
}

enum coop_status warnings_refuse(const struct warnings *w, struct coop_error *err)
{
	struct coop_buf text = {0};
	if (w->count == 0)
		return COOP_OK;
	warning_print(&w->at[0], &text);
	coop_fail(err, COOP_E_QUERY, "%s", coop_buf_cstr(&text));
	coop_buf_release(&text);
	return COOP_E_QUERY;
}
