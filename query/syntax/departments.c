#include "query/syntax/departments.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"

/* By their codes, as bytes: those of Corsica stand between 29 and 30. */
/* clang-format off */
static const struct department departments[] = {
	{"01", "Ain"},
	{"02", "Aisne"},
	{"03", "Allier"},
	{"04", "Alpes-de-Haute-Provence"},
	{"05", "Hautes-Alpes"},
	{"06", "Alpes-Maritimes"},
	{"07", "Ardèche"},
	{"08", "Ardennes"},
	{"09", "Ariège"},
	{"10", "Aube"},
	{"11", "Aude"},
	{"12", "Aveyron"},
	{"13", "Bouches-du-Rhône"},
	{"14", "Calvados"},
	{"15", "Cantal"},
	{"16", "Charente"},
	{"17", "Charente-Maritime"},
	{"18", "Cher"},
	{"19", "Corrèze"},
	{"21", "Côte-d’Or"},
	{"22", "Côtes-d’Armor"},
	{"23", "Creuse"},
	{"24", "Dordogne"},
	{"25", "Doubs"},
	{"26", "Drôme"},
	{"27", "Eure"},
	{"28", "Eure-et-Loir"},
	{"29", "Finistère"},
	{"2A", "Corse-du-Sud"},
	{"2B", "Haute-Corse"},
	{"30", "Gard"},
	{"31", "Haute-Garonne"},
	{"32", "Gers"},
	{"33", "Gironde"},
	{"34", "Hérault"},
	{"35", "Ille-et-Vilaine"},
	{"36", "Indre"},
	{"37", "Indre-et-Loire"},
	{"38", "Isère"},
	{"39", "Jura"},
	{"40", "Landes"},
	{"41", "Loir-et-Cher"},
	{"42", "Loire"},
	{"43", "Haute-Loire"},
	{"44", "Loire-Atlantique"},
	{"45", "Loiret"},
	{"46", "Lot"},
	{"47", "Lot-et-Garonne"},
	{"48", "Lozère"},
	{"49", "Maine-et-Loire"},
	{"50", "Manche"},
	{"51", "Marne"},
	{"52", "Haute-Marne"},
	{"53", "Mayenne"},
	{"54", "Meurthe-et-Moselle"},
	{"55", "Meuse"},
	{"56", "Morbihan"},
	{"57", "Moselle"},
	{"58", "Nièvre"},
	{"59", "Nord"},
	{"60", "Oise"},
	{"61", "Orne"},
	{"62", "Pas-de-Calais"},
	{"63", "Puy-de-Dôme"},
	{"64", "Pyrénées-Atlantiques"},
	{"65", "Hautes-Pyrénées"},
	{"66", "Pyrénées-Orientales"},
	{"67", "Bas-Rhin"},
	{"68", "Haut-Rhin"},
	{"69", "Rhône"},
	{"70", "Haute-Saône"},
	{"71", "Saône-et-Loire"},
	{"72", "Sarthe"},
	{"73", "Savoie"},
	{"74", "Haute-Savoie"},
	{"75", "Paris"},
	{"76", "Seine-Maritime"},
	{"77", "Seine-et-Marne"},
	{"78", "Yvelines"},
	{"79", "Deux-Sèvres"},
	{"80", "Somme"},
	{"81", "Tarn"},
	{"82", "Tarn-et-Garonne"},
	{"83", "Var"},
	{"84", "Vaucluse"},
	{"85", "Vendée"},
	{"86", "Vienne"},
	{"87", "Haute-Vienne"},
	{"88", "Vosges"},
	{"89", "Yonne"},
	{"90", "Territoire de Belfort"},
	{"91", "Essonne"},
	{"92", "Hauts-de-Seine"},
	{"93", "Seine-Saint-Denis"},
	{"94", "Val-de-Marne"},
	{"95", "Val-d’Oise"},
	{"971", "Guadeloupe"},
	{"972", "Martinique"},
	{"973", "Guyane"},
	{"974", "La Réunion"},
	{"975", "Saint-Pierre-et-Miquelon"},
	{"976", "Mayotte"},
	{"977", "Saint-Barthélemy"},
	{"978", "Saint-Martin"},
	{"980", "Monaco"},
	{"984", "Terres australes et antarctiques"},
	{"986", "Wallis-et-Futuna"},
	{"987", "Polynésie française"},
	{"988", "Nouvelle-Calédonie"}
};
/* clang-format on */
enum { COUNT = sizeof departments / sizeof *departments };

size_t departments_count(void)
{
	return COUNT;
}

const struct department *department_at(size_t number)
{
	return &departments[number];
}

static int compare(const void *code, const void *department)
{
	return strcmp(code, ((const struct department *)department)->code);
}

/* The letter of a department of Corsica, by the third digit; other postcodes are those of offices of both. */
static const char corsica[] = "AAB000B000";

/* Writes the code of a postcode. */
static void code_of(const char *postcode, char code[4])
{
	bool islands = memcmp(postcode, "97", 2) == 0 || memcmp(postcode, "98", 2) == 0;
	size_t len = islands ? 3 : 2;
	memcpy(code, postcode, len);
	code[len] = '\0';
	if (strcmp(code, "20") == 0)
		code[1] = corsica[postcode[2] - '0'];
	/* two islands have kept postcodes of Guadeloupe */
	if (memcmp(postcode, "97133", 5) == 0)
		memcpy(code, "977", 3);
	else if (memcmp(postcode, "97150", 5) == 0)
		memcpy(code, "978", 3);
}

size_t department_of_postcode(const char *s, size_t n)
{
	enum { DIGITS = 5 };
	char code[4];
	if (n != DIGITS)
		return DEPARTMENT_NONE;
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return DEPARTMENT_NONE;
	code_of(s, code);
	const struct department *found =
		bsearch(code, departments, COUNT, sizeof *departments, compare);
	return found ? (size_t)(found - departments) : DEPARTMENT_NONE;
}

/* ---- names ---- */

void department_names_release(struct department_names *names)
{
	coop_buf_release(&names->folded);
}

static void fold_names(struct department_names *names)
{
	bool done = names->folded.len > 0;
	for (size_t i = 0; !done && i < COUNT; i++) {
		coop_fold_label(
			departments[i].name, strlen(departments[i].name), &names->folded);
		coop_buf_byte(&names->folded, '\0');
	}
}

/* The length of the name at the beginning of words, if it is all of some of them; else 0. */
static size_t match_name(const char *name, const char *s, size_t n)
{
	/* "La Réunion" is "Réunion" as well */
	if (coop_bytes_begins_with(name, strlen(name), "la ") &&
		!coop_bytes_begins_with(s, n, "la "))
		name += strlen("la ");
	size_t len = strlen(name);
	bool ends = n == len || (n > len && s[len] == ' ');
	return ends && memcmp(s, name, len) == 0 ? len : 0;
}

/* The department with the longest name at the beginning of words, and the length of that. */
static size_t find_name(
	const struct department_names *names, const char *s, size_t n, size_t *len)
{
	const char *name = coop_buf_cstr(&names->folded);
	size_t found = DEPARTMENT_NONE;
	*len = 0;
	for (size_t i = 0; i < COUNT; i++, name += strlen(name) + 1) {
		size_t matched = match_name(name, s, n);
		if (matched > *len) {
			*len = matched;
			found = i;
		}
	}
	return found;
}

/* Puts folded words with codes instead of names; whether there was a name. */
static bool put_words(const struct department_names *names, const struct coop_buf *words,
	struct coop_buf *out)
{
	bool any = false;
	struct coop_bytes before = {"", 0}, word;
	for (size_t i = 0, len; i < words->len; i += len + 1) {
		size_t found = find_name(names, words->s + i, words->len - i, &len);
		if (found == DEPARTMENT_NONE)
			len = strcspn(words->s + i, " ");
		const char *code =
			found == DEPARTMENT_NONE ? NULL : departments[found].code;
		word = code ? (struct coop_bytes){code, strlen(code)}
			    : (struct coop_bytes){words->s + i, len};
		any |= code != NULL;
		/* corsica's codes have a letter, which is folded in the words */
		if (code && word.len == before.len &&
			strncasecmp(code, before.s, word.len) == 0)
			continue;
		if (before.len > 0)
			coop_buf_byte(out, ' ');
		coop_buf_add(out, word.s, word.len);
		before = word;
	}
	return any;
}

bool departments_put_codes(
	struct department_names *names, const char *s, size_t n, struct coop_buf *out)
{
	struct coop_buf words = {0};
	size_t begin = out->len;
	fold_names(names);
	coop_fold_label(s, n, &words);
	out->failed |= names->folded.failed || words.failed;
	bool any = !out->failed && put_words(names, &words, out) && !out->failed;
	if (!any)
		out->len = begin;
	coop_buf_release(&words);
	return any;
}
