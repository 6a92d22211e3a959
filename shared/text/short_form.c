#include "shared/text/short_form.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/and_sign.h"
#include "shared/text/fold.h"
#include "shared/text/neighbour.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool coop_dot_at(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	return at < len && text[at] == '.' &&
	       (!coop_neighbour_at(text, len, at + 1, &next) || is_digit(next.s[0]));
}

/* ---- persons ---- */

/* Whether "et Mme", or a sign for "et", begins one blank after `at`. */
static bool wife_after(const char *text, size_t len, size_t at)
{
	struct coop_neighbour next;
	size_t blank = coop_blank_len(text, len, at), and = at + blank, end;
	if (blank == 0 || and >= len)
		return false;
	if (text[and] == '&')
		end = and+coop_and_sign(text, len, and);
	else if (coop_neighbour_at(text, len, and, &next) &&
		 coop_is_one_of(next.s, next.len, COOP_LIST("et")))
		end = next.end;
	else
		return false;
	return coop_neighbour_after(text, len, end, &next) &&
	       coop_is_one_of(next.s, next.len,
		       COOP_LIST("mme", "mmes", "mlle", "mlles", "madame", "mesdames",
			       "mademoiselle", "mesdemoiselles"));
}

/*
 * Whether the word before M is followed by names and not by verbs, or, where it is followed by infinitives
 * as well, the one behind M is none: "chez m hulot", "de m hulot", but "de m aider".
 */
static bool name_is_due(
	const char *text, const struct coop_written *w, const struct coop_neighbour *next)
{
	struct coop_neighbour before;
	if (!coop_neighbour_before(text, w->off, &before))
		return false;
	if (coop_is_one_of(before.s, before.len,
		    COOP_LIST("chez", "par", "avec", "selon", "contre", "vers")))
		return true;
	return coop_is_one_of(before.s, before.len, COOP_LIST("de", "a", "pour")) &&
	       next->len > 2 && !coop_bytes_ends_with(next->s, next->len, "r") &&
	       !coop_bytes_ends_with(next->s, next->len, "re");
}

bool coop_is_person(const char *text, size_t len, const struct coop_written *w)
{
	struct coop_neighbour next;
	bool dot = coop_dot_at(text, len, w->end);
	if (coop_figure_before(text, w->off))
		return false;
	if (wife_after(text, len, w->end + dot))
		return true;
	if (!coop_neighbour_after(text, len, w->end + dot, &next) ||
		is_digit(next.s[0]) || coop_is_one_of(next.s, next.len, COOP_LIST("et")))
		return false;
	bool name = text[w->off] == 'M' && next.upper && next.small;
	return dot || name || (next.len > 1 && !strchr("aeiouyh", next.s[0])) ||
	       name_is_due(text, w, &next);
}

/* ---- publishers ---- */

/* Whether an ordinal, or a word such as "nouvelle", stands before `at`: one edition of several. */
static bool is_counted(const char *text, size_t at)
{
	struct coop_neighbour before;
	size_t end = coop_blank_before(text, at);
	end -= end > 0 && text[end - 1] == '.';
	return end < at && coop_neighbour_ending(text, end, &before) &&
	       (is_digit(before.s[0]) || coop_is_roman_ordinal(before.s, before.len) ||
		       coop_is_one_of(before.s, before.len,
			       COOP_LIST("nouv", "nouvelle", "premiere", "deuxieme",
				       "seconde", "troisieme", "derniere", "cette",
				       "une")));
}

/* Whether a word says what an edition is like. */
static bool is_kind_of_edition(const char *s, size_t n)
{
	return coop_is_one_of(s, n,
		COOP_LIST("abregee", "actualisee", "ancienne", "anniversaire", "annotee",
			"augm", "augmentee", "avec", "bilingue", "collector", "complete",
			"completee", "corr", "corrigee", "critique", "definitive",
			"electronique", "en", "entierement", "et", "etablie", "illustree",
			"integrale", "limitee", "mise", "nouvelle", "numerique", "orig",
			"originale", "papier", "par", "posthume", "preparee", "presentee",
			"princeps", "ref", "refondue", "remaniee", "rev", "revisee",
			"revue", "speciale"));
}

bool coop_is_publisher(const char *text, size_t len, const struct coop_written *w)
{
	struct coop_neighbour next, of;
	if (is_counted(text, w->off) ||
		!coop_neighbour_after(text, len, w->end + 1, &next) ||
		is_digit(next.s[0]) || is_kind_of_edition(next.s, next.len))
		return false;
	bool kind = coop_is_one_of(next.s, next.len, COOP_LIST("de")) &&
		    coop_neighbour_after(text, len, next.end, &of) &&
		    (is_digit(of.s[0]) ||
			    coop_is_one_of(of.s, of.len,
				    COOP_LIST("poche", "luxe", "reference", "tete")));
	return !kind;
}

/* ---- centuries ---- */

/* Whether an ordinal ends one blank before `at`, perhaps a numeral with a degree sign. */
static bool ordinal_before(const char *text, size_t len, size_t at)
{
	static const char degree[] = "\u00b0";
	struct coop_neighbour before;
	struct coop_ordinal ordinal;
	if (!coop_neighbour_before(text, at, &before)) {
		size_t end = coop_blank_before(text, at), n = sizeof degree - 1;
		return end > n && memcmp(text + end - n, degree, n) == 0;
	}
	struct coop_written w = {before.s, before.len, before.off, before.end};
	return before.len > 1 && coop_ordinal_find(text, len, &w, &ordinal) &&
	       ordinal.end == before.end;
}

bool coop_is_century(const char *text, size_t len, const struct coop_written *w)
{
	struct coop_neighbour next;
	struct coop_folded f = {.class = COOP_CLASS_SPACE};
	bool dot = coop_dot_at(text, len, w->end);
	if (w->end < len)
		coop_fold_char(text + w->end, len - w->end, &f);
	if (f.class == COOP_CLASS_APOSTROPHE || f.class == COOP_CLASS_HYPHEN)
		return false;
	if (!dot && coop_neighbour_after(text, len, w->end, &next) &&
		!coop_is_one_of(
			next.s, next.len, COOP_LIST("av", "avant", "apr", "apres")))
		return false;
	return ordinal_before(text, len, w->off);
}
