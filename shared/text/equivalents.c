#include "shared/text/equivalents.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/fold.h"
#include "shared/text/neighbour.h"
#include "shared/text/short_form.h"

/* Where a word of the table is a short form. */
enum when {
	ALWAYS,
	DOTTED, /* before a full stop */
	NUMBERED, /* before a number, which a full stop may part from it: "vol. 2", "t. II" */
	COUNTED,  /* beside a figure: "p. 12", "12 p." */
	DATED,    /* before a full stop, or beside a figure */
	YEAR,     /* "12 sept 1998", and not "sept." at the end of a sentence */
	ERA,      /* before J.-C. */
	NOT_ERA,  /* elsewhere; "avant" before J.-C. */
	STREET,   /* behind a figure, or before a full stop and not in capitals: "BD." */
	PERSON,   /* before a name, and neither a unit nor an initial */
	SIGN,     /* before a degree sign */
	EDITION,  /* before a full stop; "editions" before a publisher's name */
	CENTURY,  /* behind an ordinal: "XIXe s." */
	ACUTE,    /* with an acute accent on its last letter; the row before it without */
	SUPERIOR, /* with a superior o, or before a figure */
	NEVER     /* an elided head, for which a blank may stand (elision.h) */
};

struct row {
	const char *written, *form;
	enum when when;
};

/* Folded, in byte order. */
/* clang-format off */
static const struct row table[] = {
	{"anc", "ancien", ALWAYS},
	{"apr", "apres", ERA},
	{"arr", "arrondissement", ALWAYS},
	{"arrt", "arrondissement", ALWAYS},
	{"art", "article", NUMBERED},
	{"assoc", "association", ALWAYS},
	{"aujourd", "", NEVER},
	{"av", "avenue", NOT_ERA},
	{"avr", "avril", DATED},
	{"bd", "boulevard", STREET},
	{"bld", "boulevard", ALWAYS},
	{"blvd", "boulevard", ALWAYS},
	{"boul", "boulevard", ALWAYS},
	{"chap", "chapitre", ALWAYS},
	{"cie", "compagnie", ALWAYS},
	{"coll", "collection", ALWAYS},
	{"collab", "collaboration", ALWAYS},
	{"dec", "decembre", DATED},
	{"dep", "departement", DOTTED},
	{"dept", "departement", ALWAYS},
	{"dir", "direction", ALWAYS},
	{"dpt", "departement", ALWAYS},
	{"dr", "docteur", ALWAYS},
	{"ed", "edition", EDITION},
	{"eds", "editions", DOTTED},
	{"entr", "", NEVER},
	{"env", "environ", NUMBERED},
	{"ets", "etablissements", ALWAYS},
	{"fasc", "fascicule", ALWAYS},
	{"fev", "fevrier", DATED},
	{"fevr", "fevrier", ALWAYS},
	{"fig", "figure", NUMBERED},
	{"ill", "illustrations", DOTTED},
	{"introd", "introduction", ALWAYS},
	{"jan", "janvier", YEAR},
	{"janv", "janvier", ALWAYS},
	{"juil", "juillet", ALWAYS},
	{"jusqu", "", NEVER},
	{"lorsqu", "", NEVER},
	{"m", "monsieur", PERSON},
	{"mgr", "monseigneur", ALWAYS},
	{"mlle", "mademoiselle", ALWAYS},
	{"mlles", "mesdemoiselles", ALWAYS},
	{"mm", "messieurs", PERSON},
	{"mme", "madame", ALWAYS},
	{"mmes", "mesdames", ALWAYS},
	{"mr", "monsieur", ALWAYS},
	{"n", "numero", SIGN},
	{"no", "numero", SUPERIOR},
	{"nov", "novembre", DATED},
	{"oct", "octobre", DATED},
	{"p", "page", COUNTED},
	{"pl", "place", ALWAYS},
	{"pp", "pages", COUNTED},
	{"pr", "professeur", ALWAYS},
	{"pref", "preface", ALWAYS},
	{"presqu", "", NEVER},
	{"prod", "production", ALWAYS},
	{"prud", "", NEVER},
	{"puisqu", "", NEVER},
	{"qu", "", NEVER},
	{"quelqu", "", NEVER},
	{"quoiqu", "", NEVER},
	{"real", "realisation", DOTTED},
	{"rte", "route", ALWAYS},
	{"s", "siecle", CENTURY},
	{"scen", "scenario", ALWAYS},
	{"sept", "septembre", YEAR},
	{"st", "saint", ALWAYS},
	{"ste", "sainte", ALWAYS},
	{"ste", "societe", ACUTE},
	{"stes", "saintes", ALWAYS},
	{"stes", "societes", ACUTE},
	{"sts", "saints", ALWAYS},
	{"suppl", "supplement", ALWAYS},
	{"t", "tome", NUMBERED},
	{"tel", "telephone", NUMBERED},
	{"trad", "traduction", ALWAYS},
	{"univ", "universite", ALWAYS},
	{"vol", "volume", NUMBERED},
};
/* clang-format on */
enum { ROWS = sizeof table / sizeof *table, LONGEST = 7 };

/* By first letter: the second and the last letters of the words of the table. */
#define L(letter) (UINT32_C(1) << ((letter) - 'a'))
static const struct letters {
	uint32_t second, last;
} letters[26] = {
	['a' - 'a'] = {L('n') | L('p') | L('r') | L('s') | L('u') | L('v'),
		L('c') | L('r') | L('t') | L('d') | L('v')},
	['b' - 'a'] = {L('d') | L('l') | L('o'), L('d') | L('l')},
	['c' - 'a'] = {L('h') | L('i') | L('o'), L('p') | L('e') | L('l') | L('b')},
	['d' - 'a'] = {L('e') | L('i') | L('p') | L('r'),
		L('c') | L('p') | L('t') | L('r')},
	['e' - 'a'] = {L('d') | L('n') | L('t'), L('d') | L('s') | L('r') | L('v')},
	['f' - 'a'] = {L('a') | L('e') | L('i'), L('c') | L('v') | L('r') | L('g')},
	['i' - 'a'] = {L('l') | L('n'), L('l') | L('d')},
	['j' - 'a'] = {L('a') | L('u'), L('v') | L('l') | L('u') | L('n')},
	['l' - 'a'] = {L('o'), L('u')},
	['m' - 'a'] = {L('g') | L('l') | L('m') | L('r'),
		L('e') | L('r') | L('s') | L('m')},
	['n' - 'a'] = {L('o'), L('o') | L('v')},
	['o' - 'a'] = {L('c'), L('t')},
	['p' - 'a'] = {L('l') | L('p') | L('r') | L('u'),
		L('l') | L('p') | L('r') | L('f') | L('u') | L('d')},
	['q' - 'a'] = {L('u'), L('u')},
	['r' - 'a'] = {L('e') | L('t'), L('l') | L('e')},
	['s' - 'a'] = {L('c') | L('e') | L('t') | L('u'),
		L('n') | L('t') | L('e') | L('s') | L('l')},
	['t' - 'a'] = {L('e') | L('r'), L('l') | L('d')},
	['u' - 'a'] = {L('n'), L('v')},
	['v' - 'a'] = {L('o'), L('l')},
};
#undef L

static bool has_letter(uint32_t set, char c)
{
	return c >= 'a' && c <= 'z' && set >> (c - 'a') & 1;
}

/* Whether the letters of a word, of two or more, allow it to be in the table: most do not. */
static bool may_be_row(const char *s, size_t len)
{
	if (len < 2 || len > LONGEST || *s < 'a' || *s > 'z')
		return false;
	const struct letters *l = &letters[*s - 'a'];
	return has_letter(l->second, s[1]) && has_letter(l->last, s[len - 1]);
}

static int compare(const void *key, const void *item)
{
	const struct coop_written *w = key;
	const char *written = ((const struct row *)item)->written;
	return coop_bytes_compare(w->s, w->len, written, strlen(written));
}

static const struct row *find_row(const char *s, size_t len)
{
	struct coop_written key = {.s = s, .len = len};
	return bsearch(&key, table, ROWS, sizeof *table, compare);
}

bool coop_equivalent_at(size_t i, const char **written, const char **form)
{
	if (i >= ROWS)
		return false;
	*written = table[i].written;
	*form = table[i].form;
	return true;
}

bool coop_equivalent_everywhere_at(size_t i, const char **written, const char **form)
{
	for (size_t row = 0; row < ROWS; row++) {
		if (table[row].when != ALWAYS || i-- > 0)
			continue;
		*written = table[row].written;
		*form = table[row].form;
		return true;
	}
	return false;
}

/* ---- where a word is a short form ---- */

/* Whether a Roman numeral begins one blank after `at`. */
static bool numeral_after(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	return coop_neighbour_after(text, len, at, &next) &&
	       coop_roman_len(next.s, next.len, true) == next.len;
}

/* Whether "J.-C." or "Jésus" is one blank after `at`. */
static bool era_after(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	return coop_neighbour_after(text, len, at, &next) &&
	       coop_is_one_of(next.s, next.len, COOP_LIST("j", "jc", "jesus"));
}

/* Whether a vowel of a word, as it is written, has an acute accent, composed or not. */
static bool has_acute(const char *text, const struct coop_written *w)
{
	static const char *const accents[] = {"\u00e9", "\u00c9", "\u0301"};
	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
		if (memmem(text + w->off, w->end - w->off, accents[i],
			    strlen(accents[i])))
			return true;
	return false;
}

/* Whether a house number with a comma stands before `at`: "12, bd Voltaire", "12 bis, bd". */
static bool comma_before(const char *text, size_t at)
{
	struct coop_neighbour last;
	size_t end = coop_blank_before(text, at);
	if (end == at || end < 2 || text[end - 1] != ',')
		return false;
	if (text[end - 2] >= '0' && text[end - 2] <= '9')
		return true;
	/* "bis" and "ter" are one blank behind the number */
	return end > 4 && coop_neighbour_at(text, end - 1, end - 4, &last) &&
	       coop_is_one_of(last.s, last.len, COOP_LIST("bis", "ter")) &&
	       coop_figure_before(text, end - 4);
}

/* Whether what streets are named for is one blank after `at`, and comics seldom are. */
static bool namesake_after(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	return coop_neighbour_after(text, len, at, &next) &&
	       coop_is_one_of(next.s, next.len,
		       COOP_LIST("st", "ste", "saint", "sainte", "general", "gal",
			       "marechal", "mal", "amiral", "colonel", "president"));
}

/* Whether the word is in capitals throughout: ASCII is all that matters here. */
static bool in_capitals(const char *text, const struct coop_written *w)
{
	for (size_t i = w->off; i < w->end; i++)
		if (text[i] < 'A' || text[i] > 'Z')
			return false;
	return true;
}

/* The length of the sign of "n°" and "n°s"; 0 when there is none. */
static size_t degree_len(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	size_t n = strlen("\u00b0");
	if (len - at < n || memcmp(text + at, "\u00b0", n) != 0)
		return 0;
	bool plural = coop_neighbour_at(text, len, at + n, &next) && next.len == 1 &&
		      next.s[0] == 's';
	return plural ? next.end - at : n;
}

/* Whether a figure of at most three digits is at `at` or one blank behind it: no year. */
static bool few_digits_after(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	return coop_neighbour_after(text, len, at, &next) && next.s[0] >= '0' &&
	       next.s[0] <= '9' && next.len <= 3;
}

/* Whether the last letter of a word is a superior o. */
static bool ends_superior(const char *text, const struct coop_written *w)
{
	size_t n = strlen("\u00ba");
	return w->end - w->off > n && memcmp(text + w->end - n, "\u00ba", n) == 0;
}

/* The same for the words that figures make short forms. */
static bool is_numbered(
	const char *text, size_t len, const struct coop_written *w, enum when when)
{
	bool dot = coop_dot_at(text, len, w->end);
	size_t stop = w->end + dot;
	bool after = coop_figure_after(text, len, stop),
	     before = coop_figure_before(text, w->off);
	switch (when) {
	case NUMBERED:
		return (dot && (after || numeral_after(text, len, stop))) ||
		       few_digits_after(text, len, w->end);
	case COUNTED:
		return after || before;
	case DATED:
		return dot || after || before;
	case YEAR:
		return after && (dot || before);
	default:
		return after || ends_superior(text, w);
	}
}

/* Whether a word of the table is a short form where it stands. */
static bool is_short(
	const char *text, size_t len, const struct coop_written *w, enum when when)
{
	switch (when) {
	case ALWAYS:
	case ACUTE:
	case NOT_ERA:
		return true;
	case DOTTED:
	case EDITION:
		return coop_dot_at(text, len, w->end);
	case ERA:
		return era_after(text, len, w->end + coop_dot_at(text, len, w->end));
	case STREET:
		return coop_figure_before(text, w->off) || comma_before(text, w->off) ||
		       namesake_after(
			       text, len, w->end + coop_dot_at(text, len, w->end)) ||
		       (coop_dot_at(text, len, w->end) && !in_capitals(text, w));
	case PERSON:
		return coop_is_person(text, len, w);
	case CENTURY:
		return coop_is_century(text, len, w);
	case SIGN:
	case NEVER:
		return false;
	default:
		return is_numbered(text, len, w, when);
	}
}

/* Of two rows for one spelling, the one that its accent tells. */
static const struct row *by_accent(
	const struct row *row, const char *text, const struct coop_written *w)
{
	if (row->when == ACUTE)
		row--;
	bool two = row + 1 < table + ROWS && row[1].when == ACUTE &&
		   strcmp(row->written, row[1].written) == 0;
	return two && has_acute(text, w) ? row + 1 : row;
}

bool coop_equivalent_find(const char *text, size_t len, const struct coop_written *w,
	struct coop_equivalent *out)
{
	const struct row *row =
		w->len == 1 || may_be_row(w->s, w->len) ? find_row(w->s, w->len) : NULL;
	if (!row)
		return false;
	row = by_accent(row, text, w);
	*out = (struct coop_equivalent){row->form, w->end};
	if (row->when == SIGN) {
		out->end += degree_len(text, len, w->end);
		return out->end > w->end;
	}
	if (row->when == NOT_ERA &&
		era_after(text, len, w->end + coop_dot_at(text, len, w->end)))
		out->form = "avant";
	if (row->when == EDITION && coop_is_publisher(text, len, w))
		out->form = "editions";
	return is_short(text, len, w, row->when);
}

bool coop_is_conditional(const char *s, size_t len)
{
	if (len == 1)
		return *s != 'a' && *s != 'y';
	return (may_be_row(s, len) && find_row(s, len)) ||
	       (strchr("ivxl", *s) && strchr("ivxler", s[1]) &&
		       coop_may_be_ordinal(s, len));
}
