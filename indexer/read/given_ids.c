#include "indexer/read/given_ids.h"

#include "shared/core/i18n.h"

void given_ids_release(struct given_ids *g)
{
	coop_hashset_free(g->ids);
	*g = (struct given_ids){0};
}

/* How many bytes of a column's name are shown in messages. */
static int shown_bytes(const struct column *column)
{
	enum { MOST = 60 };
	return (int)(column->len < MOST ? column->len : MOST);
}

/* Tells users of a column, unless a dry run has it among its columns and facts. */
static void tell(struct problems problems, const struct coop_error *what)
{
	if (!problems.report->findings)
		report_told(problems.report, problems.path, what);
}

/* Tells of a column that is no id, where its heading says so. */
static void tell_repeating(
	const struct columns *c, const struct column *column, struct problems problems)
{
	struct coop_error said = {0};
	coop_fail(&said, COOP_E_INPUT,
		TR("'%.*s' repeats, and is no id: rows have ids made of what they hold",
			"« %.*s » se répète et n'est pas un identifiant : "
			"les lignes en ont un, tiré de leur contenu"),
		shown_bytes(column), column_name(c, column));
	tell(problems, &said);
}

enum coop_status given_ids_begin(struct given_ids *g, const struct columns *c,
	struct problems problems, struct coop_error *err)
{
	const struct column *none = NULL;
	bool found = false;
	given_ids_release(g);
	for (size_t i = 0; i < c->count; i++) {
		if (c->at[i].may_repeat) {
			g->column = i;
			found = true;
		}
		if (!none && c->at[i].why == ROLE_REPEATS)
			none = &c->at[i];
	}
	if (none && !c->taken[COOP_F_ID])
		tell_repeating(c, none, problems);
	return found ? coop_hashset_new(&g->ids, err) : COOP_OK;
}

enum coop_status given_ids_see(struct given_ids *g, const char *id, size_t len,
	size_t line, bool *again, struct coop_error *err)
{
	bool added = true;
	enum coop_status st = COOP_OK;
	if (g->ids && len > 0)
		st = coop_hashset_add(g->ids, id, len, &added, err);
	*again = !st && !added;
	if (*again && g->again++ == 0)
		g->again_from = line;
	return st;
}

void given_ids_tell(
	const struct given_ids *g, const struct columns *c, struct problems problems)
{
	struct coop_error said = {0};
	if (g->again == 0)
		return;
	const struct column *column = &c->at[g->column];
	coop_fail(&said, COOP_E_INPUT,
		TR("'%.*s' repeats from line %zu on: rows that repeat one have ids made of "
		   "what they hold: %zu",
			"« %.*s » se répète à partir de la ligne %zu ; lignes qui en répètent "
			"une, avec un identifiant tiré de leur contenu : %zu"),
		shown_bytes(column), column_name(c, column),
		report_line_of(problems.report, g->again_from), g->again);
	report_fact(problems.report, TR("ids", "identifiants"), "%s", said.msg);
	tell(problems, &said);
}
