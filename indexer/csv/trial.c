#include "indexer/csv/trial.h"

/* The points that a candidate can gain, 100 in all, and lose. */
enum {
	FOR_WIDTH = 45,      /* rows of one width */
	FOR_KNOWN = 25,      /* headings that name fields */
	FOR_TYPED = 15,      /* columns of one kind */
	FOR_QUOTES = 10,     /* quotes where they belong */
	FOR_COLUMNS = 5,     /* a point for each column */
	FOR_ALONE = 20,      /* a table of one column */
	AGAINST_HEADER = 30, /* a header of another width than the rows */
	AGAINST_BLANKS = 10  /* blanks after the delimiter, as in prose */
};

void trial_release(struct trial *t)
{
	survey_release(&t->survey);
	profile_release(&t->profile);
}

size_t trial_row(const struct trial *t, size_t row, size_t n)
{
	return row < t->survey.count ? t->survey.row[row].off : n;
}

struct scan trial_scan(
	const struct trial *t, const struct dialect_sample *sample, size_t row)
{
	struct scan scan =
		scan_begin(sample->s, sample->n, t->found.delimiter, t->found.quote);
	scan.at = trial_row(t, row, sample->n);
	return scan;
}

static size_t share(size_t most, size_t some, size_t all)
{
	return all > 0 ? most * some / all : 0;
}

size_t trial_blanks(const struct trial *t)
{
	const struct profile *p = &t->profile;
	size_t blanks = 0;
	for (size_t i = 1; i < p->columns && i < PROFILE_COLUMNS; i++)
		blanks += p->at[i].blanks;
	return blanks;
}

/* The penalty for cells that begin with a blank. */
static size_t blank_points(const struct trial *t)
{
	const struct profile *p = &t->profile;
	size_t filled = 0;
	for (size_t i = 1; i < p->columns && i < PROFILE_COLUMNS; i++)
		filled += p->at[i].filled;
	return share(AGAINST_BLANKS, trial_blanks(t), filled);
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
	size_t against = blank_points(t);
	if (row->width > c->columns || row->all < c->columns)
		against += AGAINST_HEADER;
	return (unsigned)(points > against ? points - against : 0);
}

enum coop_status trial_take(struct trial *t, const struct dialect_sample *sample,
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
	c->literal = s->literal;
	st = profile_take(&t->profile, trial_scan(t, sample, c->first + 1), c->columns,
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

bool trial_has_header(const struct trial *t, const struct dialect_sample *sample)
{
	enum { FOR_A_NAME = 3 };
	struct scan scan = trial_scan(t, sample, t->found.first);
	struct scan_cell cell = {0};
	long evidence = FOR_A_NAME * (long)t->found.known;
	for (size_t i = 0; !cell.ends_row && scan_next(&scan, &cell); i++)
		evidence +=
			heading_evidence(&t->profile, i, sample->s + cell.off, cell.len);
	return evidence >= 0;
}
