#include "indexer/notice/subtitles.h"

#include <string.h>

#include "indexer/decode/divided.h"

/* The text being collected. */
struct subtitles {
	struct coop_buf text, line;
	struct span where;
	bool in_cue;  /* a time code came, and no empty line since */
	bool skipped; /* the block up to the next empty line is no cue */
};

/* The length of "00:01:02,500" or "01:02.500" at the start of a line; 0 when there is none. */
static size_t time_length(struct span l)
{
	size_t n = 0, colons = 0, digits = span_digits(l);
	for (; digits > 0 && n + digits < l.n && l.s[n + digits] == ':'; colons++) {
		n += digits + 1;
		digits = span_digits((struct span){l.s + n, l.n - n});
	}
	if (colons == 0 || colons > 2 || digits != 2)
		return 0;
	n += digits;
	if (n >= l.n || !strchr(",.", l.s[n]))
		return n;
	digits = span_digits((struct span){l.s + n + 1, l.n - n - 1});
	return digits > 0 ? n + 1 + digits : 0;
}

/* Whether a line is "00:00:01,000 --> 00:00:04,000", with settings after it or not. */
static bool is_timing(struct span l)
{
	size_t n = time_length(l);
	struct span rest = span_from(l, n);
	return n > 0 && rest.n > 3 && memcmp(rest.s, "-->", 3) == 0 &&
	       time_length(span_from(rest, 3)) > 0;
}

static bool begins(struct span l, const char *word)
{
	size_t n = strlen(word);
	return l.n >= n && memcmp(l.s, word, n) == 0 &&
	       (l.n == n || span_blank(l.s + n, l.n - n) > 0);
}

static bool is_number(struct span l)
{
	return l.n > 0 && span_digits(l) == l.n;
}

bool subtitles_begin(struct span text)
{
	struct span line = {text.s, 0};
	while (line.n == 0)
		if (!span_take_line(&text, &line))
			return false;
	if (begins(line, "WEBVTT") || is_timing(line))
		return true;
	return is_number(line) && span_take_line(&text, &line) && is_timing(line);
}

/* The length of a mark at the start of a text: "<i>", "</i>", "{\an8}"; 0 when it is none. */
static size_t mark_length(struct span l)
{
	enum { MARK_MAX = 80 };
	const char *close = *l.s == '<' ? ">" : *l.s == '{' ? "}" : NULL;
	if (!close || l.n < 3)
		return 0;
	char first = l.s[1];
	bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
	bool digit = first >= '0' && first <= '9'; /* a time within a cue */
	if (*l.s == '{' ? first != '\\' : !letter && !digit && first != '/')
		return 0;
	const char *end = memchr(l.s, *close, l.n < MARK_MAX ? l.n : MARK_MAX);
	return end ? (size_t)(end - l.s) + 1 : 0;
}

/* Adds a line of a cue without its marks. */
static void add_line(struct subtitles *t, struct span l)
{
	struct span where = l;
	coop_buf_reset(&t->line);
	while (l.n > 0) {
		size_t mark = mark_length(l);
		if (mark == 0)
			coop_buf_byte(&t->line, *l.s);
		l.s += mark > 0 ? mark : 1;
		l.n -= mark > 0 ? mark : 1;
	}
	struct span clean =
		span_trim((struct span){coop_buf_cstr(&t->line), t->line.len});
	if (clean.n == 0)
		return;
	divided_add_line(&t->text, clean.s, clean.n, "\n");
	t->text.failed |= t->line.failed;
	t->where = t->where.n > 0 ? span_join(t->where, where) : where;
}

/* Takes a line; `next` is the one after it. */
static void take_line(struct subtitles *t, struct span line, struct span next)
{
	if (line.n == 0) {
		t->in_cue = t->skipped = false;
	} else if (is_timing(line)) {
		t->in_cue = true;
		t->skipped = false;
	} else if (!t->in_cue && !t->skipped) {
		/* else the number or the name of a cue, or text that has lost its times */
		t->skipped = begins(line, "WEBVTT") || begins(line, "NOTE") ||
			     begins(line, "STYLE") || begins(line, "REGION");
		if (!t->skipped && !is_timing(next))
			add_line(t, line);
	} else if (!t->skipped && !(is_number(line) && is_timing(next))) {
		add_line(t, line);
	}
}

void subtitles_add(struct found *f, struct span text)
{
	struct subtitles t = {.where = {text.s, 0}};
	struct span line, next = {text.s, 0};
	bool more = span_take_line(&text, &line);
	while (more && !stop_wanted(f->stop)) {
		more = span_take_line(&text, &next);
		if (!more)
			next.n = 0;
		take_line(&t, line, next);
		line = next;
	}
	f->rec->failed |= t.text.failed;
	found_add_text(
		f, COOP_F_BODY, coop_buf_cstr(&t.text), t.text.len, t.where, LIKELY);
	coop_buf_release(&t.text);
	coop_buf_release(&t.line);
}
