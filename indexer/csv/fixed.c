#include "indexer/csv/fixed.h"

#include <string.h>

#include "shared/core/bytes.h"
#include "shared/index/heading.h"

enum { LINES_ABOVE = 10, ROWS_LEAST = 2, HEADING_MAX_BYTES = 80 };

/* ---- lines ---- */

/* Whether a byte begins a character. */
static bool begins_char(enum charset set, char c)
{
	return set != CHARSET_UTF8 || ((unsigned char)c & 0xc0) != 0x80;
}

/* Whether a line is nothing but blanks, or a rule of dashes. */
static bool is_rule(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\0' || !strchr(" -=+|\r\n", s[i]))
			return false;
	return true;
}

/* The length of the line at the start of a text, without its end. */
static size_t line_length(const char *s, size_t n)
{
	size_t len = 0;
	while (len < n && !coop_is_line_end(s[len]))
		len++;
	return len;
}

/* A stretch of a line: what two blanks or more part. */
struct stretch {
	size_t from, end; /* in characters */
	size_t off, len;  /* in bytes */
};

/* Finds the next stretch from byte `*off`, which is character `*at`; false when there is none. */
static bool next_stretch(const char *s, size_t n, enum charset set, size_t *off,
	size_t *at, struct stretch *out)
{
	size_t i = *off, chars = *at;
	while (i < n && s[i] == ' ') {
		i++;
		chars++;
	}
	*out = (struct stretch){.from = chars, .off = i};
	while (i < n && !(s[i] == ' ' && (i + 1 == n || s[i + 1] == ' '))) {
		chars += begins_char(set, s[i]);
		i++;
	}
	out->end = chars;
	out->len = i - out->off;
	*off = i;
	*at = chars;
	return out->len > 0;
}

/* ---- the header ---- */

struct header {
	size_t from[FIXED_COLUMNS]; /* where headings begin */
	size_t count, known;
};

/* Reads a line as a header; false when it is none. */
static bool read_header(const char *s, size_t n, enum charset set, struct header *h,
	struct coop_buf *scratch)
{
	struct stretch word;
	struct coop_buf text = {0};
	size_t off = 0, at = 0;
	*h = (struct header){.count = 0};
	while (next_stretch(s, n, set, &off, &at, &word)) {
		if (h->count == FIXED_COLUMNS || word.end >= FIXED_WIDTH ||
			word.len > HEADING_MAX_BYTES) {
			h->count = 0;
			break;
		}
		h->from[h->count++] = word.from;
		coop_buf_reset(&text);
		charset_decode(set, s + word.off, word.len, &text);
		h->known += coop_heading_is_one(coop_buf_cstr(&text), text.len, scratch);
	}
	scratch->failed |= text.failed;
	coop_buf_release(&text);
	return h->count >= 2 && h->known >= 2 && h->known * 2 >= h->count;
}

/* ---- the rows ---- */

/* What the rows hold at each place, and where the cells of columns begin and end. */
struct rows {
	bool taken[FIXED_WIDTH];
	size_t count;
};

/* Notes which places a line takes; false when it is too long, or has tabs. */
static bool note_line(struct rows *r, const char *s, size_t n, enum charset set)
{
	size_t at = 0;
	for (size_t i = 0; i < n; i++) {
		if (!begins_char(set, s[i]))
			continue;
		if (at == FIXED_WIDTH || s[i] == '\t')
			return false;
		r->taken[at++] |= s[i] != ' ';
	}
	r->count++;
	return true;
}

/* Finds the blank before each column that no row crosses. */
static bool find_starts(const struct rows *r, const struct header *h, struct fixed *out)
{
	out->columns = h->count;
	out->known = h->known;
	out->start[0] = 0;
	for (size_t k = 1; k < h->count; k++) {
		size_t at = h->from[k];
		while (at > h->from[k - 1] && r->taken[at - 1])
			at--;
		if (at == h->from[k - 1])
			return false;
		out->start[k] = (uint16_t)at;
	}
	return true;
}

/* Where the cells of a column begin and end, as long as all do so alike. */
struct edges {
	bool any, left, right;
	size_t from, end;
};

/* Compares the cells of a row with those above; false when a column is aligned in neither way. */
static bool keeps_edges(const struct fixed *f, struct edges *edges, const char *s,
	size_t n, enum charset set)
{
	size_t first[FIXED_COLUMNS] = {0}, last[FIXED_COLUMNS] = {0}, at = 0, k = 0;
	for (size_t i = 0; i < n; i++) {
		if (!begins_char(set, s[i]))
			continue;
		at++; /* from 1 */
		while (k + 1 < f->columns && at > f->start[k + 1])
			k++;
		if (s[i] == ' ')
			continue;
		if (first[k] == 0)
			first[k] = at;
		last[k] = at;
	}
	for (k = 1; k < f->columns; k++) {
		struct edges *e = &edges[k];
		if (first[k] == 0)
			continue;
		if (!e->any)
			*e = (struct edges){true, true, true, first[k], last[k]};
		e->left &= e->from == first[k];
		e->right &= e->end == last[k];
		if (!e->left && !e->right)
			return false;
	}
	return true;
}

/* Calls for each line of a text that is no rule, but a last one that may be cut. */
struct lines {
	const struct dialect_sample *sample;
	size_t at;
};

static bool next_line(struct lines *l, const char **s, size_t *n)
{
	const struct dialect_sample *p = l->sample;
	while (l->at < p->n) {
		*s = p->s + l->at;
		*n = line_length(*s, p->n - l->at);
		l->at += *n + 1;
		if (l->at > p->n && p->n == DIALECT_SAMPLE)
			return false;
		if (!is_rule(*s, *n))
			return true;
	}
	return false;
}

/* Whether the rows below a header keep to columns. */
static bool rows_keep_to(const struct dialect_sample *sample, size_t below,
	struct rows *r, const struct header *h, struct fixed *out)
{
	struct edges edges[FIXED_COLUMNS] = {{.any = false}};
	struct lines lines = {sample, below};
	const char *s;
	size_t n;
	while (r->count <= FIXED_ROWS && next_line(&lines, &s, &n))
		if (!note_line(r, s, n, sample->charset))
			return false;
	if (r->count <= ROWS_LEAST || !find_starts(r, h, out))
		return false;
	lines.at = below;
	for (size_t i = 1; i < r->count && next_line(&lines, &s, &n); i++)
		if (!keeps_edges(out, edges, s, n, sample->charset))
			return false;
	return true;
}

enum fixed_found fixed_find(
	const struct dialect_sample *sample, struct fixed *out, struct coop_buf *scratch)
{
	struct lines lines = {sample, 0};
	struct header h = {.count = 0};
	const char *s;
	size_t n;
	bool found = false;
	*out = (struct fixed){.columns = 0};
	for (int i = 0; i < LINES_ABOVE && !found && next_line(&lines, &s, &n); i++)
		found = read_header(s, n, sample->charset, &h, scratch);
	if (!found)
		return FIXED_NONE;
	struct rows r = {.count = 0};
	if (note_line(&r, s, n, sample->charset) &&
		rows_keep_to(sample, lines.at, &r, &h, out)) {
		out->above = (size_t)(s - sample->s);
		return FIXED_TABLE;
	}
	out->columns = 0;
	return FIXED_DOUBTFUL;
}

/* ---- splitting ---- */

bool fixed_split(const struct fixed *f, enum charset set, const char *s, size_t n,
	struct coop_buf *out)
{
	size_t len = line_length(s, n), at = 0, k = 0, from = 0, i;
	bool within = true;
	if (is_rule(s, len)) {
		coop_buf_add(out, s + len, n - len);
		return true;
	}
	for (i = 0; i < len; i++) {
		if (!begins_char(set, s[i]))
			continue;
		if (k + 1 < f->columns && at == f->start[k + 1]) {
			struct coop_bytes cell = coop_bytes_trimmed(s + from, i - from);
			within &= s[i - 1] == ' ';
			coop_buf_add(out, cell.s, cell.len);
			coop_buf_byte(out, '\t');
			from = i;
			k++;
		}
		at++;
	}
	struct coop_bytes cell = coop_bytes_trimmed(s + from, i - from);
	coop_buf_add(out, cell.s, cell.len);
	for (; k + 1 < f->columns; k++)
		coop_buf_byte(out, '\t');
	coop_buf_add(out, s + len, n - len);
	return within;
}
