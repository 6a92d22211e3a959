#include "query/output/sentence_bounds.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/text/sentence.h"

/* A line that is this long has been wrapped; a shorter one has its end where its writer put it. */
enum { SHORT_LINE = 55 };

size_t sentence_skip_blanks(const char *text, size_t len, size_t at)
{
	while (at < len && coop_is_blank(text[at]))
		at++;
	return at;
}

/* Where a line begins that ends at `end`, no further than SHORT_LINE bytes before it. */
static size_t line_begin(const char *text, size_t end)
{
	size_t least = end > SHORT_LINE ? end - SHORT_LINE : 0, at = end;
	while (at > least && text[at - 1] != '\n')
		at--;
	return at;
}

/* Whether a line begins as an item of a list, a row of a table, a quotation or a heading does. */
static bool is_item(const char *text, size_t len, size_t at)
{
	static const char bullet[] = "\u2022";
	if (strchr("#|>", text[at]) && text[at])
		return true;
	if (at + 1 < len && strchr("-*+", text[at]) && text[at] && text[at + 1] == ' ')
		return true;
	return len - at > strlen(bullet) &&
	       memcmp(text + at, bullet, strlen(bullet)) == 0;
}

/* Whether a line that ends at `end`, where the next begins at `next`, is one by itself. */
static bool ends_line(const char *text, size_t len, size_t end, size_t next)
{
	size_t begin = line_begin(text, end);
	bool whole = begin == 0 || text[begin - 1] == '\n';
	if (is_item(text, len, next) ||
		(whole && (text[begin] == '#' || text[begin] == '|')))
		return true;
	char last = text[end - 1], first = text[next];
	/* a sentence that ends there may have the next one in its paragraph */
	bool goes_on = last == ',' || last == '-' || last == '.' ||
		       (first >= 'a' && first <= 'z');
	return whole && !goes_on;
}

/* Where the last character before `at` begins that is no quotation mark, parenthesis or blank. */
static size_t skip_closing(const char *text, size_t at)
{
	static const char *const closing[] = {
		"\"", ")", "]", "\u00bb", "\u201d", "\u2019", "\u00a0", "\u202f"};
	for (int steps = 0; steps < 3; steps++)
		for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
			if (at > 0 && coop_bytes_ends_with(text, at, closing[i]))
				at -= strlen(closing[i]);
	return at;
}

/* Whether a sentence ends with the last character before `end`. */
static bool ends_sentence(const char *text, size_t len, size_t end)
{
	size_t at = skip_closing(text, end);
	return at > 0 && strchr(".!?", text[at - 1]) && text[at - 1] &&
	       coop_ends_sentence(text, len, at - 1);
}

enum sentence_break sentence_break(const char *text, size_t len, size_t at)
{
	enum { BLANKS = 64 };
	size_t lines = 0, end = at;
	if (at == 0)
		return BREAK_LINE;
	if (at >= len || coop_is_blank(text[at]) || !coop_is_blank(text[at - 1]))
		return BREAK_NONE;
	for (; end > 0 && at - end < BLANKS && coop_is_blank(text[end - 1]); end--)
		lines += text[end - 1] == '\n';
	if (end == 0 || lines > 1 || coop_is_blank(text[end - 1]))
		return BREAK_LINE;
	if (lines > 0 && ends_line(text, len, end, at))
		return BREAK_LINE;
	bool small = text[at] >= 'a' && text[at] <= 'z';
	return !small && ends_sentence(text, len, end) ? BREAK_SENTENCE : BREAK_NONE;
}

/* Finds where the sentence around `at` begins. */
static void find_begin(struct sentence *s, const char *text, size_t len, size_t reach)
{
	size_t at = s->begin, least = at > reach ? at - reach : 0;
	while (at > least && (s->before = sentence_break(text, len, at)) == BREAK_NONE)
		at--;
	if (at == least)
		s->before = sentence_break(text, len, at);
	s->begun = s->before != BREAK_NONE;
	s->begin = at;
}

struct sentence sentence_around(
	const char *text, size_t len, size_t off, size_t end, size_t reach)
{
	struct sentence s = {.begin = off, .end = end};
	size_t most = len - end > reach ? end + reach : len, at = end;
	find_begin(&s, text, len, reach);
	while (at < most && sentence_break(text, len, at) == BREAK_NONE)
		at++;
	s.ended = at == len || sentence_break(text, len, at) != BREAK_NONE;
	while (at > end && coop_is_blank(text[at - 1]))
		at--;
	s.end = at;
	s.stop = text[at - 1] == '.' || text[at - 1] == '!';
	return s;
}
