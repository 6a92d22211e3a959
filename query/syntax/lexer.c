#include "query/syntax/lexer.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/core/utf8.h"
#include "shared/text/fold.h"

/* The longest names, of a field and of any kind, and the longest ending in parentheses. */
enum { NAME_MAX_LENGTH = 32, LONG_NAME_MAX = 96, ENDING_MAX = 10 };

static unsigned char byte_at(const struct qlexer *l, size_t at)
{
	return at < l->n ? (unsigned char)l->s[at] : 0;
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(unsigned char c)
{
	return is_letter(c) || is_digit(c);
}

/* Whether a string stands at `at`. */
static bool holds(const struct qlexer *l, size_t at, const char *what)
{
	size_t len = strlen(what);
	return at <= l->n && l->n - at >= len && memcmp(l->s + at, what, len) == 0;
}

/* The length of the blank at `at`: a blank, a control byte or a no-break space; else 0. */
static size_t blank_at(const struct qlexer *l, size_t at)
{
	if (at >= l->n)
		return 0;
	unsigned char c = byte_at(l, at);
	if (c <= ' ' || c == 0x7f)
		return 1;
	if (c < 0x80)
		return 0;
	return holds(l, at, "\u00a0") ? 2 : holds(l, at, "\u202f") ? 3 : 0;
}

/* The length of the double quote at `at`, straight or curly; else 0. */
static size_t quote_at(const struct qlexer *l, size_t at)
{
	if (byte_at(l, at) == '"')
		return 1;
	return holds(l, at, "\u201c") || holds(l, at, "\u201d") ? 3 : 0;
}

/* Whether the straight quote at `at` is the sign for seconds: 26'30" */
static bool is_seconds(const struct qlexer *l, size_t at)
{
	size_t digits = 0;
	if (byte_at(l, at) != '"')
		return false;
	while (at > digits && is_digit(byte_at(l, at - digits - 1)))
		digits++;
	size_t sign = at - digits;
	if (digits == 0 || digits > 2)
		return false;
	if (sign >= 2 && byte_at(l, sign - 1) == '\'')
		return is_digit(byte_at(l, sign - 2));
	return sign >= 4 &&
	       (holds(l, sign - 3, "\u2019") || holds(l, sign - 3, "\u2032")) &&
	       is_digit(byte_at(l, sign - 4));
}

/*
 * The length of parentheses that belong to the text around them, else 0: "(e)" of "salarié(e)s",
 * "(at)" of a masked address, "(0)" of a telephone number.
 */
static size_t small_parentheses(const struct qlexer *l, size_t at, bool inside)
{
	static const char *const masks[] = {"(at)", "(AT)", "(@)", "(0)"};
	size_t end = at + 1;
	for (size_t i = 0; i < sizeof masks / sizeof *masks; i++)
		if (holds(l, at, masks[i]))
			return strlen(masks[i]);
	if (!inside || byte_at(l, at) != '(')
		return 0;
	while (end - at <= ENDING_MAX && is_letter(byte_at(l, end)) &&
		blank_at(l, end) == 0 && quote_at(l, end) == 0)
		end++;
	return byte_at(l, end) == ')' ? end + 1 - at : 0;
}

/* Reads digits as a number of at most `max`; returns how many digits there are. */
static size_t read_number(const struct qlexer *l, size_t at, unsigned max, unsigned *out)
{
	size_t begin = at;
	unsigned value = 0;
	for (; is_digit(byte_at(l, at)); at++)
		if (value <= max)
			value = value * 10 + (unsigned)(byte_at(l, at) - '0');
	*out = value > max ? max : value;
	return at - begin;
}

/* Reads ^3 or ^0.5; returns its length, 0 for anything else. */
static size_t read_boost(const struct qlexer *l, size_t at, double *out)
{
	size_t begin = at++;
	unsigned whole, fraction = 0;
	double scale = 1;
	if (byte_at(l, begin) != '^')
		return 0;
	size_t digits = read_number(l, at, 1000, &whole);
	if (digits == 0)
		return 0;
	at += digits;
	if (byte_at(l, at) == '.' && is_digit(byte_at(l, at + 1)))
		for (at++; is_digit(byte_at(l, at)); at++)
			if (scale < 100) {
				fraction =
					fraction * 10 + (unsigned)(byte_at(l, at) - '0');
				scale *= 10;
			}
	double value = whole + fraction / scale;
	*out = value < QBOOST_MIN ? QBOOST_MIN : value > QBOOST_MAX ? QBOOST_MAX : value;
	return at - begin;
}

/* The end of the run of bytes at `at`: a blank, a quote, a parenthesis or a boost. */
static size_t chunk_end(const struct qlexer *l, size_t at)
{
	size_t begin = at, skipped;
	double boost;
	while (at < l->n) {
		unsigned char c = byte_at(l, at);
		if (blank_at(l, at) > 0 || c == ')' ||
			(quote_at(l, at) > 0 && !is_seconds(l, at)))
			break;
		if (c == '(') {
			skipped = small_parentheses(l, at, at > begin);
			if (skipped == 0)
				break;
			at += skipped;
			continue;
		}
		if (c == '^' && at > begin && read_boost(l, at, &boost) > 0)
			break;
		at++;
	}
	return at;
}

/* ---- what a run of bytes is ---- */

static bool is_any(const struct qlexer *l, const struct qtok *t, const char *const *words)
{
	return coop_is_one_of(l->s + t->off, t->end - t->off, words);
}

/* Reads the distance or scope after the slash of PRES/5; false for anything else. */
static bool read_distance(const struct qlexer *l, size_t at, size_t end, unsigned *out)
{
	struct qtok after = {.off = at, .end = end};
	if (is_any(l, &after, COOP_LIST("phrase", "sentence", "PHRASE", "SENTENCE")))
		*out = QNEAR_SENTENCE;
	else if (is_any(l, &after,
			 COOP_LIST("paragraphe", "paragraph", "PARAGRAPHE", "PARAGRAPH")))
		*out = QNEAR_PARAGRAPH;
	else if (at == end || read_number(l, at, QNEAR_MAX, out) != end - at)
		return false;
	if (*out == 0)
		*out = 1;
	return true;
}

static bool is_near(const struct qlexer *l, struct qtok *t)
{
	const char *slash = memchr(l->s + t->off, '/', t->end - t->off);
	struct qtok name = *t;
	if (slash)
		name.end = (size_t)(slash - l->s);
	name.ordered = is_any(l, &name, COOP_LIST("PUIS", "ADJ"));
	if (!name.ordered && !is_any(l, &name, COOP_LIST("PRES", "PR\u00c8S", "NEAR")))
		return false;
	unsigned distance = QNEAR_DEFAULT;
	if (slash && !read_distance(l, name.end + 1, t->end, &distance))
		return false;
	t->ordered = name.ordered;
	t->number = distance;
	return true;
}

/* Reads an operator. In a query in capitals, one that can be a word is text. */
static bool is_operator(const struct qlexer *l, struct qtok *t)
{
	bool never_word = is_any(l, t, COOP_LIST("SAUF", "NOT"));
	if (is_any(l, t, COOP_LIST("ET", "AND")))
		t->kind = QTOK_AND;
	else if (is_any(l, t, COOP_LIST("OU", "OR")))
		t->kind = QTOK_OR;
	else if (never_word || is_any(l, t, COOP_LIST("SANS", "NON")))
		t->kind = QTOK_NOT;
	else if (is_near(l, t))
		t->kind = QTOK_NEAR;
	if (t->kind == QTOK_TEXT)
		return false;
	t->literal = l->capitals && !never_word &&
		     !memchr(l->s + t->off, '/', t->end - t->off);
	if (!t->literal)
		return true;
	t->kind = QTOK_TEXT;
	t->number = 0;
	t->ordered = false;
	return true;
}

/* Whether a clause that can have a sign or a field begins at `at`. */
static bool begins_clause(const struct qlexer *l, size_t at)
{
	unsigned char c = byte_at(l, at);
	return is_word(c) || c == '*' || c == '=' || c == '(' || quote_at(l, at) > 0 ||
	       (c == '?' && is_word(byte_at(l, at + 1)));
}

bool qlex_takes_sign(const char *s, size_t n)
{
	struct qlexer l = {.s = s, .n = n};
	return begins_clause(&l, 0);
}

/* Whether "+" begins a telephone number, "+33 4 78 68 18 18", and is no sign. */
static bool is_country_code(const struct qlexer *l, size_t at)
{
	unsigned code;
	size_t digits = read_number(l, at + 1, 9999, &code), end = at + 1 + digits, blank;
	if (digits == 0 || digits > 3)
		return false;
	if (byte_at(l, end) == '.' || byte_at(l, end) == '-')
		end++;
	while ((blank = blank_at(l, end)) > 0)
		end += blank;
	return is_digit(byte_at(l, end)) || holds(l, end, "(0)");
}

static bool is_sign(const struct qlexer *l, struct qtok *t)
{
	unsigned char c = byte_at(l, t->off);
	if ((c != '+' && c != '-') || blank_at(l, t->off + 1) > 0 ||
		!begins_clause(l, t->off + 1) || (c == '+' && is_country_code(l, t->off)))
		return false;
	t->kind = c == '+' ? QTOK_PLUS : QTOK_MINUS;
	t->end = t->off + 1;
	return true;
}

/* Whether a value can stand at `at`, after the colon of a field. */
static bool begins_value(const struct qlexer *l, size_t at)
{
	unsigned char c = byte_at(l, at);
	return begins_clause(l, at) || c == '>' || c == '<' ||
	       (c == '.' && byte_at(l, at + 1) == '.');
}

/* The first byte from `at` on that is no blank. */
static size_t skip_blanks(const struct qlexer *l, size_t at)
{
	size_t blank;
	while ((blank = blank_at(l, at)) > 0)
		at += blank;
	return at;
}

static bool begins_lower(const char *s, size_t n)
{
	uint32_t first;
	return coop_has_lower(s, coop_utf8_decode(s, n, &first));
}

/* Whether a text is a name in lower case. */
static bool is_lower_name(struct qlexer *l, const char *s, size_t n)
{
	bool decade;
	return n >= 2 && begins_lower(s, n) &&
	       (qname_find(l->names, s, n, &decade, &l->scratch) != QFIELD_NONE ||
		       qfield_is_sound(s, n));
}

/* Whether a byte may stand between the words of a name: "other.numero_d-inventaire". */
static bool joins_name(char c)
{
	return c == '_' || c == '-' || c == '.';
}

bool qlex_ends_with_field(struct qlexer *l, const char *s, size_t n)
{
	size_t begin = n, from = n;
	while (begin > 0 && n - begin <= NAME_MAX_LENGTH &&
		(is_letter((unsigned char)s[begin - 1]) || s[begin - 1] == '-'))
		begin--;
	while (begin < n && s[begin] == '-')
		begin++;
	while (from > 0 && n - from <= LONG_NAME_MAX &&
		(is_word((unsigned char)s[from - 1]) || joins_name(s[from - 1])))
		from--;
	while (from < n && joins_name(s[from]))
		from++;
	return is_lower_name(l, s + begin, n - begin) ||
	       (from < begin && is_lower_name(l, s + from, n - from));
}

/* The end of the letters that a run of bytes begins with, hyphens between them included. */
static size_t name_end(const struct qlexer *l, const struct qtok *t)
{
	size_t at = t->off;
	while (at < t->end && at - t->off <= NAME_MAX_LENGTH &&
		(is_letter(byte_at(l, at)) || (at > t->off && byte_at(l, at) == '-' &&
						      is_letter(byte_at(l, at + 1)))))
		at++;
	return at;
}

/*
 * The end of a name of any kind, which has digits and '_' as well: "numero_inventaire", "other.titre".
 */
static size_t long_name_end(const struct qlexer *l, const struct qtok *t)
{
	size_t at = t->off;
	while (at < t->end && at - t->off < LONG_NAME_MAX &&
		is_letter(byte_at(l, t->off))) {
		unsigned char c = byte_at(l, at);
		bool joins =
			c == '_' || (c == '-' && is_word(byte_at(l, at + 1))) ||
			(c == '.' && qname_has_before(l->s + t->off, at + 1 - t->off));
		if (!is_word(c) && !joins)
			break;
		at++;
	}
	return at;
}

/*
 * The byte behind the colon of a name that ends at `at`; 0 where there is no colon, or no value. Blanks
 * beside it (`*blanks`) go with a name in lower case.
 */
static size_t colon_end(
	const struct qlexer *l, size_t from, size_t at, size_t end, bool *blanks)
{
	size_t colon = skip_blanks(l, end), value = skip_blanks(l, colon + 1);
	*blanks = colon > end || value > colon + 1;
	if (at == from || byte_at(l, colon) != ':' || !begins_value(l, value) ||
		(*blanks && !begins_lower(l->s + from, at - from)))
		return 0;
	return colon + 1;
}

/*
 * Reads "name:" if a value follows. Blanks beside the colon, as the French put them, go with the name
 * of a field in lower case: "titre : coop", but a notice that is pasted says "Titre : La suite". A
 * single letter names a field only without them.
 */
static bool is_field(struct qlexer *l, struct qtok *t)
{
	size_t at = long_name_end(l, t);
	bool blanks, plain = at == name_end(l, t);
	size_t end = colon_end(l, t->off, at, at, &blanks);
	if (end == 0)
		return false;
	t->field =
		qname_find(l->names, l->s + t->off, at - t->off, &t->decade, &l->scratch);
	l->failed |= l->scratch.failed;
	/* "le son : dupont" is words */
	if (t->field == QFIELD_NONE && !blanks &&
		qfield_is_sound(l->s + t->off, at - t->off)) {
		t->kind = QTOK_SOUND;
		t->end = end;
		return true;
	}
	if (at - t->off < 2 && (t->field == QFIELD_NONE || blanks))
		return false;
	/* words with hyphens or digits before a colon are words, unless they name a field */
	bool hyphen = memchr(l->s + t->off, '-', at - t->off) != NULL;
	if (t->field == QFIELD_NONE && (blanks || hyphen || !plain))
		return false;
	t->kind = t->field == QFIELD_NONE ? QTOK_UNKNOWN : QTOK_FIELD;
	if (t->kind == QTOK_FIELD)
		t->end = end;
	t->from = t->off;
	t->to = at;
	return true;
}

/* Reads a pattern: it has a *, or a ? that a letter follows. A * alone is everything. */
static bool is_wild(const struct qlexer *l, struct qtok *t)
{
	bool wild = false, word = false;
	for (size_t i = t->off; i < t->end; i++) {
		unsigned char c = byte_at(l, i);
		bool before = i > t->off && (is_word(byte_at(l, i - 1)) ||
						    strchr("*?", byte_at(l, i - 1)));
		bool after = i + 1 < t->end && is_word(byte_at(l, i + 1));
		word |= is_word(c);
		wild |= c == '*' || (c == '?' && after && (before || i == t->off));
	}
	if (wild && word)
		t->kind = QTOK_WILD;
	else if (byte_at(l, t->off) == '*' && t->end == t->off + 1)
		t->kind = QTOK_ALL;
	return t->kind != QTOK_TEXT;
}

static bool is_fuzzy(const struct qlexer *l, struct qtok *t)
{
	size_t tilde = t->end - 1;
	if (is_digit(byte_at(l, tilde)) && tilde > t->off)
		tilde--;
	if (tilde <= t->off || byte_at(l, tilde) != '~' ||
		!is_word(byte_at(l, tilde - 1)))
		return false;
	t->kind = QTOK_FUZZY;
	t->to = tilde;
	t->number = 1;
	if (tilde + 1 < t->end)
		read_number(l, tilde + 1, 2, &t->number);
	if (t->number == 0)
		t->number = 1;
	return true;
}

/* Reads "sound:" after a field: "director:sound:dupont". */
static bool is_sound(struct qlexer *l, struct qtok *t)
{
	struct qtok name = *t;
	if (l->before != QTOK_FIELD || !is_field(l, &name) || name.kind != QTOK_SOUND)
		return false;
	*t = name;
	return true;
}

/* Reads a run of bytes. The value of a field is no operator, sign or field. */
static void read_chunk(struct qlexer *l, struct qtok *t)
{
	bool value = l->before == QTOK_FIELD || l->before == QTOK_SOUND;
	t->kind = QTOK_TEXT;
	t->end = chunk_end(l, t->off);
	t->from = t->off;
	t->to = t->end;
	if (!value && (is_operator(l, t) || is_sign(l, t)))
		return;
	if (!value && l->before != QTOK_UNKNOWN && is_field(l, t))
		return;
	if (!is_sound(l, t) && !is_wild(l, t))
		is_fuzzy(l, t);
}

/* Whether a phrase is a name: "numero d'inventaire":12. */
static bool is_quoted_name(struct qlexer *l, struct qtok *t)
{
	bool blanks;
	if (!l->names || l->before == QTOK_FIELD || l->before == QTOK_SOUND ||
		t->to - t->from > LONG_NAME_MAX)
		return false;
	size_t end = colon_end(l, t->from, t->to, t->end, &blanks);
	if (end == 0)
		return false;
	t->field = qname_find(
		l->names, l->s + t->from, t->to - t->from, &t->decade, &l->scratch);
	l->failed |= l->scratch.failed;
	if (t->field == QFIELD_NONE)
		return false;
	t->kind = QTOK_FIELD;
	t->end = end;
	return true;
}

/* Reads a phrase, a name between quotes, or a stray quote. */
static void read_phrase(struct qlexer *l, struct qtok *t)
{
	size_t quote = quote_at(l, t->off), at = t->off + quote, digits;
	while (!l->unclosed && at < l->n && quote_at(l, at) == 0)
		at++;
	if (l->unclosed || at >= l->n) {
		l->unclosed = true;
		t->kind = QTOK_STRAY;
		t->end = t->off + quote;
		return;
	}
	t->kind = QTOK_PHRASE;
	t->from = t->off + quote;
	t->to = at;
	t->end = at + quote_at(l, at);
	if (is_quoted_name(l, t) || byte_at(l, t->end) != '~')
		return;
	digits = read_number(l, t->end + 1, QSLOP_MAX, &t->number);
	if (digits > 0)
		t->end += 1 + digits;
}

/* Whether a boost can stand at `at`, after the token before. */
static bool takes_boost(const struct qlexer *l, size_t at)
{
	switch (l->before) {
	case QTOK_TEXT:
	case QTOK_PHRASE:
	case QTOK_WILD:
	case QTOK_FUZZY:
	case QTOK_ALL:
	case QTOK_CLOSE:
		return at == l->before_end;
	default:
		return false;
	}
}

void qlex_begin(struct qlexer *l, const char *s, size_t n, const struct qnames *names)
{
	*l = (struct qlexer){.s = s, .n = n, .names = names};
	l->capitals = qlex_is_capitals(s, n, names, &l->failed);
}

void qlex_release(struct qlexer *l)
{
	coop_buf_release(&l->scratch);
}

void qlex_next(struct qlexer *l, struct qtok *t)
{
	size_t blank;
	while ((blank = blank_at(l, l->at)) > 0)
		l->at += blank;
	*t = (struct qtok){.off = l->at, .end = l->at, .field = QFIELD_NONE};
	size_t boost = 0;
	if (takes_boost(l, t->off))
		boost = read_boost(l, t->off, &t->boost);
	if (t->off >= l->n) {
		t->kind = QTOK_END;
	} else if (boost > 0) {
		t->kind = QTOK_BOOST;
		t->end += boost;
	} else if (quote_at(l, t->off) > 0) {
		read_phrase(l, t);
	} else if (byte_at(l, t->off) == ')') {
		t->kind = QTOK_CLOSE;
		t->end++;
	} else if (byte_at(l, t->off) == '(' &&
		   small_parentheses(l, t->off, false) == 0) {
		t->kind = QTOK_OPEN;
		t->end++;
	} else {
		read_chunk(l, t);
	}
	l->before = t->kind;
	l->before_end = t->end;
	/* the run of an unknown name is read again, as text */
	l->at = t->kind == QTOK_UNKNOWN ? t->off : t->end;
}
