#include "indexer/csv/roles.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/decode/duration.h"
#include "shared/core/i18n.h"
#include "shared/index/heading.h"
#include "shared/index/years.h"
#include "shared/text/fold.h"

/* ---- what a column holds ---- */

static size_t average(const struct column_profile *c)
{
	return c->filled > 0 ? c->bytes / c->filled : 0;
}

/* The profile of a column; NULL where the sample has nothing in it. */
static const struct column_profile *profile_of(const struct profile *p, size_t i)
{
	bool known = p->at && i < p->columns && i < PROFILE_COLUMNS && p->rows > 0;
	return known && p->at[i].filled > 0 ? &p->at[i] : NULL;
}

/* Whether the sample has rows, and nothing in a column. */
static bool is_empty(const struct profile *p, size_t i)
{
	return p->at && i < p->columns && i < PROFILE_COLUMNS && p->rows > 0 &&
	       p->at[i].filled == 0;
}

/* Whether the texts of a column could be titles: not too short, and mostly different. */
static bool holds_titles(const struct column_profile *c, size_t rows)
{
	enum { SHORTEST = 6 };
	return c->kind == CELL_TEXT && average(c) >= SHORTEST &&
	       c->repeated * 3 <= c->filled && c->filled * 2 >= rows;
}

/* Whether the cells of a column could be ids: one in each row, all different. */
static bool holds_ids(const struct column_profile *c, size_t rows)
{
	enum { CHANCE = 50 }; /* one cell in so many may be a copy's */
	return (c->kind == CELL_CODE || c->kind == CELL_NUMBER) && c->filled == rows &&
	       c->repeated * CHANCE <= c->filled;
}

/* ---- whether a column holds what its heading says ---- */

enum { FEW = 10 /* one cell in so many is enough to show what a column holds */ };

typedef bool is_such(const char *s, size_t n);

static bool is_time(const char *s, size_t n)
{
	unsigned minutes;
	return duration_find(s, n, &minutes);
}

/* A link, or the name of a site: "ex.coop". */
static bool is_link(const char *s, size_t n)
{
	return cell_kind(s, n) == CELL_URL ||
	       (memchr(s, '.', n) && !memchr(s, ' ', n) && s[n - 1] != '.');
}

/* Whether some cells of a column are such: of the typed ones, or of the examples. */
static bool holds(const struct column_profile *c, size_t typed, is_such *is)
{
	size_t some = 0;
	for (size_t i = 0; i < c->examples; i++)
		some += is(c->example[i], c->example_len[i]);
	return typed * FEW >= c->filled || (some > 0 && some * FEW >= c->examples);
}

/* Whether a column holds numbers, dates or links alone, so that it is no text. */
static bool holds_no_text(const struct column_profile *c)
{
	enum { ENOUGH = 3 };
	return c->filled >= ENOUGH &&
	       (c->kind == CELL_NUMBER || c->kind == CELL_DECIMAL ||
		       c->kind == CELL_DATE);
}

/* What a heading says beside the name of a field. */
struct doubt {
	bool second; /* the field where no other column is: heading.h */
	bool shelf; /* it names shelf marks, of which one repetition shows that they are no ids */
};

/* Why a column is no id. */
static enum role_why refuse_id(
	const struct column_profile *c, size_t rows, struct doubt doubt)
{
	enum { LONGEST = 100, SOME = 4, TENTH = 10 };
	bool many = c->repeated >= SOME && c->repeated * TENTH >= c->filled,
	     most = c->filled >= SOME && c->repeated * 2 > c->filled;
	if (doubt.shelf ? c->repeated > 0 : many || most)
		return ROLE_REPEATS;
	if (doubt.second && average(c) > LONGEST)
		return ROLE_LONG;
	return doubt.second && c->filled * 2 < rows ? ROLE_SPARSE : ROLE_HEADING;
}

/* Whether a column of a field may hold links as well. */
static bool may_be_links(enum coop_field field)
{
	return field == COOP_F_URL || field == COOP_F_ID || field == COOP_F_SOURCE ||
	       field == COOP_F_OTHER;
}

/* Why a column is not what its heading says; ROLE_HEADING if it may be. */
static enum role_why refuse(
	const struct profile *p, size_t i, enum coop_field field, struct doubt doubt)
{
	const struct column_profile *c = profile_of(p, i);
	if (!c)
		return ROLE_HEADING;
	const size_t *k = c->kinds;
	size_t numbers = k[CELL_NUMBER] + k[CELL_YEAR] + k[CELL_DECIMAL];
	/* some may be lost, or not known: more than half of them is enough */
	if ((c->kind == CELL_URL || k[CELL_URL] * 2 > c->filled) && !may_be_links(field))
		return ROLE_LINKS;
	switch (field) {
	case COOP_F_ID:
		return refuse_id(c, p->rows, doubt);
	case COOP_F_YEAR:
		return holds(c, k[CELL_YEAR] + k[CELL_DATE], coop_years_any)
			       ? ROLE_HEADING
			       : ROLE_NO_YEARS;
	case COOP_F_MINUTES:
		return holds(c, k[CELL_MINUTES] + numbers, is_time) ? ROLE_HEADING
								    : ROLE_NO_TIMES;
	case COOP_F_COLOUR: /* or an image: images/12.jpg */
		return holds(c, k[CELL_URL], is_link) ? ROLE_LINKS : ROLE_HEADING;
	case COOP_F_URL:
		return holds(c, k[CELL_URL], is_link) ? ROLE_HEADING : ROLE_NO_LINKS;
	case COOP_F_TITLE:
	case COOP_F_DIRECTOR:
	case COOP_F_DESCRIPTION:
	case COOP_F_HISTORY:
	case COOP_F_BODY:
	case COOP_F_TOWN:
		return holds_no_text(c) ? ROLE_NUMBERS : ROLE_HEADING;
	default:
		return ROLE_HEADING;
	}
}

/* ---- by heading ---- */

/* A field that the heading of a column proposes for it. */
struct proposal {
	size_t column;
	enum coop_field field;
	unsigned rank; /* as in heading.h */
	bool own; /* the heading is the name of the field itself: "genre" before "type" */
	bool empty; /* the sample has nothing in the column: others come first */
};

struct proposals {
	struct proposal *at;
	size_t count, cap;
};

static int compare(const void *a, const void *b)
{
	const struct proposal *x = a, *y = b;
	if (x->empty != y->empty)
		return x->empty - y->empty;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->own != y->own)
		return y->own - x->own;
	return (x->column > y->column) - (x->column < y->column);
}

/* Whether a folded heading is what a field is called, in either language. */
static bool is_own_name(enum coop_field field, const char *folded)
{
	const struct coop_field_info *info = coop_field_info(field);
	return strcmp(folded, info->name) == 0 || strcmp(folded, info->label_fr) == 0 ||
	       strcmp(folded, info->label_en) == 0;
}

/* Gathers what the headings from one on propose, the surest first. */
static enum coop_status propose(struct proposals *all, struct columns *c, size_t from,
	const struct profile *p, struct coop_error *err)
{
	for (size_t i = from; i < c->count; i++) {
		struct coop_heading_field found[COOP_HEADING_FIELDS];
		const char *name = column_name(c, &c->at[i]);
		size_t n = c->at[i].settled ? 0
					    : coop_heading_fields(name, c->at[i].len,
						      &c->scratch, found);
		if (c->scratch.failed || !coop_array_grow(&all->at, &all->cap,
						 all->count + n + 1, sizeof *all->at))
			return coop_fail_nomem(err);
		coop_buf_reset(&c->scratch);
		coop_fold_label(name, c->at[i].len, &c->scratch);
		for (size_t k = 0; k < n; k++)
			all->at[all->count++] = (struct proposal){i, found[k].field,
				found[k].rank,
				is_own_name(found[k].field, coop_buf_cstr(&c->scratch)),
				is_empty(p, i)};
	}
	if (all->count > 0)
		qsort(all->at, all->count, sizeof *all->at, compare);
	return COOP_OK;
}

/* Whether a heading names shelf marks: "Cote", "Cote de l'exemplaire", "itemcallnumber". */
static bool names_shelf_marks(struct columns *c, const struct column *column)
{
	coop_buf_reset(&c->scratch);
	coop_fold_label(column_name(c, column), column->len, &c->scratch);
	const char *folded = coop_buf_cstr(&c->scratch);
	return strstr(folded, "cote") || strstr(folded, "call number") ||
	       strstr(folded, "callnumber") || strstr(folded, "shelf");
}

/* Whether the sample has a value of a column twice. */
static bool repeats(const struct profile *p, size_t i)
{
	const struct column_profile *c = profile_of(p, i);
	return c && c->repeated > 0;
}

/* Gives a column the field that is proposed, or notes why not. */
static void decide(struct columns *c, const struct profile *p, const struct proposal *of)
{
	struct column *column = &c->at[of->column];
	struct doubt doubt = {.second = of->rank >= COOP_HEADING_SECOND};
	if (column->settled || column->field != COOP_F_OTHER)
		return;
	doubt.shelf =
		of->field == COOP_F_ID && doubt.second && names_shelf_marks(c, column);
	bool is_free =
		doubt.second ? !c->taken[of->field] : columns_are_free_for(c, of->field);
	enum role_why why =
		is_free ? refuse(p, of->column, of->field, doubt) : ROLE_TAKEN;
	if (why == ROLE_HEADING) {
		columns_settle(c, of->column, of->field, why);
		column->may_repeat = of->field == COOP_F_ID && !repeats(p, of->column) &&
				     (doubt.second || profile_of(p, of->column));
	} else if (column->why == ROLE_NO_FIELD) {
		column->why = why;
		column->wanted = of->field;
	}
}

/* Without a heading that means titles, looks for a column that holds them. */
static void find_title(struct columns *c, const struct profile *p)
{
	enum { LONGEST = 100, ROWS = 2 };
	if (p->rows < ROWS)
		return;
	for (size_t i = 0; i < c->count && !c->taken[COOP_F_TITLE]; i++) {
		const struct column_profile *held = profile_of(p, i);
		if (held && c->at[i].field == COOP_F_OTHER && average(held) <= LONGEST &&
			c->at[i].why == ROLE_NO_FIELD && holds_titles(held, p->rows))
			columns_settle(c, i, COOP_F_TITLE, ROLE_CONTENT);
	}
}

/* In a directory without any title, the company is what its notices are of. */
static void promote_company(struct columns *c)
{
	for (size_t i = 0;
		i < c->count && !c->taken[COOP_F_TITLE] && !c->taken[COOP_F_PRODUCER];
		i++)
		if (c->at[i].field == COOP_F_COMPANY)
			columns_settle(c, i, COOP_F_TITLE, ROLE_HEADING);
}

/* Gives fields to the columns from one on whose headings propose some. */
static enum coop_status decide_from(
	struct columns *c, size_t from, const struct profile *p, struct coop_error *err)
{
	struct proposals all = {0};
	enum coop_status st = propose(&all, c, from, p, err);
	for (size_t i = 0; !st && i < all.count; i++) {
		decide(c, p, &all.at[i]);
		st = coop_buf_check(&c->scratch, err);
	}
	free(all.at);
	return st;
}

enum coop_status roles_by_heading(
	struct columns *c, const struct profile *p, struct coop_error *err)
{
	enum coop_status st = decide_from(c, 0, p, err);
	if (!st) {
		promote_company(c);
		find_title(c, p);
	}
	return st;
}

enum coop_status roles_of_late(
	struct columns *c, size_t column, const struct profile *p, struct coop_error *err)
{
	return decide_from(c, column, p, err);
}

/* ---- without a header ---- */

/* The column with the longest texts, if they are long enough for a description; else `n`. */
static size_t longest_texts(const struct profile *p, size_t n)
{
	enum { LONG = 80 };
	size_t best = n, longest = LONG;
	for (size_t i = 0; i < n; i++)
		if (p->at[i].kind == CELL_TEXT && average(&p->at[i]) > longest) {
			longest = average(&p->at[i]);
			best = i;
		}
	return best;
}

/* The first column that could hold titles; `n` when there is none. */
static size_t first_titles(const struct profile *p, size_t n)
{
	size_t i = 0;
	while (i < n && !holds_titles(&p->at[i], p->rows))
		i++;
	return i;
}

static enum coop_field field_of_kind(enum cell_kind kind)
{
	return kind == CELL_YEAR      ? COOP_F_YEAR
	       : kind == CELL_MINUTES ? COOP_F_MINUTES
	       : kind == CELL_URL     ? COOP_F_URL
				      : COOP_F_OTHER;
}

void roles_by_content(struct columns *c, const struct profile *p)
{
	size_t n = p->columns < PROFILE_COLUMNS ? p->columns : PROFILE_COLUMNS;
	size_t title = first_titles(p, n), description = longest_texts(p, n);
	for (size_t i = 0; i < n; i++) {
		enum coop_field field = i == title         ? COOP_F_TITLE
					: i == description ? COOP_F_DESCRIPTION
					: i < title && holds_ids(&p->at[i], p->rows)
						? COOP_F_ID
						: field_of_kind(p->at[i].kind);
		if (columns_settle(c, i, field, ROLE_CONTENT))
			c->at[i].may_repeat = field == COOP_F_ID;
	}
}

/* ---- a title that is missing ---- */

/* Whether a heading has a word of names or titles in it: "Nom_bibliotheque". */
static bool sounds_like_title(struct columns *c, const struct column *column)
{
	static const char *const words[] = {"titre", "title", "nom", "name", "intitul",
		"libell", "label", "them", NULL};
	coop_buf_reset(&c->scratch);
	coop_fold_label(column_name(c, column), column->len, &c->scratch);
	for (const char *const *w = words; *w; w++)
		if (strstr(coop_buf_cstr(&c->scratch), *w))
			return true;
	return false;
}

/* How much a column looks like titles, in points; 0 if it does not. */
static size_t title_points(struct columns *c, const struct profile *p, size_t i)
{
	enum { SHORT = 4, LONG = 200, FAIR = 12, WHOLE = 100, BONUS = 50, ROWS = 2 };
	const struct column_profile *held = profile_of(p, i);
	const struct column *column = &c->at[i];
	if (!held || p->rows < ROWS || held->kind != CELL_TEXT || column->ignored ||
		column->field == COOP_F_ID || held->repeated * 2 > held->filled ||
		average(held) < SHORT || average(held) > LONG)
		return 0;
	size_t different = (held->filled - held->repeated) * WHOLE / held->filled;
	size_t points = different * held->filled / p->rows + 1;
	points += sounds_like_title(c, column) ? BONUS : 0;
	points += average(held) >= FAIR ? BONUS / 2 : 0;
	return column->field == COOP_F_OTHER ? points + BONUS : points;
}

size_t role_best_title(struct columns *c, const struct profile *p)
{
	size_t best = c->count, most = 0;
	for (size_t i = 0; i < c->count; i++) {
		size_t points = title_points(c, p, i);
		if (points > most) {
			most = points;
			best = i;
		}
	}
	return best;
}

/* ---- explaining ---- */

static const char *reason(enum role_why why)
{
	switch (why) {
	case ROLE_TAKEN:
		return TR("another column is", "une autre colonne l'est");
	case ROLE_REPEATS:
		return TR("its values repeat", "ses valeurs se répètent");
	case ROLE_SPARSE:
		return TR("most rows have none", "la plupart des lignes n'en ont pas");
	case ROLE_LONG:
		return TR("as long as texts", "aussi longue que du texte");
	case ROLE_NO_YEARS:
		return TR("no years in it", "pas d'année dedans");
	case ROLE_NO_TIMES:
		return TR("no running times in it", "pas de durée dedans");
	case ROLE_NO_LINKS:
		return TR("no links in it", "pas de lien dedans");
	case ROLE_LINKS:
		return TR("it holds links", "elle contient des liens");
	case ROLE_NUMBERS:
		return TR("it holds numbers", "elle contient des nombres");
	default:
		return NULL;
	}
}

void role_explain(const struct column *column, struct coop_buf *out)
{
	const char *why = reason(column->why);
	const struct coop_field_info *wanted = coop_field_info(column->wanted);
	if (column->why == ROLE_HEADING)
		coop_buf_str(out, TR("heading", "intitulé"));
	else if (column->why == ROLE_CONTENT)
		coop_buf_str(out, TR("content", "contenu"));
	else if (column->why == ROLE_MAP)
		coop_buf_str(out, "--map");
	else if (why)
		coop_buf_printf(out, TR("not '%s': %s", "pas « %s » : %s"),
			TR(wanted->label_en, wanted->label_fr), why);
}
