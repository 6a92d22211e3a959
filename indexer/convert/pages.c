#include "indexer/convert/pages.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/decode/divided.h"
#include "indexer/decode/frame.h"
#include "shared/core/bytes.h"

enum {
	RUNNING_MIN = 3,
	RUNNING_MAX = 200 /* bytes; a longer line belongs to the text */
};

struct line {
	const char *s;
	size_t n;
};

void pages_add(struct pages *p, const char *s, size_t n)
{
	if (!coop_array_grow(&p->ends, &p->cap, p->count + 1, sizeof *p->ends)) {
		p->text.failed = true;
		return;
	}
	for (size_t i = 0; i < n; i++)
		coop_buf_byte(&p->text, s[i] == '\f' || s[i] == '\r' ? '\n' : s[i]);
	p->ends[p->count++] = p->text.len;
}

void pages_release(struct pages *p)
{
	coop_buf_release(&p->text);
	free(p->ends);
	*p = (struct pages){0};
}

bool pages_are_full(const struct pages *p)
{
	return p->text.failed || p->text.len > TEXT_OF_DOCUMENT_MAX;
}

/* ---- running heads and page numbers ---- */

/* Takes the next line that is not blank, without the blanks around it. */
static bool take_line(const char **s, const char *end, struct line *line)
{
	while (*s < end) {
		const char *stop = memchr(*s, '\n', (size_t)(end - *s));
		const char *from = *s, *to = stop ? stop : end;
		*s = stop ? stop + 1 : end;
		while (from < to && coop_is_blank(*from))
			from++;
		while (to > from && coop_is_blank(to[-1]))
			to--;
		*line = (struct line){from, (size_t)(to - from)};
		if (line->n > 0)
			return true;
	}
	return false;
}

/* The first and the last line of a page; empty if it has none. */
static void edges(const struct pages *p, size_t page, struct line edge[2])
{
	const char *s = coop_buf_cstr(&p->text), *end = s + p->ends[page];
	struct line line;
	s += page > 0 ? p->ends[page - 1] : 0;
	edge[0] = edge[1] = (struct line){s, 0};
	while (take_line(&s, end, &line)) {
		if (edge[0].n == 0)
			edge[0] = line;
		edge[1] = line;
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether two lines are the same but for their numbers. */
static bool alike(struct line a, struct line b)
{
	size_t i = 0, k = 0;
	if (a.n == 0 || a.n > RUNNING_MAX || b.n > RUNNING_MAX)
		return false;
	while (i < a.n && k < b.n) {
		if (is_digit(a.s[i]) != is_digit(b.s[k]) ||
			(!is_digit(a.s[i]) && a.s[i] != b.s[k]))
			return false;
		bool number = is_digit(a.s[i]);
		i++;
		k++;
		while (number && i < a.n && is_digit(a.s[i]))
			i++;
		while (number && k < b.n && is_digit(b.s[k]))
			k++;
	}
	return i == a.n && k == b.n;
}

/*
 * The line that the majority of pages have at one edge, among each `step`th page from
 * `first` on; empty when there is none. The first loop finds the only candidate by a
 * majority vote (Boyer and Moore, "MJRTY", 1981), the second one counts it.
 */
static struct line running(const struct pages *p, size_t first, size_t step, int which)
{
	struct line candidate = {0}, edge[2];
	size_t votes = 0, n = 0, pages = 0;
	for (size_t i = first; i < p->count; i += step) {
		edges(p, i, edge);
		if (votes == 0)
			candidate = edge[which];
		votes += votes == 0 || alike(candidate, edge[which]) ? 1 : (size_t)-1;
	}
	for (size_t i = first; i < p->count; i += step, pages++) {
		edges(p, i, edge);
		n += alike(candidate, edge[which]);
	}
	return n >= RUNNING_MIN && 2 * n > pages ? candidate : (struct line){0};
}

/* ---- lines to text ---- */

/* Whether a line begins with a small letter of French. */
static bool begins_small(struct line l)
{
	const unsigned char *s = (const unsigned char *)l.s;
	if (l.n > 0 && s[0] >= 'a' && s[0] <= 'z')
		return true;
	return l.n > 1 &&
	       ((s[0] == 0xc3 && s[1] >= 0xa0) || (s[0] == 0xc5 && s[1] == 0x93));
}

static void add_line(struct coop_buf *out, struct line line, bool begins_page)
{
	divided_add_line(
		out, line.s, line.n, begins_page && !begins_small(line) ? "\n\n" : "\n");
}

void pages_finish(const struct pages *p, struct coop_buf *out)
{
	struct line heads[2][2], line, edge[2];
	for (int which = 0; which < 2; which++) {
		struct line all = running(p, 0, 1, which);
		/* books have other heads on left and right pages */
		for (size_t side = 0; side < 2; side++)
			heads[side][which] = all.n > 0 ? all : running(p, side, 2, which);
	}
	for (size_t i = 0; i < p->count; i++) {
		const char *s = coop_buf_cstr(&p->text), *end = s + p->ends[i];
		bool begins_page = true;
		s += i > 0 ? p->ends[i - 1] : 0;
		edges(p, i, edge);
		while (take_line(&s, end, &line)) {
			if ((line.s == edge[0].s && alike(heads[i % 2][0], line)) ||
				(line.s == edge[1].s && alike(heads[i % 2][1], line)))
				continue;
			add_line(out, line, begins_page);
			begins_page = false;
		}
	}
	if (p->text.failed)
		out->failed = true;
}
