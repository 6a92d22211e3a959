#include "indexer/csv/scan.h"

#include <string.h>

#include "indexer/decode/entities.h"
#include "shared/core/bytes.h"

struct scan scan_begin(const char *s, size_t n, char delimiter, char quote)
{
	return (struct scan){.s = s,
		.n = n,
		.delimiter = delimiter,
		.quote = quote,
		.unclosed = quote == '\0',
		.entities = delimiter == ';' && n > 0 && memchr(s, '&', n)};
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

/* Whether a quote at `i` looks like the end of a quotation: "Ensemble" ou seuls. */
static bool closes(const struct scan *c, size_t i)
{
	unsigned char next = i + 1 < c->n ? (unsigned char)c->s[i + 1] : ' ';
	bool letter = next >= 0x80 || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z') ||
		      (next >= '0' && next <= '9');
	return c->s[i - 1] != ' ' && !letter;
}

/*
 * Whether the quote that opens at `begin` belongs to the text of its cell, given that the next one,
 * at `i`, closes no cell: up to the next delimiter the quotes are in pairs. A last one there would
 * close the cell, unless the one at `i` ends a quotation.
 */
static bool is_literal(const struct scan *c, size_t begin, size_t i)
{
	size_t quotes = 1, end = i, last = i;
	for (; !ends(c, end); end++)
		if (c->s[end] == c->quote) {
			quotes++;
			last = end;
		}
	bool closed = skip_blanks(c, last + 1) >= end;
	return i > begin + 1 && quotes % 2 == 0 && (!closed || closes(c, i));
}

/* How the reading of a quoted cell ends. */
enum quoted { CLOSED, LITERAL, UNCLOSED };

/*
 * Reads a quoted cell whose opening quote is at `i`. A quote inside that is neither doubled nor
 * followed by the end of the cell is literal, as for libcsv.
 */
static enum quoted read_quoted(struct scan *c, size_t i, struct scan_cell *cell)
{
	const char *quote;
	size_t begin = i;
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
			return CLOSED;
		}
		if (!cell->loose && (c->quotations || is_literal(c, begin, i)))
			return LITERAL;
		cell->loose = true;
	}
	return UNCLOSED;
}

/* Whether a cell that began at `begin` goes on at `i`, where it may end. */
static bool goes_on(const struct scan *c, size_t begin, size_t i, bool quotation)
{
	if (i == c->n || coop_is_line_end(c->s[i]))
		return false;
	return quotation ||
	       (c->entities && c->s[i] == ';' && entity_is_closed_at(c->s, begin, i));
}

static void read_plain(const struct scan *c, size_t i, struct scan_cell *cell)
{
	size_t end = i;
	bool quotation = false;
	cell->quoted = false;
	for (; !ends(c, end) || goes_on(c, i, end, quotation); end++) {
		bool quote = c->s[end] == c->quote && c->quote != '\0';
		cell->loose |= quote;
		quotation ^= quote && c->quotations;
	}
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
	cell->formula = i + 1 < c->n && c->s[i] == '=' && c->s[i + 1] == '"' &&
			c->quote == '"' && !c->unclosed;
	bool quoted = i < c->n && c->s[i] == c->quote && !c->unclosed;
	enum quoted how = quoted || cell->formula
				  ? read_quoted(c, i + cell->formula, cell)
				  : LITERAL;
	c->unclosed |= how == UNCLOSED;
	if (how != CLOSED) {
		cell->formula = false;
		read_plain(c, i, cell);
	}
	cell->ends_row = cell->end == c->n || coop_is_line_end(c->s[cell->end]);
	c->after = !cell->ends_row;
	c->at = cell->end < c->n ? cell->end + 1 : c->n;
	return true;
}

void scan_unescape(char *s, size_t n, char quote)
{
	for (size_t i = 0; i + 1 < n; i++) {
		if (s[i] != '\\')
			continue;
		if (s[i + 1] == quote)
			s[i] = quote;
		if (s[i + 1] == quote || s[i + 1] == '\\')
			i++;
	}
}
