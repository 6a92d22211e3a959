#include "query/complete/spot.h"

#include <stdbool.h>
#include <string.h>

#include "shared/core/bytes.h"

size_t spot_quote(const struct spot *p, size_t at)
{
	const char *s = p->s + at;
	size_t n = p->end - at;
	if (*s == '"')
		return 1;
	return coop_bytes_begins_with(s, n, "\u201c") ||
			       coop_bytes_begins_with(s, n, "\u201d")
		       ? 3
		       : 0;
}

/* Begins a word behind a blank. */
static void begin_word(struct spot *p, size_t at, bool goes_on)
{
	if (p->colon < p->end) {
		p->before = p->word;
		p->before_colon = p->colon;
	} else if (!goes_on) {
		p->before_colon = p->end;
	}
	p->word = at;
	p->colon = p->end;
}

struct spot spot_find(const char *line, size_t cursor)
{
	struct spot p = {
		.s = line, .end = cursor, .colon = cursor, .before_colon = cursor};
	for (size_t at = 0; at < cursor;) {
		size_t quote = spot_quote(&p, at);
		char c = line[at];
		at += quote > 0 ? quote : 1;
		if (quote > 0) {
			/* what is quoted goes on with nothing, and neither does the value that it is */
			p.before_colon = cursor;
			p.colon = p.quote > 0 ? cursor : p.colon;
			p.quote = p.quote > 0 ? 0 : at;
			continue;
		}
		if (p.quote > 0)
			continue;
		if (coop_is_blank(c))
			begin_word(&p, at, true);
		else if (strchr("()", c))
			begin_word(&p, at, false);
		else if (strchr("+-", c) && p.word + 1 == at)
			p.word = at;
		else if (c == ':' && p.colon == cursor)
			p.colon = at - 1;
	}
	return p;
}

size_t spot_begin_of_word(const struct spot *p, size_t from)
{
	for (size_t at = from; at < p->end; at++) {
		if (coop_is_blank(p->s[at]) || p->s[at] == '\'')
			from = at + 1;
		else if (coop_bytes_begins_with(p->s + at, p->end - at, "\u2019"))
			from = at + 3;
	}
	return from;
}
