#include "query/actions/reach.h"

#include "query/actions/actions.h"
#include "query/output/explained.h"
#include "shared/core/diag.h"
#include "shared/core/i18n.h"

/* Prints the words that also find others. */
static enum coop_status put_words(
	FILE *out, const struct session *s, struct coop_error *err)
{
	struct coop_buf line = {0};
	for (size_t i = 0; i < query_count(&s->query); i++) {
		if (!explained_has_additions(&s->query, i))
			continue;
		explained_word(&s->query, i, coop_analyzer_acronyms(s->analyzer), &line);
		coop_put_safe(out, coop_buf_cstr(&line), line.len);
		fputc('\n', out);
		coop_buf_reset(&line);
	}
	enum coop_status st = coop_buf_check(&line, err);
	coop_buf_release(&line);
	return st;
}

/* Says of a query that finds little what it was widened by. */
static void print_sources(const struct app *app)
{
	const struct session *s = &app->session;
	uint64_t before = 0;
	if (!search_was_widened(s->search, &before))
		return;
	coop_diag_note("coopq", "%s",
		s->thesaurus
			? TR("the query finds little: words near its own are looked for, too, by the thesaurus and by families of words",
				  "la requête trouve peu : des mots proches sont cherchés aussi, par le thésaurus et par familles de mots")
			: TR("the query finds little: words of the same families are looked for, too; there is no thesaurus (package mythes-fr)",
				  "la requête trouve peu : des mots de même famille sont cherchés aussi ; il n'y a pas de thésaurus (paquet mythes-fr)"));
}

enum coop_status reach_explain(
	struct app *app, const struct coop_buf *text, struct coop_error *err)
{
	struct session *s = &app->session;
	struct coop_error why = {0};
	enum coop_status st = app_open(app, &why);
	/* a tree needs no index */
	if (st == COOP_E_NOINDEX)
		return COOP_OK;
	if (!st)
		st = session_understand_fully(
			s, &app->ask, coop_buf_cstr(text), text->len, &why);
	if (st == COOP_E_QUERY)
		return COOP_OK;
	if (!st)
		st = search_read_proofs(s->search, &why);
	if (st)
		return coop_pass_on(err, &why);
	print_sources(app);
	return put_words(app->output.stream, s, err);
}
