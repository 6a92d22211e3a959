#include "indexer/csv/rows.h"

#include "indexer/csv/another.h"
#include "shared/core/bytes.h"
#include "shared/core/i18n.h"

void rows_init(struct rows *r, struct problems problems, struct feed *feed,
	enum charset charset, const struct dialect *dialect,
	const struct profile *profile, struct odd_rows odd)
{
	r->problems = problems;
	r->feed = feed;
	r->charset = charset;
	r->odd = odd;
	r->least = dialect->header && odd.header->count < odd.columns->count
			   ? odd.header->count
			   : odd.columns->count;
	r->table = (struct realign_table){
		profile, odd.columns->count, dialect->delimiter, dialect->quote};
}

void rows_release(struct rows *r)
{
	for (size_t i = 0; i < ROWS_AHEAD; i++)
		row_release(&r->ahead[i]);
	coop_buf_release(&r->scratch);
}

/* The row `i` after the current one, read if need be; NULL at the end. */
static enum coop_status peek(
	struct rows *r, size_t i, struct row **row, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	while (!st && r->count <= i && !r->end) {
		struct row *next = &r->ahead[(r->first + r->count) % ROWS_AHEAD];
		bool more;
		st = feed_row(r->feed, next, &more, err);
		r->end = !st && !more;
		r->count += !st && more;
	}
	*row = r->count > i ? &r->ahead[(r->first + i) % ROWS_AHEAD] : NULL;
	return st;
}

/* Drops the first rows; their storage is used again. */
static void drop(struct rows *r, size_t n)
{
	r->first = (r->first + n) % ROWS_AHEAD;
	r->count -= n;
}

/* The place of an offset in the raw text of a row. */
static struct coop_place place(const struct rows *r, const struct row *row, size_t at)
{
	const char *s = row->raw.s;
	size_t line = row->line, begin = 0, i = 0;
	/* line ends before the row belong to no line of it */
	while (i < at && coop_is_line_end(s[i]))
		begin = ++i;
	for (; i < at; i++) {
		if (!coop_is_line_end(s[i]))
			continue;
		i += s[i] == '\r' && i + 1 < at && s[i + 1] == '\n';
		line++;
		begin = i + 1;
	}
	return (struct coop_place){r->problems.path, line, at - begin + 1};
}

/* ---- rows too long ---- */

static enum coop_status reject(
	struct rows *r, const struct row *row, struct coop_error *err)
{
	size_t at = realign_find(&r->table, row, r->table.columns);
	struct coop_place where = place(r, row, at);
	struct coop_error problem = {0};
	coop_fail(&problem, COOP_E_INPUT,
		TR("the row has %zu cells, the table %zu; left out",
			"la ligne a %zu cellules, le tableau %zu ; laissée de côté"),
		row->count, r->table.columns);
	coop_hint(&problem, "%s",
		TR("a cell that holds the delimiter must stand in quotes",
			"une cellule qui contient le séparateur doit être entre guillemets"));
	return byte_problems_reject_row(
		r->problems, r->charset, &where, &problem, row->raw.s, row->raw.len, err);
}

/* How a row with too many cells is repaired. */
enum shortened { REJECTED, CUT, DROPPED, JOINED };

/* Shortens a row; `*at` is where in its raw text, 0 when that is not known. */
static enum shortened try_to_shorten(struct rows *r, struct row *row, size_t *at)
{
	*at = 0;
	if (odd_row_cut(&r->odd, row)) {
		*at = realign_find(&r->table, row, r->table.columns - 1);
		return CUT;
	}
	if (realign_drop(&r->table, row, at))
		return DROPPED;
	return realign(&r->table, row, at) ? JOINED : REJECTED;
}

/* Says how a row was shortened that had so many cells. */
static void say_shortened(
	const struct rows *r, enum shortened how, size_t had, struct coop_error *problem)
{
	size_t columns = r->table.columns;
	if (how == CUT)
		coop_fail(problem, COOP_E_INPUT,
			TR("the row has %zu cells, the table %zu; the header stands behind it once more, and was cut off",
				"la ligne a %zu cellules, le tableau %zu ; l'en-tête la suit encore une fois, et en a été coupé"),
			had, columns);
	else if (how == DROPPED)
		coop_fail(problem, COOP_E_INPUT,
			TR("the row has %zu cells, the table %zu; a stray dash was dropped, the others fit the columns",
				"la ligne a %zu cellules, le tableau %zu ; un tiret égaré est retiré, les autres conviennent aux colonnes"),
			had, columns);
	else
		coop_fail(problem, COOP_E_INPUT,
			TR("the row has %zu cells, the table %zu; put together as one cell, the only way that fits the columns",
				"la ligne a %zu cellules, le tableau %zu ; réunies en une cellule, seule façon qui convienne aux colonnes"),
			had, columns);
}

/* Repairs a row with too many cells; `*good` is false when it was rejected. */
static enum coop_status shorten(
	struct rows *r, struct row *row, bool *good, struct coop_error *err)
{
	size_t had = row->count, at;
	*good = true;
	if (row_is_empty_from(row, r->table.columns)) {
		row->count = r->table.columns; /* Excel leaves empty cells behind */
		return COOP_OK;
	}
	enum shortened how = try_to_shorten(r, row, &at);
	if (row->text.failed)
		return coop_fail_nomem(err);
	*good = how != REJECTED;
	if (!*good)
		return reject(r, row, err);
	struct coop_error problem = {0};
	struct coop_place where = place(r, row, at);
	say_shortened(r, how, had, &problem);
	report_repairs(r->problems.report, REPAIR_ROWS, 1, &where, &problem);
	return COOP_OK;
}

/* ---- rows too short ---- */

/* Whether the cells [first, end) fit the columns from `column` on. */
static bool fits(const struct rows *r, const struct row *row, size_t first, size_t end,
	size_t column)
{
	for (size_t i = first; i < end; i++) {
		size_t len;
		const char *text = row_cell(row, i, &len);
		if (!profile_fits(r->table.profile, column + i - first, text, len))
			return false;
	}
	return true;
}

static bool is_text(const struct rows *r, size_t column)
{
	return profile_kind(r->table.profile, column) == CELL_TEXT;
}

/*
 * How many of the rows after a short one complete it exactly; 0 when they do not, or could be rows by
 * themselves.
 */
static enum coop_status find_rest(
	struct rows *r, const struct row *row, size_t *rest, struct coop_error *err)
{
	size_t columns = r->table.columns, count = row->count;
	*rest = 0;
	if (!fits(r, row, 0, count - 1, 0) || !is_text(r, count - 1))
		return COOP_OK;
	for (size_t i = 1; i < ROWS_AHEAD; i++) {
		struct row *next;
		enum coop_status st = peek(r, i, &next, err);
		if (st || !next || count + next->count - 1 > columns ||
			fits(r, next, 0, next->count, 0))
			return st;
		/* its first cell continues the last one, the others follow */
		if (!fits(r, next, 1, next->count, count))
			return COOP_OK;
		count += next->count - 1;
		if (count == columns) {
			*rest = i;
			return COOP_OK;
		}
		if (!is_text(r, count - 1))
			return COOP_OK;
	}
	return COOP_OK;
}

/* Appends a row whose first cell continues the last one of `row`. */
static bool append(struct row *row, const struct row *next)
{
	struct row_cell *last = &row->cell[row->count - 1];
	struct row_cell broken = *last;
	size_t off = row->text.len, len;
	if (!coop_array_grow(
		    &row->cell, &row->cap, row->count + next->count, sizeof *row->cell))
		return false;
	if (coop_buf_reserve(&row->text, broken.len + 1))
		coop_buf_add(&row->text, row->text.s + broken.off, broken.len);
	coop_buf_byte(&row->text, '\n');
	for (size_t i = 0; i < next->count; i++) {
		const char *text = row_cell(next, i, &len);
		size_t at = row->text.len;
		coop_buf_add(&row->text, text, len);
		if (i > 0)
			row->cell[row->count++] = (struct row_cell){at, len};
		else
			row->cell[row->count - 1] =
				(struct row_cell){off, at + len - off};
	}
	return !row->text.failed;
}

static void report_short(const struct rows *r, const struct row *row, size_t had)
{
	struct coop_error problem = {0};
	struct coop_place where = {r->problems.path, row->line, 0};
	if (row->count > had)
		coop_fail(&problem, COOP_E_INPUT,
			TR("the row has %zu cells, the table %zu; joined with what follows, which completes it",
				"la ligne a %zu cellules, le tableau %zu ; jointe à la suite, qui la complète"),
			had, r->table.columns);
	else
		coop_fail(&problem, COOP_E_INPUT,
			TR("the row has %zu cells, the table %zu; the missing ones are taken as empty",
				"la ligne a %zu cellules, le tableau %zu ; les absentes sont tenues pour vides"),
			had, r->table.columns);
	report_repairs(r->problems.report, REPAIR_ROWS, 1, &where, &problem);
}

/* Repairs a row with too few cells. */
static enum coop_status lengthen(struct rows *r, struct row *row, struct coop_error *err)
{
	size_t had = row->count, rest;
	if (had >= r->least)
		return COOP_OK;
	enum coop_status st = find_rest(r, row, &rest, err);
	for (size_t i = 1; !st && i <= rest; i++) {
		struct row *next;
		st = peek(r, i, &next, err);
		if (!st && next && !append(row, next))
			st = coop_fail_nomem(err);
	}
	if (st)
		return st;
	report_short(r, row, had);
	if (rest > 0) { /* the row moves to the slot of its last part */
		size_t last = (r->first + rest) % ROWS_AHEAD;
		struct row part = r->ahead[last];
		r->ahead[last] = *row;
		*row = part;
		drop(r, rest);
	}
	return COOP_OK;
}

/* ---- another table ---- */

/* Whether the row `i` after the current one is the header of another table. */
static enum coop_status find_another(
	struct rows *r, size_t i, bool apart, bool *begins, struct coop_error *err)
{
	struct row *row, *below = NULL;
	enum coop_status st = peek(r, i, &row, err);
	*begins = !st && row &&
		  another_may_begin(&(struct another){.row = row,
			  .columns = r->table.columns,
			  .apart = apart || row->apart,
			  .scratch = &r->scratch});
	if (*begins)
		st = peek(r, i + 1, &below, err);
	*begins &=
		!st && below && another_goes_on(row, below->count, another_filled(below));
	return st ? st : coop_buf_check(&r->scratch, err);
}

/* Notes whether the current row is the header of another table, or a `*title` above one. */
static enum coop_status look_for_another(
	struct rows *r, const struct row *row, bool *title, struct coop_error *err)
{
	bool apart = r->apart || row->apart;
	size_t filled = apart ? another_filled(row) : 0;
	enum coop_status st = COOP_OK;
	*title = false;
	if (apart || row->count != r->table.columns)
		st = find_another(r, 0, apart, &r->another, err);
	if (!st && !r->another && filled == 1 && r->table.columns > 1)
		st = find_another(r, 1, apart, title, err);
	r->apart = *title ||
		   (row->count > 0 && row->cell[0].len == 0 && row_is_empty_from(row, 0));
	return st;
}

void rows_restart(struct rows *r, const struct profile *profile, struct odd_rows odd)
{
	r->odd = odd;
	r->another = false;
	r->least = odd.columns->count;
	r->table.profile = profile;
	r->table.columns = odd.columns->count;
	feed_set_columns(r->feed, odd.columns->count);
}

/* Appends a cell in quotes. */
static void add_quoted(struct coop_buf *out, const char *s, size_t n)
{
	coop_buf_byte(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			coop_buf_byte(out, '"');
		coop_buf_byte(out, s[i]);
	}
	coop_buf_byte(out, '"');
}

enum coop_status rows_add_ahead(
	struct rows *r, struct coop_buf *out, struct coop_error *err)
{
	for (size_t i = 1; i < ROWS_AHEAD; i++) {
		struct row *row;
		size_t len;
		enum coop_status st = peek(r, i, &row, err);
		if (st)
			return st;
		if (!row || row->apart)
			break;
		for (size_t k = 0; k < row->count; k++) {
			const char *s = row_cell(row, k, &len);
			if (k > 0)
				coop_buf_byte(out, '\t');
			add_quoted(out, s, len);
		}
		coop_buf_byte(out, '\n');
	}
	return coop_buf_check(out, err);
}

/* ---- */

/* Leaves out a row that is no record, and tells why. */
static bool leave_out(const struct rows *r, const struct row *row, bool title)
{
	struct coop_error problem = {0};
	const char *why = title ? TR("the title of another table; left out",
					  "le titre d'un autre tableau ; laissé de côté")
				: odd_row_why(&r->odd, row);
	if (!why)
		return false;
	coop_fail(&problem, COOP_E_INPUT, "%s", why);
	report_repairs(r->problems.report, REPAIR_ROWS, 1,
		&(struct coop_place){r->problems.path, row->line, 0}, &problem);
	return true;
}

enum coop_status rows_next(struct rows *r, struct row **row, struct coop_error *err)
{
	for (;;) {
		bool good = true, title = false;
		enum coop_status st;
		if (r->begun && r->count > 0)
			drop(r, 1);
		st = peek(r, 0, row, err);
		if (st || !*row)
			return st;
		r->begun = true;
		if (r->several)
			st = look_for_another(r, *row, &title, err);
		*row = &r->ahead[r->first];
		if (st)
			return st;
		if (leave_out(r, *row, title)) {
			r->another = false;
			continue;
		}
		if (r->another)
			return COOP_OK;
		if ((*row)->count > r->table.columns)
			st = shorten(r, *row, &good, err);
		else if ((*row)->count < r->table.columns)
			st = lengthen(r, *row, err);
		*row = &r->ahead[r->first];
		if (st || good)
			return st;
	}
}
