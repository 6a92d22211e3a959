#include "indexer/csv/dialect.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "indexer/csv/another.h"
#include "indexer/csv/guess.h"
#include "indexer/csv/wider.h"
#include "shared/core/bytes.h"

enum { CERTAIN = 100 /* percent */ };

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

/* Whether some line is a comment: "# export du catalogue". */
static bool has_comments(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((i == 0 || coop_is_line_end(s[i - 1])) &&
			(s[i] == '#' || coop_bytes_begins_with(s + i, n - i, "//")))
			return true;
	return false;
}

/* Makes the dialect of the best trial. */
static enum coop_status conclude(
	struct guess *g, const struct dialect_given *given, struct coop_error *err)
{
	struct dialect *d = g->d;
	const struct dialect_candidate *c = &g->best.found;
	size_t begin = trial_row(&g->best, c->first, 0);
	d->delimiter = c->delimiter;
	d->quote = c->quote;
	d->columns = c->columns;
	d->confidence = given->delimiter || d->sep_line ? CERTAIN : confidence(d);
	d->header = given->header ||
		    (!given->no_header && trial_has_header(&g->best, &g->body));
	d->skip += coop_count_lines(g->body.s, begin);
	d->comments = has_comments(g->body.s, begin);
	d->decimal_comma = g->best.profile.commas > g->best.profile.points;
	if (d->header && g->best.survey.count > 0)
		d->unnamed = wider_unnamed(&g->best);
	enum coop_status st = wider_find(&g->best, &g->body, &d->columns, err);
	if (st || (d->header && d->columns == c->columns))
		return st;
	d->unnamed += d->columns - c->columns;
	profile_release(&g->best.profile);
	return profile_take(&g->best.profile,
		trial_scan(&g->best, &g->body, c->first + d->header), c->columns,
		d->columns, err);
}

/* Where tables stand one below the other, goes on with the first one alone. */
static enum coop_status keep_first_table(struct guess *g, struct coop_error *err)
{
	struct trial t;
	struct dialect_sample first = g->body;
	const struct dialect_candidate *c = &g->best.found;
	enum coop_status st = another_find(&g->best, &g->body, &first.n, err);
	if (st || first.n == g->body.n)
		return st;
	st = trial_take(&t, &first, c->delimiter, c->quote, err);
	if (st) {
		trial_release(&t);
		return st;
	}
	trial_release(&g->best);
	g->best = t;
	g->body.n = first.n;
	g->d->candidates[0] = t.found;
	return COOP_OK;
}

enum coop_status dialect_guess(const struct dialect_sample *sample,
	const struct dialect_given *given, struct dialect *out, struct profile *profile,
	struct coop_error *err)
{
	struct guess g = {.d = out, .body = *sample};
	char known = '\0';
	*out = (struct dialect){0};
	size_t above = sep_line(sample->s, sample->n, &known);
	out->sep_line = above > 0;
	g.body.s += above;
	g.body.n -= above;
	if (g.body.n > DIALECT_SAMPLE)
		g.body.n = DIALECT_SAMPLE;
	if (given->delimiter)
		known = given->delimiter;
	enum coop_status st = guess_try_all(&g, known, err);
	if (!st && out->sep_line && !given->delimiter && g.best.found.columns < 2) {
		/* no table with that delimiter: the line is wrong */
		out->sep_line = false;
		known = '\0';
		st = guess_try_all(&g, known, err);
	}
	if (!st && !given->exact)
		st = guess_try_others(&g, known, err);
	if (!st && !given->exact && !given->no_header)
		st = keep_first_table(&g, err);
	if (!st) {
		out->skip = coop_count_lines(sample->s, above);
		st = conclude(&g, given, err);
	}
	*profile = g.best.profile;
	survey_release(&g.best.survey);
	free(g.copy);
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
