#include "query/facets/wishes.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/buf.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"
#include "shared/text/fold.h"

/* What is derived from the values of a field. Names are folded, the canonical one first. */
static const struct {
	const char *names[6];
	const char *label_en, *label_fr;
	enum coop_field field;
} derived[FACET_GROUPINGS] = {
	[FACET_DECADE] = {{"decade", "decennie", "decennies", "decades", "annees"},
		"decade", "décennie", COOP_F_YEAR},
	[FACET_DEPARTMENT] = {{"department", "departement", "departements", "dept",
				      "dep"},
		"department", "département", COOP_F_POSTCODE},
};

const char *facet_name(const struct facet_wish *wish)
{
	return wish->grouping == FACET_VALUES ? coop_field_info(wish->field)->name
					      : derived[wish->grouping].names[0];
}

const char *facet_label(const struct facet_wish *wish)
{
	const struct coop_field_info *info = coop_field_info(wish->field);
	if (wish->grouping == FACET_VALUES)
		return TR(info->label_en, info->label_fr);
	return TR(derived[wish->grouping].label_en, derived[wish->grouping].label_fr);
}

void facet_wishes_release(struct facet_wishes *w)
{
	free(w->at);
	*w = (struct facet_wishes){0};
}

static enum coop_status add(
	struct facet_wishes *w, struct facet_wish wish, struct coop_error *err)
{
	if (!coop_array_grow(&w->at, &w->cap, w->count + 1, sizeof *w->at))
		return coop_fail_nomem(err);
	w->at[w->count++] = wish;
	return COOP_OK;
}

enum coop_status facet_wishes_add_layout(
	struct facet_wishes *w, enum facet_layout layout, struct coop_error *err)
{
	bool map = layout == FACET_MAP;
	return add(w,
		(struct facet_wish){map ? COOP_F_POSTCODE : COOP_F_YEAR,
			map ? FACET_DEPARTMENT : FACET_VALUES, layout, FACET_LIMIT_MAX},
		err);
}

/* ---- names ---- */

static bool is_facet(enum coop_field field)
{
	return coop_field_info(field)->flags & COOP_FIELD_FACET;
}

static bool is_derived(enum facet_grouping g, const char *folded)
{
	for (size_t i = 0; derived[g].names[i]; i++)
		if (strcmp(derived[g].names[i], folded) == 0)
			return true;
	return false;
}

/* Finds a facet by its name; false for none. When memory runs out `scratch` has failed. */
static bool find(
	const char *name, size_t len, struct coop_buf *scratch, struct facet_wish *wish)
{
	wish->field = coop_field_by_name(name, len, scratch);
	coop_buf_reset(scratch);
	coop_fold_label(name, len, scratch);
	for (enum facet_grouping g = FACET_VALUES + 1; g < FACET_GROUPINGS; g++)
		if (is_derived(g, coop_buf_cstr(scratch))) {
			wish->field = derived[g].field;
			wish->grouping = g;
			return true;
		}
	return is_facet(wish->field);
}

const char *facet_listed(size_t i)
{
	for (enum coop_field f = 0; f < COOP_FIELD_COUNT; f++) {
		const struct coop_field_info *info = coop_field_info(f);
		if (is_facet(f) && i-- == 0)
			return TR(info->name, info->label_fr);
	}
	size_t g = i + FACET_VALUES + 1;
	return g < FACET_GROUPINGS ? TR(derived[g].label_en, derived[g].label_fr) : NULL;
}

/* Lists the facets there are, with commas between. */
static void list_all(struct coop_buf *names)
{
	for (size_t i = 0; facet_listed(i); i++) {
		coop_buf_str(names, i > 0 ? ", " : "");
		coop_buf_str(names, facet_listed(i));
	}
}

static enum coop_status fail_unknown(const char *name, size_t len, struct coop_error *err)
{
	struct coop_buf names = {0};
	list_all(&names);
	enum coop_status st = coop_buf_check(&names, err);
	if (!st)
		st = coop_fail(err, COOP_E_ARG,
			TR("no facet is called '%.*s'; there are %s",
				"aucune facette ne s'appelle « %.*s » ; il y a %s"),
			(int)coop_utf8_cut(name, len, 40), name, coop_buf_cstr(&names));
	coop_buf_release(&names);
	return st;
}

/* ---- a list ---- */

/* Reads how many values are asked for; 0 for what is no such number. */
static size_t read_limit(const char *s, size_t n)
{
	size_t limit = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9' || limit > FACET_LIMIT_MAX)
			return 0;
		limit = limit * 10 + (size_t)(s[i] - '0');
	}
	return limit <= FACET_LIMIT_MAX ? limit : 0;
}

/* Adds one of a list: a name, or a name, a colon and a number. */
static enum coop_status add_one(struct facet_wishes *w, const char *s, size_t n,
	struct coop_buf *scratch, struct coop_error *err)
{
	struct facet_wish wish = {.limit = FACET_LIMIT_DEFAULT};
	const char *colon = memchr(s, ':', n);
	size_t len = colon ? (size_t)(colon - s) : n;
	if (colon)
		wish.limit = read_limit(colon + 1, n - len - 1);
	bool found = find(s, len, scratch, &wish);
	if (scratch->failed)
		return coop_fail_nomem(err);
	if (!found)
		return fail_unknown(s, len, err);
	if (wish.limit == 0)
		return coop_fail(err, COOP_E_ARG,
			TR("a facet has from 1 to %d values, as in genre:20, not '%.*s'",
				"une facette a de 1 à %d valeurs, comme dans genre:20, et non « %.*s »"),
			FACET_LIMIT_MAX, (int)coop_utf8_cut(s, n, 40), s);
	return add(w, wish, err);
}

enum coop_status facet_wishes_parse(
	struct facet_wishes *w, const char *list, struct coop_error *err)
{
	struct coop_buf scratch = {0};
	enum coop_status st = COOP_OK;
	for (const char *s = list; !st && s;) {
		size_t n = strcspn(s, ",");
		st = add_one(w, s, n, &scratch, err);
		s = s[n] ? s + n + 1 : NULL;
	}
	coop_buf_release(&scratch);
	return st;
}
