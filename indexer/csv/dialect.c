#include "indexer/csv/dialect.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/csv/survey.h"
#include "shared/core/bytes.h"

/* The points that a candidate can gain, 100 in all, and lose. */
enum {
	FOR_WIDTH = 45,      /* rows of one width */
	FOR_KNOWN = 25,      /* headings that name fields */
	FOR_TYPED = 15,      /* columns of one kind */
	FOR_QUOTES = 10,     /* quotes where they belong */
	FOR_COLUMNS = 5,     /* a point for each column */
	FOR_ALONE = 20,      /* a table of one column */
	AGAINST_HEADER = 30, /* a header of another width than the rows */
	AGAINST_BLANKS = 10, /* blanks after the delimiter, as in prose */
	CERTAIN = 100
};

/* A candidate being tried. */
struct trial {
	struct dialect_candidate found;
	struct survey survey;
	struct profile profile; /* of the rows below the first */
};

static void trial_release(struct trial *t)
{
	survey_release(&t->survey);
	profile_release(&t->profile);
}

/* The offset of a row in the sample; its end for the row after the last one. */
static size_t row_begin(const struct trial *t, size_t row, size_t n)
{
	return row < t->survey.count ? t->survey.row[row].off : n;
}

/* A scan that begins at a row. */
static struct scan scan_from(
	const struct trial *t, const struct dialect_sample *sample, size_t row)
{
	struct scan scan =
		scan_begin(sample->s, sample->n, t->found.delimiter, t->found.quote);
	scan.at = row_begin(t, row, sample->n);
	return scan;
}

static size_t share(size_t most, size_t some, size_t all)
{
	return all > 0 ? most * some / all : 0;
}

/* The penalty for cells that begin with a blank; the first column does not count. */
static size_t blank_points(const struct profile *p)
{
	size_t blanks = 0, filled = 0;
	for (size_t i = 1; i < p->columns && i < PROFILE_COLUMNS; i++) {
		blanks += p->at[i].blanks;
		filled += p->at[i].filled;
	}
	return share(AGAINST_BLANKS, blanks, filled);
}

static unsigned score(const struct trial *t)
{
	const struct dialect_candidate *c = &t->found;
	size_t first = c->first, points;
	if (t->survey.count == 0)
		return 0;
	if (c->columns < 2)
		return (unsigned)(FOR_ALONE + (c->known > 0 ? FOR_KNOWN : 0));
	const struct survey_row *row = &t->survey.row[first];
	/* squared: if half of the rows agree, a quarter of the points */
	points = share(FOR_WIDTH, c->agreeing * c->agreeing, c->rows * c->rows) +
		 share(FOR_KNOWN, c->known, row->filled) +
		 share(FOR_TYPED, c->typed, c->columns) +
		 share(FOR_QUOTES, t->survey.filled - c->loose, t->survey.filled) +
		 (c->columns < FOR_COLUMNS ? c->columns : FOR_COLUMNS);
	size_t against = blank_points(&t->profile);
	if (row->width > c->columns || row->all < c->columns)
		against += AGAINST_HEADER;
	return (unsigned)(points > against ? points - against : 0);
}

/* Parses the sample with a delimiter, and scores it. */
static enum coop_status try_one(struct trial *t, const struct dialect_sample *sample,
	char delimiter, char quote, struct coop_error *err)
{
	struct scan scan = scan_begin(sample->s, sample->n, delimiter, quote);
	*t = (struct trial){.found = {.delimiter = delimiter, .quote = quote}};
	enum coop_status st = survey_take(
		&t->survey, scan, sample->charset, sample->n == DIALECT_SAMPLE, err);
	if (st)
		return st;
	struct dialect_candidate *c = &t->found;
	const struct survey *s = &t->survey;
	c->columns = s->width;
	c->rows = s->count;
	c->agreeing = s->agreeing;
	c->first = s->first;
	if (s->count > 0) {
		c->known = s->row[c->first].known;
		c->headings = s->row[c->first].filled;
	}
	c->quoted = s->quoted;
	c->loose = s->loose;
	st = profile_take(&t->profile, scan_from(t, sample, c->first + 1), c->columns,
		c->columns, err);
	for (size_t i = 0; !st && i < c->columns; i++)
		c->typed += profile_kind(&t->profile, i) > CELL_TEXT;
	if (!st)
		c->score = score(t);
	return st;
}

/* ---- is the first row a header? ---- */

/* The evidence that a cell of the first row is a heading; negative if it looks like data. */
static int heading_evidence(
	const struct profile *p, size_t column, const char *s, size_t n)
{
	enum { LONG = 60, FOR = 2, AGAINST = -4, DOUBT = -2 };
	enum cell_kind of_column = profile_kind(p, column), kind = cell_kind(s, n);
	if (kind == CELL_EMPTY || column >= p->columns || column >= PROFILE_COLUMNS)
		return 0;
	if (of_column == CELL_CODE && p->rows < 2)
		return 0; /* a single code below, such as v1 below c1, proves nothing */
	if (of_column > CELL_TEXT)
		return profile_fits(p, column, s, n) ? AGAINST : FOR;
	return kind != CELL_TEXT || n > LONG ? DOUBT : 0;
}

/* Whether the first row of the table is a header. Without evidence it is. */
static bool is_header(const struct trial *t, const struct dialect_sample *sample)
{
	enum { FOR_A_NAME = 3 };
	struct scan scan = scan_from(t, sample, t->found.first);
	struct scan_cell cell = {0};
	long evidence = FOR_A_NAME * (long)t->found.known;
	for (size_t i = 0; !cell.ends_row && scan_next(&scan, &cell); i++)
		evidence +=
			heading_evidence(&t->profile, i, sample->s + cell.off, cell.len);
	return evidence >= 0;
}

/* ---- choosing ---- */

/* Parses a line "sep=;", quoted or not. Returns its length, 0 when it is none. */
static size_t sep_line(const char *s, size_t n, char *delimiter)
{
	size_t quote = n > 0 && s[0] == '"';
	if (n < quote * 2 + 5 || strncasecmp(s + quote, "sep=", 4) != 0)
		return 0;
	char c = s[quote + 4];
	size_t end = quote + 5;
	if (quote && s[end++] != '"')
		return 0;
	if (c == '\0' || c == '"' || coop_is_line_end(c) ||
		(end < n && !coop_is_line_end(s[end])))
		return 0;
	*delimiter = c;
	return end;
}

/* Keeps the better trial in `best`, and the candidates of both. */
static void keep(struct dialect *d, struct trial *best, struct trial *t, bool better)
{
	struct trial worse = better ? *best : *t;
	if (better)
		*best = *t;
	d->candidates[d->ncandidates++] = t->found;
	if (better) { /* the chosen one comes first */
		d->candidates[d->ncandidates - 1] = d->candidates[0];
		d->candidates[0] = best->found;
	}
	trial_release(&worse);
}

/* Tries all delimiters, or only the known one. */
static enum coop_status try_all(struct dialect *d, struct trial *best,
	const struct dialect_sample *sample, char known, struct coop_error *err)
{
	const char one[] = {known, '\0'};
	for (const char *c = known ? one : ",;\t|"; *c; c++) {
		struct trial t;
		enum coop_status st = try_one(&t, sample, *c, '"', err);
		if (st) {
			trial_release(&t);
			return st;
		}
		keep(d, best, &t,
			d->ncandidates == 0 || t.found.score > best->found.score);
	}
	return COOP_OK;
}

/* Starts over. */
static enum coop_status try_again(struct dialect *d, struct trial *best,
	const struct dialect_sample *sample, char known, struct coop_error *err)
{
	trial_release(best);
	*best = (struct trial){0};
	d->ncandidates = 0;
	return try_all(d, best, sample, known, err);
}

/*
 * Where quotes are misplaced, tries \" as a quote inside a cell. If that is better, `sample` becomes
 * a copy with "" instead (`unescaped`), which the caller frees.
 */
static enum coop_status try_backslashes(struct dialect *d, struct trial *best,
	struct dialect_sample *sample, char **unescaped, struct coop_error *err)
{
	struct trial t;
	if (best->found.loose == 0 || !memmem(sample->s, sample->n, "\\\"", 2))
		return COOP_OK;
	*unescaped = malloc(sample->n);
	if (!*unescaped)
		return coop_fail_nomem(err);
	memcpy(*unescaped, sample->s, sample->n);
	scan_unescape(*unescaped, sample->n, '"');
	struct dialect_sample other = *sample;
	other.s = *unescaped;
	enum coop_status st = try_one(&t, &other, best->found.delimiter, '"', err);
	d->backslash = !st && t.found.loose < best->found.loose;
	trial_release(&t);
	if (!d->backslash)
		return st;
	*sample = other;
	return try_again(d, best, sample, best->found.delimiter, err);
}

/* Tries apostrophes as quotes, unless there are double quotes. */
static enum coop_status try_apostrophes(struct dialect *d, struct trial *best,
	const struct dialect_sample *sample, struct coop_error *err)
{
	struct trial t;
	if (best->found.quoted > 0 || !memchr(sample->s, '\'', sample->n))
		return COOP_OK;
	enum coop_status st = try_one(&t, sample, best->found.delimiter, '\'', err);
	bool better = !st && t.found.quoted * 2 >= t.survey.filled &&
		      t.found.loose * 10 <= t.found.quoted;
	if (st)
		trial_release(&t);
	else
		keep(d, best, &t, better);
	return st;
}

/* The confidence in the choice: by its lead over the second best delimiter. */
static unsigned confidence(const struct dialect *d)
{
	enum { EVEN = 50, MOST = 99 };
	unsigned best = d->candidates[0].score, second = 0;
	for (size_t i = 1; i < d->ncandidates; i++)
		if (d->candidates[i].delimiter != d->delimiter &&
			d->candidates[i].columns > 1 && d->candidates[i].score > second)
			second = d->candidates[i].score;
	unsigned sure = EVEN + (best > second ? best - second : 0);
	return d->columns < 2 ? EVEN : sure < MOST ? sure : MOST;
}

static size_t count_lines(const char *s, size_t n)
{
	size_t lines = 0;
	for (size_t i = 0; i < n; i++)
		lines += s[i] == '\n' ||
			 (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n'));
	return lines;
}

/* Whether some line is a comment: "# export du catalogue". */
static bool has_comments(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] == '#' && (i == 0 || coop_is_line_end(s[i - 1])))
			return true;
	return false;
}

/* Makes the dialect of the best trial. */
static enum coop_status conclude(struct dialect *d, struct trial *best,
	const struct dialect_sample *sample, const struct dialect_given *given,
	size_t above, struct coop_error *err)
{
	const struct dialect_candidate *c = &best->found;
	d->delimiter = c->delimiter;
	d->quote = c->quote;
	d->columns = c->columns;
	d->confidence = given->delimiter || d->sep_line ? CERTAIN : confidence(d);
	d->header = !given->no_header && is_header(best, sample);
	d->skip = count_lines(sample->s - above, above + row_begin(best, c->first, 0));
	d->comments =
		has_comments(sample->s - above, above + row_begin(best, c->first, 0));
	d->decimal_comma = best->profile.commas > best->profile.points;
	if (d->header)
		return COOP_OK;
	profile_release(&best->profile);
	return profile_take(&best->profile, scan_from(best, sample, c->first), d->columns,
		d->columns, err);
}

enum coop_status dialect_guess(const struct dialect_sample *sample,
	const struct dialect_given *given, struct dialect *out, struct profile *profile,
	struct coop_error *err)
{
	struct trial best = {0};
	struct dialect_sample body = *sample;
	char known = '\0';
	*out = (struct dialect){0};
	size_t above = sep_line(body.s, body.n, &known);
	out->sep_line = above > 0;
	body.s += above;
	body.n -= above;
	if (body.n > DIALECT_SAMPLE)
		body.n = DIALECT_SAMPLE;
	if (given->delimiter)
		known = given->delimiter;
	char *unescaped = NULL;
	enum coop_status st = try_all(out, &best, &body, known, err);
	if (!st && out->sep_line && !given->delimiter && best.found.columns < 2) {
		out->sep_line =
			false; /* no table with that delimiter: the line is wrong */
		st = try_again(out, &best, &body, '\0', err);
	}
	if (!st)
		st = try_backslashes(out, &best, &body, &unescaped, err);
	if (!st)
		st = try_apostrophes(out, &best, &body, err);
	if (!st)
		st = conclude(out, &best, &body, given, above, err);
	*profile = best.profile;
	survey_release(&best.survey);
	free(unescaped);
	if (st)
		profile_release(profile);
	return st;
}

bool dialect_is_table(const struct dialect *d)
{
	const struct dialect_candidate *c = &d->candidates[0];
	if (d->sep_line)
		return true;
	if (c->columns < 2 || c->rows < 2)
		return false;
	if (c->known >= 2 && c->known * 2 >= c->headings)
		return true;
	return c->agreeing * 10 >= c->rows * 9 &&
	       (c->known > 0 || (c->rows >= DIALECT_TABLE_ROWS &&
					c->columns >= DIALECT_TABLE_CELLS));
}
