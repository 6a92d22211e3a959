#include "indexer/csv/wider.h"

enum { SURPLUS = 8, LEAST_ROWS = 3, SELDOM = 50 };

size_t wider_unnamed(const struct trial *t)
{
	const struct survey *s = &t->survey;
	size_t columns = t->found.columns, named = s->row[s->first].all;
	if (columns <= named || s->agreeing * 10 < (s->count - s->first - 1) * 9)
		return 0;
	while (columns > named && columns <= PROFILE_COLUMNS &&
		t->profile.at[columns - 1].filled == 0)
		columns--;
	return columns - named;
}

/* The surplus that most of the wider rows have; 0 when too few have any. */
static size_t usual_surplus(const struct survey *s, size_t columns)
{
	size_t rows_of[SURPLUS + 1] = {0}, best = 0;
	for (size_t i = s->first + 1; i < s->count; i++)
		if (s->row[i].width > columns && s->row[i].width <= columns + SURPLUS)
			rows_of[s->row[i].width - columns]++;
	for (size_t surplus = 1; surplus <= SURPLUS; surplus++)
		if (rows_of[surplus] > rows_of[best])
			best = surplus;
	return rows_of[best] >= LEAST_ROWS && rows_of[best] * SELDOM >= s->count ? best
										 : 0;
}

static bool is_number(enum cell_kind kind)
{
	return kind == CELL_NUMBER || kind == CELL_DECIMAL || kind == CELL_YEAR ||
	       kind == CELL_MINUTES;
}

/* Whether wider rows have the same in the named columns as others; if there are no others, yes. */
static bool is_same(
	const struct profile *usual, const struct profile *wide, size_t columns)
{
	for (size_t i = 0; i < columns; i++) {
		enum cell_kind a = profile_kind(usual, i), b = profile_kind(wide, i);
		if (a != b && a != CELL_EMPTY && b != CELL_EMPTY && a != CELL_TEXT &&
			!(is_number(a) && is_number(b)))
			return false;
	}
	return true;
}

/* Whether the cells after the last named column are of a column of their own. */
static bool is_own_column(
	const struct profile *usual, const struct profile *wide, size_t columns)
{
	if (columns >= PROFILE_COLUMNS || columns == 0 || !wide->at)
		return false;
	const struct column_profile *next = &wide->at[columns], *last = next - 1;
	if (next->blanks * 4 > next->filled)
		return false; /* a sentence goes on */
	if (profile_kind(usual, columns - 1) > CELL_TEXT)
		return true;
	return next->repeated * 2 >= next->filled && last->repeated * 10 <= last->filled;
}

enum coop_status wider_find(const struct trial *t, const struct dialect_sample *sample,
	size_t *columns, struct coop_error *err)
{
	size_t named = *columns, surplus;
	enum coop_status st = COOP_OK;
	while (!st && named > 1 && *columns < named + SURPLUS &&
		(surplus = usual_surplus(&t->survey, *columns)) > 0) {
		struct profile wide;
		size_t width = *columns + surplus;
		st = profile_take(&wide, trial_scan(t, sample, t->found.first + 1), width,
			width, err);
		bool good = !st && is_same(&t->profile, &wide, named) &&
			    is_own_column(&t->profile, &wide, named);
		if (!st)
			profile_release(&wide);
		if (!good)
			break;
		*columns = width;
	}
	return st;
}
