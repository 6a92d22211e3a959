#include "indexer/convert/marc_value.h"

#include <string.h>
#include <strings.h>

#include "shared/index/years.h"

static bool is_punctuation(char c)
{
	return coop_is_blank(c) || c == '/' || c == ':' || c == ';' || c == '=' ||
	       c == ',';
}

static bool is_letter(char c)
{
	return (unsigned char)c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Whether a full stop at the end follows a word that is no abbreviation. */
static bool ends_with_stop(struct coop_bytes t)
{
	enum { WORD = 4, LONGEST = 40 };
	size_t letters = 0;
	if (t.len < 2 || t.s[t.len - 1] != '.')
		return false;
	while (letters < LONGEST && letters + 1 < t.len &&
		is_letter(t.s[t.len - 2 - letters]))
		letters++;
	bool dotted = letters + 1 < t.len && t.s[t.len - 2 - letters] == '.';
	return letters >= WORD && !dotted;
}

struct coop_bytes marc_trimmed(struct coop_bytes t)
{
	while (t.len > 0 && is_punctuation(t.s[t.len - 1]))
		t.len--;
	while (t.len > 0 && is_punctuation(*t.s)) {
		t.s++;
		t.len--;
	}
	return t;
}

struct coop_bytes marc_without_stop(struct coop_bytes t)
{
	t = marc_trimmed(t);
	t.len -= ends_with_stop(t);
	return t;
}

struct coop_bytes marc_unbracketed(struct coop_bytes t)
{
	t = marc_without_stop(t);
	if (t.len < 2 || t.s[0] != '[' || t.s[t.len - 1] != ']' ||
		memchr(t.s + 1, '[', t.len - 2))
		return t;
	return marc_trimmed((struct coop_bytes){t.s + 1, t.len - 2});
}

struct coop_bytes marc_without_note(struct coop_bytes t)
{
	t = marc_unbracketed(t);
	const char *open =
		t.len > 0 && t.s[t.len - 1] == ']' ? memrchr(t.s, '[', t.len) : NULL;
	return open && open > t.s
		       ? marc_trimmed((struct coop_bytes){t.s, (size_t)(open - t.s)})
		       : t;
}

void marc_add_title(struct coop_bytes t, struct coop_buf *out)
{
	enum { ARTICLE = 14 /* bytes with the signs */ };
	size_t open = 0;
	while (open < t.len && t.s[open] == '<')
		open++;
	const char *end =
		open > 0 ? memchr(t.s, '>', t.len < ARTICLE ? t.len : ARTICLE) : NULL;
	if (end) {
		size_t n = (size_t)(end - t.s) - open;
		coop_buf_add(out, t.s + open, n);
		bool elided = coop_bytes_ends_with(t.s + open, n, "\u2019");
		bool word = n > 0 && is_letter(end[-1]) && !elided;
		while (end < t.s + t.len && *end == '>')
			end++;
		t = (struct coop_bytes){end, t.len - (size_t)(end - t.s)};
		if (t.len > 0 && word && !coop_is_blank(*t.s))
			coop_buf_byte(out, ' ');
	}
	coop_buf_add(out, t.s, t.len);
}

/* The punctuation for a code: an element of a list with '|' between them. */
static struct coop_bytes punctuation_of(const char *between, size_t i)
{
	while (i > 0 && (between = strchr(between, '|')) != NULL) {
		between++;
		i--;
	}
	if (!between)
		return (struct coop_bytes){" ", 1};
	return (struct coop_bytes){between, strcspn(between, "|")};
}

/* Whether a text, to be followed by punctuation, ends with some already. */
static bool ends_sentence(const struct coop_buf *out)
{
	char last = out->len > 0 ? out->s[out->len - 1] : ' ';
	return last == '.' || last == '!' || last == '?';
}

void marc_add_joined(const struct marc_record *r, const struct marc_field *f,
	const char *codes, const char *between, struct coop_buf *out)
{
	const size_t begun = out->len;
	for (size_t i = f->first; i < f->first + f->count; i++) {
		const struct marc_part *p = &r->parts[i];
		const char *code = p->code ? strchr(codes, p->code) : NULL;
		struct coop_bytes text = marc_trimmed(marc_part_text(r, p));
		if (!code || text.len == 0)
			continue;
		struct coop_bytes mark = punctuation_of(between, (size_t)(code - codes));
		bool doubled = mark.len > 0 && *mark.s == '.' && ends_sentence(out);
		if (out->len > begun)
			coop_buf_add(out, mark.s + doubled, mark.len - doubled);
		marc_add_title(text, out);
	}
}

/* Whether a subfield of a heading is a subdivision of it; `*main` whether it belongs to its first part. */
static bool is_subdivision(const struct marc_field *f, char code, bool *main)
{
	/* places: a country, then what is in it */
	bool place = memcmp(f->tag, "62", 2) == 0 || memcmp(f->tag, "617", 3) == 0 ||
		     memcmp(f->tag, "662", 3) == 0;
	*main = code == 'a' || code == 't' || code == 'p' || (code == 'b' && !place);
	return code == 'x' || code == 'y' || code == 'z' || code == 'j' || code == 'v' ||
	       (place && code >= 'b' && code <= 'd');
}

void marc_add_subject(
	const struct marc_record *r, const struct marc_field *f, struct coop_buf *out)
{
	const size_t begun = out->len;
	bool person = memcmp(f->tag, "600", MARC_TAG) == 0;
	if (person)
		marc_add_name(r, f, true, out);
	for (size_t i = f->first; i < f->first + f->count; i++) {
		const struct marc_part *p = &r->parts[i];
		struct coop_bytes text = marc_without_stop(marc_part_text(r, p));
		bool main, below = is_subdivision(f, p->code, &main);
		bool named = person && (p->code == 'a' || p->code == 'b');
		if (text.len == 0 || named || (!main && !below))
			continue;
		if (out->len > begun)
			coop_buf_str(out, below ? " -- " : ". ");
		marc_add_title(text, out);
	}
}

void marc_add_name(const struct marc_record *r, const struct marc_field *f, bool person,
	struct coop_buf *out)
{
	struct coop_bytes name = marc_without_stop(marc_field_part(r, f, 'a'));
	struct coop_bytes rest = marc_without_stop(marc_field_part(r, f, 'b'));
	const char *comma =
		person && rest.len == 0 ? memmem(name.s, name.len, ", ", 2) : NULL;
	if (!person) {
		marc_add_joined(r, f, "ab", " |. ", out);
		return;
	}
	if (comma) {
		const char *end = name.s + name.len;
		rest = marc_trimmed(
			(struct coop_bytes){comma + 2, (size_t)(end - comma) - 2});
		name.len = (size_t)(comma - name.s);
	}
	coop_buf_add(out, rest.s, rest.len);
	bool joined = coop_bytes_ends_with(rest.s, rest.len, "'") ||
		      coop_bytes_ends_with(rest.s, rest.len, "\u2019");
	if (rest.len > 0 && name.len > 0 && !joined)
		coop_buf_byte(out, ' ');
	coop_buf_add(out, name.s, name.len);
}

void marc_add_year(struct coop_bytes text, struct coop_buf *out)
{
	struct coop_years years;
	text = marc_trimmed(text);
	if (!coop_years_next(text.s, text.len, 0, &years))
		return;
	if (years.low == years.high)
		coop_buf_printf(out, "%u", years.low);
	else
		coop_buf_add(out, text.s, text.len);
}

bool marc_mentions(struct coop_bytes text, const char *const *words)
{
	for (; *words; words++) {
		size_t n = strlen(*words);
		for (size_t i = 0; i + n <= text.len; i++) {
			bool begins = i == 0 || !is_letter(text.s[i - 1]);
			if (begins && strncasecmp(text.s + i, *words, n) == 0)
				return true;
		}
	}
	return false;
}
