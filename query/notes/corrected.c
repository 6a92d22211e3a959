/*
 * corrected.c - which words of a query were taken for others.
 */
#include "query/notes/notes_internal.h"
#include "query/search/spelling.h"
#include "shared/core/i18n.h"

static enum coop_status add_correction(struct notes *n, struct session *s,
	const struct query_word *w, struct coop_error *err)
{
	struct coop_buf typed = {0}, meant = {0}, text = {0};
	enum coop_status st = spelling_in(s->analyzer, s->text, s->text_len,
		(struct spelled){w->typed, w->typed_len}, &typed, err);
	if (!st)
		st = spelling_of(s->search, s->analyzer,
			(struct spelled){w->form, w->form_len}, &meant, err);
	coop_buf_printf(&text,
		TR("'%s' is not in the index; looked for '%s'",
			"« %s » n'est pas dans l'index ; recherche de « %s »"),
		coop_buf_cstr(&typed), coop_buf_cstr(&meant));
	if (!st)
		st = notes_add(n, NOTE_CORRECTED, &text, err);
	coop_buf_release(&typed);
	coop_buf_release(&meant);
	coop_buf_release(&text);
	return st;
}

enum coop_status notes_corrected(
	struct notes *n, struct session *s, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < query_count(&s->query); i++) {
		struct query_word w = query_at(&s->query, i);
		const struct expanded_word *e = &s->query.expanded.words[i];
		/* a field may not have what was looked for in its place */
		if (w.typed && !(e->in_field && e->field_terms.count == 0))
			st = add_correction(n, s, &w, err);
	}
	return st;
}
