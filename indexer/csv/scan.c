#include "indexer/csv/scan.h"

#include <string.h>

#include "shared/core/bytes.h"

struct scan scan_begin(const char *s, size_t n, char delimiter, char quote)
{
	return (struct scan){s, n, delimiter, quote, 0, false, quote == '\0'};
}

/* Skips the blanks around a cell. */
static size_t skip_blanks(const struct scan *c, size_t i)
{
	while (i < c->n && c->s[i] == ' ' && c->delimiter != ' ')
		i++;
	return i;
}

/* Skips lines with nothing but blanks. */
static size_t skip_blank_lines(const struct scan *c, size_t i)
{
	for (;;) {
		size_t next = skip_blanks(c, i);
		if (next < c->n && !coop_is_line_end(c->s[next]))
			return i;
		if (next == c->n)
			return c->n;
		i = next + 1;
	}
}

/* Whether a cell may end at `i`. */
static bool ends(const struct scan *c, size_t i)
{
	return i == c->n || c->s[i] == c->delimiter || coop_is_line_end(c->s[i]);
}

/*
 * Reads a quoted cell whose opening quote is at `i`. A quote inside that is neither doubled nor
 * followed by the end of the cell is literal, as for libcsv. False when the cell is never closed.
 */
static bool read_quoted(struct scan *c, size_t i, struct scan_cell *cell)
{
	const char *quote;
	cell->quoted = true;
	cell->off = ++i;
	for (; (quote = memchr(c->s + i, c->quote, c->n - i)) != NULL; i++) {
		i = (size_t)(quote - c->s);
		if (i + 1 < c->n && c->s[i + 1] == c->quote) {
			i++;
			continue;
		}
		size_t end = skip_blanks(c, i + 1);
		if (ends(c, end)) {
			cell->len = i - cell->off;
			cell->end = end;
			return true;
		}
		cell->loose = true;
	}
	return false;
}

static void read_plain(const struct scan *c, size_t i, struct scan_cell *cell)
{
	size_t end = i;
	cell->quoted = false;
	for (; !ends(c, end); end++)
		cell->loose |= c->s[end] == c->quote && c->quote != '\0';
	cell->off = i;
	cell->end = end;
	while (end > i && c->s[end - 1] == ' ')
		end--;
	cell->len = end - i;
}

bool scan_next(struct scan *c, struct scan_cell *cell)
{
	if (!c->after) {
		c->at = skip_blank_lines(c, c->at);
		if (c->at == c->n)
			return false;
	}
	*cell = (struct scan_cell){.begin = c->at};
	size_t i = skip_blanks(c, c->at);
	bool quoted = i < c->n && c->s[i] == c->quote && !c->unclosed;
	if (quoted && !read_quoted(c, i, cell)) {
		c->unclosed = true;
		cell->loose = true;
		quoted = false;
	}
	if (!quoted)
		read_plain(c, i, cell);
	cell->ends_row = cell->end == c->n || coop_is_line_end(c->s[cell->end]);
	c->after = !cell->ends_row;
	c->at = cell->end < c->n ? cell->end + 1 : c->n;
	return true;
}

void scan_unescape(char *s, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++) {
		if (s[i] != '\\')
			continue;
		if (s[i + 1] == '"')
			s[i] = '"';
		if (s[i + 1] == '"' || s[i + 1] == '\\')
			i++;
	}
}
