#include "shared/text/whole_form.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/text/fold.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static char at_or_nul(const char *text, size_t len, size_t at)
{
	return at < len ? text[at] : '\0';
}

/* Whether a character is one of a set; NUL never is. */
static bool is_any(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Appends to the whole form; false when it grows too long. */
static bool append(struct coop_whole_form *out, char c)
{
	if (out->len == sizeof out->s)
		return false;
	out->s[out->len++] = c;
	return true;
}

static bool has(const char *text, size_t len, size_t at, const char *word)
{
	size_t n = strlen(word);
	return at + n <= len && memcmp(text + at, word, n) == 0;
}

/* ---- addresses ---- */

/*
 * Reads labels of letters, digits and hyphens, separated by dots; returns where they end.
 */
static size_t read_host(const char *text, size_t len, size_t at,
	struct coop_whole_form *out, size_t *labels, size_t *last_label)
{
	*labels = 0;
	*last_label = out->len;
	for (size_t begin = at;; at++) {
		char c = at_or_nul(text, len, at);
		if (is_letter(c) || is_digit(c) || (c == '-' && at > begin)) {
			if (!append(out, lower(c)))
				return at;
			continue;
		}
		if (at > begin)
			++*labels;
		char next = at_or_nul(text, len, at + 1);
		if (c != '.' || at == begin || !(is_letter(next) || is_digit(next)))
			return at;
		if (!append(out, '.'))
			return at;
		*last_label = out->len;
		begin = at + 1;
	}
}

/*
 * Whether a label is a top-level domain, or a French second-level one, that bare host
 * names are recognised by.
 */
static bool is_domain(const char *s, size_t n)
{
	static const char *const domains[] = {"fr", "com", "org", "net", "coop", "eu",
		"be", "ch", "ca", "info", "io", "int", "edu", "gouv", "qc", "lu", "es",
		"it", "de", "uk", "tv", "re", "bzh", "eus", "corsica", "asso", "example",
		NULL};
	for (const char *const *d = domains; *d; d++)
		if (strlen(*d) == n && memcmp(*d, s, n) == 0)
			return true;
	return false;
}

/*
 * The length of a sign that stands for @, masked against robots or not; 0 when there is
 * none.
 */
static size_t at_sign(const char *text, size_t len, size_t at)
{
	static const char *const signs[] = {"@", "(@)", "[@]", "(at)", "[at]", " (at) ",
		" [at] ", " (@) ", " [@] ", NULL};
	char first = at_or_nul(text, len, at);
	if (first != '@' && first != '(' && first != '[' && first != ' ')
		return 0; /* the usual case */
	for (const char *const *s = signs; *s; s++)
		if (has(text, len, at, *s))
			return strlen(*s);
	return 0;
}

static bool find_mail(
	const char *text, size_t len, size_t at, struct coop_whole_form *out)
{
	size_t i = at, sign = 0, labels, last;
	while (i < len && (sign = at_sign(text, len, i)) == 0) {
		char c = text[i];
		if (!is_letter(c) && !is_digit(c) && (i == at || !is_any(c, ".-_+")))
			return false;
		if (!append(out, lower(c)))
			return false;
		i++;
	}
	if (sign == 0 || i == at || !append(out, '@'))
		return false;
	out->end = read_host(text, len, i + sign, out, &labels, &last);
	return labels >= 2 && is_letter(out->s[last]);
}

static bool find_site(
	const char *text, size_t len, size_t at, struct coop_whole_form *out)
{
	size_t labels, last;
	bool www = at + 4 < len && lower(text[at]) == 'w' && lower(text[at + 1]) == 'w' &&
		   lower(text[at + 2]) == 'w' && text[at + 3] == '.';
	if (!www && at > 0 && is_any(text[at - 1], ".@-"))
		return false; /* inside a longer address */
	out->end = read_host(text, len, at + (www ? 4 : 0), out, &labels, &last);
	/* in "Lyon.La" a blank is missing: a domain is written in lower case */
	bool small = out->end > at && text[out->end - 1] == lower(text[out->end - 1]);
	return labels >= 2 && small && is_letter(out->s[last]) &&
	       (www || is_domain(out->s + last, out->len - last));
}

/* ---- telephone numbers ---- */

/*
 * The length of a blank between groups of digits: a space, no-break, narrow or thin; 0
 * when none.
 */
static size_t digit_blank(const char *text, size_t len, size_t at)
{
	if (has(text, len, at, " "))
		return 1;
	if (has(text, len, at, "\u00a0"))
		return strlen("\u00a0");
	if (has(text, len, at, "\u202f"))
		return strlen("\u202f");
	return has(text, len, at, "\u2009") ? strlen("\u2009") : 0;
}

/* The same for a separator between the pairs of a telephone number. */
static size_t digit_separator(const char *text, size_t len, size_t at)
{
	return is_any(at_or_nul(text, len, at), ".-/") ? 1 : digit_blank(text, len, at);
}

/* Reads exactly `n` digits; returns 0 when there are fewer. */
static size_t take_digits(
	const char *text, size_t len, size_t at, size_t n, struct coop_whole_form *out)
{
	for (size_t i = 0; i < n; i++)
		if (!is_digit(at_or_nul(text, len, at + i)) || !append(out, text[at + i]))
			return 0;
	return n;
}

/*
 * The length of the country code of France and of what may follow it; 0 when there is
 * none.
 */
static size_t country_code(const char *text, size_t len, size_t at)
{
	size_t n = has(text, len, at, "0033") ? 4 : 0;
	if (n == 0 && at > 0 && text[at - 1] == '+' && has(text, len, at, "33"))
		n = 2;
	if (n == 0)
		return 0;
	n += digit_separator(text, len, at + n);
	if (has(text, len, at + n, "(0)"))
		n += 3;
	return n + digit_separator(text, len, at + n);
}

/*
 * Ten digits of the French numbering plan, however spaced: 0, then 1 to 9, then four
 * pairs.
 */
static bool find_phone(
	const char *text, size_t len, size_t at, struct coop_whole_form *out)
{
	size_t code = country_code(text, len, at), i = at + code;
	if (code > 0) {
		append(out, '0');
		if (at_or_nul(text, len, i) == '0')
			return false;
	} else if (take_digits(text, len, i++, 1, out) == 0 || out->s[0] != '0') {
		return false;
	}
	if (take_digits(text, len, i, 1, out) == 0 || out->s[1] == '0')
		return false;
	i++;
	for (int pair = 0; pair < 4; pair++) {
		i += digit_separator(text, len, i);
		if (take_digits(text, len, i, 2, out) == 0)
			return false;
		i += 2;
	}
	out->end = i;
	return !is_digit(at_or_nul(text, len, i));
}

/* ---- one of them ---- */

static bool try(struct coop_whole_form *out, size_t at, enum coop_whole_form_kind kind,
	bool found)
{
	out->kind = found && out->len > 0 ? kind : COOP_WHOLE_FORM_NONE;
	out->off = at;
	if (!found)
		out->len = 0;
	return found;
}

/* Whether an address may continue after a word that ends at `end`. */
static bool may_go_on(const char *text, size_t len, size_t end)
{
	switch (at_or_nul(text, len, end)) {
	case '.':
	case '-':
	case '_':
	case '+':
	case '@':
	case '(':
	case '[':
		return true;
	case ' ':
		return is_any(at_or_nul(text, len, end + 1), "([") &&
		       at_sign(text, len, end) > 0;
	default:
		return false;
	}
}

void coop_whole_form_find(
	const char *text, size_t len, size_t at, size_t end, struct coop_whole_form *out)
{
	out->kind = COOP_WHOLE_FORM_NONE;
	out->len = 0;
	/* no whole form is longer */
	if (len > at + COOP_WHOLE_FORM_MAX)
		len = at + COOP_WHOLE_FORM_MAX;
	if (is_digit(text[at]) &&
		try(out, at, COOP_WHOLE_FORM_PHONE, find_phone(text, len, at, out)))
		return;
	if (!may_go_on(text, len, end) ||
		try(out, at, COOP_WHOLE_FORM_MAIL, find_mail(text, len, at, out)))
		return;
	if (text[end] == '.' || text[end] == '-')
		try(out, at, COOP_WHOLE_FORM_SITE, find_site(text, len, at, out));
}

/* ---- inclusive writing ---- */

/* The length of a middle dot, or of a bullet typed for one; 0 when there is none. */
static size_t middle_dot(const char *text, size_t len, size_t at)
{
	static const char *const dots[] = {"\u00b7", "\u2022", "\u2027", "\u22c5", NULL};
	for (const char *const *d = dots; *d; d++)
		if (has(text, len, at, *d))
			return strlen(*d);
	return 0;
}

/* Whether a letter or digit is at `at`. */
static bool goes_on(const char *text, size_t len, size_t at)
{
	struct coop_folded f;
	if (at >= len)
		return false;
	coop_fold_char(text + at, len - at, &f);
	return f.class == COOP_CLASS_WORD || f.class == COOP_CLASS_DIGIT;
}

/* Whether the character before `at` is a capital. */
static bool after_capital(const char *text, size_t at)
{
	struct coop_folded f;
	size_t from = at;
	while (from > 0 && at - from < COOP_UTF8_MAX) {
		from--;
		if (((unsigned char)text[from] & 0xc0) != 0x80)
			break;
	}
	if (from == at)
		return false;
	coop_fold_char(text + from, at - from, &f);
	return f.upper;
}

/*
 * The length of the run of letters at `at` if it is a feminine or plural ending, else 0.
 * `any` admits endings that are words too. Capitals are admitted only after capitals:
 * "fin.Le" is none.
 */
static size_t ending(const char *text, size_t len, size_t at, bool any, bool capitals)
{
	enum { ENDING_MAX = 8 };
	static const char *const sure[] = {
		"e", "es", "euse", "euses", "rice", "rices", "trice", "trices", NULL};
	static const char *const unsure[] = {"ere", "eres", "eresse", "fe", "le", "les",
		"lle", "lles", "ne", "nes", "s", "se", "ses", "sse", "te", "tes", "ve",
		"ves", "x", NULL};
	char run[ENDING_MAX];
	size_t n = 0, end = at;
	struct coop_folded f;
	for (; end < len; end += f.used) {
		coop_fold_char(text + end, len - end, &f);
		if (f.class == COOP_CLASS_IGNORE && end > at)
			continue; /* a combining accent */
		if (f.class != COOP_CLASS_WORD && f.class != COOP_CLASS_DIGIT)
			break;
		if (n + f.len > sizeof run || (f.upper && !capitals))
			return 0;
		memcpy(run + n, f.s, f.len);
		n += f.len;
	}
	return coop_is_one_of(run, n, sure) || (any && coop_is_one_of(run, n, unsure))
		       ? end - at
		       : 0;
}

/* "(e)", "(e)s", "(trice)" */
static size_t in_parentheses(const char *text, size_t len, size_t at, bool capitals)
{
	size_t n = ending(text, len, at + 1, true, capitals);
	if (n == 0 || at_or_nul(text, len, at + 1 + n) != ')')
		return at;
	size_t end = at + n + 2;
	if (lower(at_or_nul(text, len, end)) == 's' && !goes_on(text, len, end + 1))
		end++;
	return goes_on(text, len, end) ? at : end;
}

size_t coop_inclusive_end(const char *text, size_t len, size_t at)
{
	size_t begin = at;
	char next = at_or_nul(text, len, at);
	if ((unsigned char)next < 0x80 && !is_any(next, "(.-/"))
		return at; /* the usual case */
	bool capitals = after_capital(text, at);
	if (next == '(')
		return in_parentheses(text, len, at, capitals);
	/* at most two: a feminine ending and a plural one */
	for (int i = 0; i < 2; i++) {
		size_t dot = middle_dot(text, len, at);
		char c = at_or_nul(text, len, at);
		if (dot == 0 && !is_any(c, ".-/"))
			break;
		/* after a hyphen or slash only endings that are no words: "donne-le" */
		bool any = dot > 0 || i > 0 || c == '.';
		size_t sign = dot > 0 ? dot : 1,
		       n = ending(text, len, at + sign, any, capitals);
		/* "fin.s" is no inclusive form */
		if (n == 0 ||
			(dot == 0 && i == 0 && n == 1 && lower(text[at + 1]) != 'e'))
			break;
		at += sign + n;
	}
	return at > begin && goes_on(text, len, at) ? begin : at;
}
