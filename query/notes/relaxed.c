/*
 * relaxed.c - where a query found little: how its phrases were relaxed, and that it was widened.
 */
#include <inttypes.h>

#include "query/notes/notes_internal.h"
#include "shared/core/i18n.h"

/* What is said of a step; NULL for a query as it was typed. */
static const char *step_line(enum query_step step, bool near)
{
	if (step == QUERY_FORMS)
		return TR(
			"no notice has the words between quotes as they were typed: all their forms were looked for, in that order",
			"aucune notice n'a les mots entre guillemets tels quels : toutes leurs formes ont été cherchées, dans cet ordre");
	if (step == QUERY_NEAR)
		return TR(
			"no notice has the words between quotes in that order: they were looked for near each other",
			"aucune notice n'a les mots entre guillemets dans cet ordre : ils ont été cherchés proches les uns des autres");
	if (step != QUERY_SINGLE)
		return NULL;
	return near ? TR("no notice has the words between quotes near each other: they were looked for as single words",
			      "aucune notice n'a les mots entre guillemets proches les uns des autres : ils ont été cherchés séparément")
		    : TR("no notice has the words between quotes in that order: they were looked for as single words",
			      "aucune notice n'a les mots entre guillemets dans cet ordre : ils ont été cherchés séparément");
}

enum coop_status notes_relaxed(
	struct notes *n, const struct session *s, struct coop_error *err)
{
	const char *line = step_line(s->step, s->near);
	struct coop_buf text = {0};
	if (!line)
		return COOP_OK;
	coop_buf_str(&text, line);
	enum coop_status st = notes_add(n, NOTE_RELAXED, &text, err);
	coop_buf_release(&text);
	return st;
}

enum coop_status notes_widened(struct notes *n, const struct session *s,
	const struct ask *ask, struct coop_error *err)
{
	struct coop_buf line = {0};
	uint64_t before = 0;
	if (!search_was_widened(s->search, &before) ||
		before >= ask->offset + ask->count || before >= search_found(s->search))
		return COOP_OK;
	if (before == 0)
		coop_buf_str(&line,
			TR("no notice has these words", "aucune notice n'a ces mots"));
	else
		coop_buf_printf(&line,
			before == 1 ? TR("%" PRIu64 " notice has some of these words",
					      "%" PRIu64 " notice a l'un de ces mots")
				    : TR("%" PRIu64 " notices have some of these words",
					      "%" PRIu64 " notices ont l'un de ces mots"),
			before);
	coop_buf_str(&line, TR("; words near them were looked for as well",
				    " ; des mots proches ont été cherchés aussi"));
	enum coop_status st = notes_add(n, NOTE_WIDENED, &line, err);
	coop_buf_release(&line);
	return st;
}
