#include "indexer/csv/guess.h"

#include <stdlib.h>
#include <string.h>

/* Keeps the better trial in `best`, and the candidates of both. */
static void keep(struct dialect *d, struct trial *best, struct trial *t, bool better)
{
	struct trial worse = better ? *best : *t;
	if (better)
		*best = *t;
	if (d->ncandidates == DIALECT_CANDIDATES)
		d->ncandidates--;
	d->candidates[d->ncandidates++] = t->found;
	if (better) { /* the chosen one comes first */
		d->candidates[d->ncandidates - 1] = d->candidates[0];
		d->candidates[0] = best->found;
	}
	trial_release(&worse);
}

/* Tries a delimiter and quotes; `is_better` compares with the best so far. */
static enum coop_status try_one(struct guess *g, char delimiter, char quote,
	bool (*is_better)(const struct trial *t, const struct trial *best),
	struct coop_error *err)
{
	struct trial t;
	enum coop_status st = trial_take(&t, &g->body, delimiter, quote, err);
	if (st)
		trial_release(&t);
	else
		keep(g->d, &g->best, &t,
			g->d->ncandidates == 0 || is_better(&t, &g->best));
	return st;
}

static bool has_more_points(const struct trial *t, const struct trial *best)
{
	return t->found.score > best->found.score;
}

enum coop_status guess_try_all(struct guess *g, char known, struct coop_error *err)
{
	const char one[] = {known, '\0'};
	enum coop_status st = COOP_OK;
	trial_release(&g->best);
	g->d->ncandidates = 0;
	for (const char *c = known ? one : ",;\t|"; *c && !st; c++)
		st = try_one(g, *c, '"', has_more_points, err);
	return st;
}

/* Goes on with a copy of the sample that something was taken off; takes it over. */
static void take_copy(struct guess *g, char *copy, size_t n)
{
	free(g->copy);
	g->copy = copy;
	g->body.s = copy;
	g->body.n = n;
}

/* A copy of the sample with doubled quotes instead of \" or \'; NULL when memory runs out. */
static char *copy_unescaped(const struct guess *g, char quote)
{
	char *copy = malloc(g->body.n);
	if (copy) {
		memcpy(copy, g->body.s, g->body.n);
		scan_unescape(copy, g->body.n, quote);
	}
	return copy;
}

/* Takes the place of a guess, of the same file, that is less good. */
static void replace_guess(struct guess *g, struct guess *better)
{
	better->d->sep_line = g->d->sep_line;
	*g->d = *better->d;
	trial_release(&g->best);
	g->best = better->best;
	take_copy(g, better->copy, better->body.n);
}

static void drop_guess(struct guess *g)
{
	trial_release(&g->best);
	free(g->copy);
}

/*
 * Where quotes are misplaced, tries \" as a quote inside a cell. Any delimiter may have been hidden by
 * those within cells: "dite \"la Rouge\", ferme ; puis rien".
 */
static enum coop_status try_backslashes(
	struct guess *g, char known, struct coop_error *err)
{
	if (g->best.found.loose == 0 || !memmem(g->body.s, g->body.n, "\\\"", 2))
		return COOP_OK;
	struct guess other = {.d = &(struct dialect){0}, .body = g->body};
	char *copy = copy_unescaped(g, '"');
	if (!copy)
		return coop_fail_nomem(err);
	take_copy(&other, copy, g->body.n);
	enum coop_status st = guess_try_all(&other, known, err);
	if (!st && other.best.found.loose < g->best.found.loose) {
		other.d->backslash = true;
		replace_guess(g, &other);
	} else {
		drop_guess(&other);
	}
	return st;
}

/* Whether apostrophes are quotes, and make a better table than with another delimiter. */
static bool is_well_quoted(const struct trial *t, const struct trial *best)
{
	return t->found.quoted * 3 >= t->survey.filled &&
	       t->found.loose * 10 <= t->found.quoted &&
	       (best->found.quote != '\'' || has_more_points(t, best));
}

/* Whether an apostrophe stands beside a delimiter, as where it begins or ends a cell. */
static bool stands_beside(const char *s, size_t n, char delimiter)
{
	const char *end = s + n;
	for (const char *at = s; (at = memchr(at, '\'', (size_t)(end - at))); at++)
		if ((at > s && at[-1] == delimiter) ||
			(at + 1 < end && at[1] == delimiter))
			return true;
	return false;
}

/* Tries apostrophes as quotes; any delimiter may have been hidden by those within cells. */
static enum coop_status try_delimiters_with_apostrophes(
	struct guess *g, char known, struct coop_error *err)
{
	char first = g->best.found.delimiter;
	enum coop_status st = try_one(g, first, '\'', is_well_quoted, err);
	for (const char *c = known ? "" : ",;\t|"; *c && !st; c++)
		if (*c != first && stands_beside(g->body.s, g->body.n, *c))
			st = try_one(g, *c, '\'', is_well_quoted, err);
	return st;
}

/* Tries apostrophes as quotes, unless there are double quotes; in them \' is an apostrophe. */
static enum coop_status try_apostrophes(
	struct guess *g, char known, struct coop_error *err)
{
	struct dialect_sample plain = g->body;
	char *copy = NULL;
	if (g->best.found.quoted > 0 || g->d->backslash ||
		!memchr(g->body.s, '\'', g->body.n))
		return COOP_OK;
	if (memmem(g->body.s, g->body.n, "\\'", 2)) {
		copy = copy_unescaped(g, '\'');
		if (!copy)
			return coop_fail_nomem(err);
		g->body.s = copy;
	}
	enum coop_status st = try_delimiters_with_apostrophes(g, known, err);
	g->body = plain;
	if (st || g->best.found.quote != '\'') {
		free(copy);
	} else if (copy) {
		g->d->backslash = true;
		take_copy(g, copy, plain.n);
	}
	return st;
}

static bool has_as_many_rows(const struct trial *t, const struct trial *best)
{
	return t->found.agreeing >= best->found.agreeing;
}

/*
 * Where no cell is quoted, but some begin with a quote, quotes mean nothing. A single such cell has
 * lost its second quote, unless cells are parted by tabs, where quotes are seldom used.
 */
static enum coop_status try_literal(struct guess *g, struct coop_error *err)
{
	const struct dialect_candidate *c = &g->best.found;
	if (c->quote != '"' || c->quoted > 0 || c->columns < 2 ||
		c->literal < (c->delimiter == '\t' ? 1 : 2))
		return COOP_OK;
	return try_one(g, c->delimiter, '\0', has_as_many_rows, err);
}

static bool has_nearly_all_rows(const struct trial *t)
{
	return t->found.columns > 1 && t->found.agreeing * 10 >= t->found.rows * 9;
}

static bool is_a_table(const struct trial *t, const struct trial *best)
{
	return has_nearly_all_rows(t) && has_more_points(t, best);
}

/* Where no usual delimiter makes a table, tries others. */
static enum coop_status try_rare(struct guess *g, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (const char *c = "^~\x1f\x1e"; *c && !st; c++)
		if (g->best.found.columns < 2 && memchr(g->body.s, *c, g->body.n))
			st = try_one(g, *c, '"', is_a_table, err);
	return st;
}

/* Appends the inside of a line that is quoted as a whole, else the line as it is. */
static char *unwrap_line(const char *s, const struct scan_cell *line, char *to)
{
	bool whole = line->quoted && !line->loose;
	size_t begin = whole ? line->off : line->begin;
	size_t end = whole ? line->off + line->len : line->end;
	for (size_t i = begin; i < end; i++) {
		*to++ = s[i];
		i += whole && s[i] == '"';
	}
	*to++ = '\n';
	return to;
}

/*
 * Where there is but one column, tries lines that a spreadsheet has quoted as a whole:
 * "Titre,""Brun, Anne"",1998". All must then be of one width, and no delimiter be followed by a blank,
 * as in prose, unless there are headings that name fields.
 */
static enum coop_status try_wrapped(struct guess *g, char known, struct coop_error *err)
{
	struct scan scan = scan_begin(g->body.s, g->body.n, '\n', '"');
	struct scan_cell line;
	if (g->best.found.columns > 1 || g->best.found.quoted == 0)
		return COOP_OK;
	struct guess inner = {.d = &(struct dialect){0}, .body = g->body};
	char *copy = malloc(g->body.n + 1), *to = copy;
	if (!copy)
		return coop_fail_nomem(err);
	while (scan_next(&scan, &line))
		to = unwrap_line(g->body.s, &line, to);
	take_copy(&inner, copy, (size_t)(to - copy));
	enum coop_status st = guess_try_all(&inner, known, err);
	const struct dialect_candidate *c = &inner.best.found;
	if (!st && has_nearly_all_rows(&inner.best) &&
		inner.best.survey.row[c->first].all == c->columns &&
		(c->known > 1 || trial_blanks(&inner.best) == 0)) {
		inner.d->wrapped = true;
		replace_guess(g, &inner);
	} else {
		drop_guess(&inner);
	}
	return st;
}

/* The sample with tabs for the blanks between columns in fixed places. */
static char *copy_fixed(const struct guess *g, const struct fixed *f, size_t *n)
{
	struct coop_buf out = {0};
	const char *s = g->body.s, *end = s + g->body.n;
	while (s < end) {
		const char *lf = memchr(s, '\n', (size_t)(end - s));
		const char *next = lf ? lf + 1 : end;
		fixed_split(f, g->body.charset, s, (size_t)(next - s), &out);
		s = next;
	}
	*n = out.len;
	if (out.failed)
		coop_buf_release(&out);
	return out.s;
}

/* Where the header names more fields if columns stand in fixed places, takes them so. */
static enum coop_status try_fixed(struct guess *g, struct coop_error *err)
{
	struct coop_buf scratch = {0};
	struct fixed fixed;
	struct trial t;
	size_t n;
	enum fixed_found found = fixed_find(&g->body, &fixed, &scratch);
	bool failed = scratch.failed;
	coop_buf_release(&scratch);
	if (failed)
		return coop_fail_nomem(err);
	g->d->fixed_doubt = found == FIXED_DOUBTFUL && g->best.found.columns < 2;
	if (found != FIXED_TABLE || fixed.known <= g->best.found.known)
		return COOP_OK;
	char *copy = copy_fixed(g, &fixed, &n);
	if (!copy)
		return coop_fail_nomem(err);
	take_copy(g, copy, n);
	enum coop_status st = trial_take(&t, &g->body, '\t', '\0', err);
	if (!st)
		keep(g->d, &g->best, &t, true);
	else
		trial_release(&t);
	g->d->fixed = fixed;
	return st;
}

enum coop_status guess_try_others(struct guess *g, char known, struct coop_error *err)
{
	enum coop_status st = try_backslashes(g, known, err);
	if (!st)
		st = try_apostrophes(g, known, err);
	if (!st)
		st = try_literal(g, err);
	if (!st)
		st = try_wrapped(g, known, err);
	if (!st && !known)
		st = try_rare(g, err);
	return !st && !known ? try_fixed(g, err) : st;
}
