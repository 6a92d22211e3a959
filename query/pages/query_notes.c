#include "query/pages/query_notes.h"

#include "query/notes/notes.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/number.h"
#include "shared/core/i18n.h"

/*
 * Leaves those filters of a selection with which the query of a note is asked: a clause where it does not
 * have them itself, and a value of a facet unless it is the dropped one.
 */
static void keep_filters(
	const struct page *p, const struct note *note, struct selection *s)
{
	const struct exact_values *every = p->site->ask->values;
	/* those of the command line come first, and stay */
	size_t values = every ? every->count : 0, kept = 0;
	for (size_t i = 0; i < s->nfilters; i++) {
		bool exact = selection_filter_is_exact(s->filters[i]);
		values += exact;
		if (exact ? note->dropped != NOTE_NO_VALUES && note->dropped != values
			  : note->filtered)
			s->filters[kept++] = s->filters[i];
	}
	s->nfilters = kept;
}

/* Puts a query as a link to what it finds. */
static void put_link(struct page *p, const struct notes *n, size_t i)
{
	struct selection s = p->selection;
	s.query = note_query(n, i);
	s.page = 1;
	keep_filters(p, &n->at[i], &s);
	/* a question has its mark already */
	html(p->out, "%s<a href=\"",
		n->at[i].kind == NOTE_MEANT ? " " : TR(": ", "\u00a0: "));
	selection_put(p->out, "/", &s);
	html(p->out, "\"><code>");
	html_text(p->out, s.query);
	html(p->out, "</code></a>, ");
	number_put_notices(p->out, n->at[i].count);
}

void query_notes_put_list(struct page *p, const struct notes *n)
{
	if (n->count == 0)
		return;
	html(p->out, "<ul class=\"notes\" aria-label=\"%s\">\n",
		TR("About this query", "À propos de cette requête"));
	for (size_t i = 0; i < n->count; i++) {
		html(p->out, "<li>");
		html_text(p->out, note_text(n, i));
		if (n->at[i].query_len > 0)
			put_link(p, n, i);
		html(p->out, "</li>\n");
	}
	html(p->out, "</ul>\n");
}

/* Says which shards the results are without: their names, and not why, which is for who runs the server. */
static void put_missing(struct page *p)
{
	struct session_missing m;
	if (!session_missing(p->session, 0, &m))
		return;
	html(p->out, "<ul class=\"notes\" aria-label=\"%s\">\n",
		TR("Missing shards", "Fragments manquants"));
	for (size_t i = 0; session_missing(p->session, i, &m); i++)
		html(p->out, "<li>%s <code>%s</code></li>\n",
			TR("This answer is partial, without the shard",
				"Cette réponse est partielle, sans le fragment"),
			m.name);
	html(p->out, "</ul>\n");
}

enum coop_status query_notes_put(
	struct page *p, const struct finding *f, struct coop_error *err)
{
	struct notes notes = {0};
	struct session *s = p->session;
	const struct ask *ask = &f->asking.ask;
	put_missing(p);
	enum coop_status st = notes_of_answer(&notes, s, ask, f->understood, err);
	if (!st && f->understood && f->total > 0 && p->selection.page == 1)
		st = notes_meant(&notes, s, ask, err);
	/* what is typed may be half a word */
	bool whole = f->understood && !frame_is_typed(p);
	if (!st && whole && f->total > 0 && p->selection.page == 1)
		st = notes_nowhere_words(&notes, s, err);
	if (!st && whole && f->total == 0)
		st = notes_doctor(&notes, s, ask, err);
	if (!st)
		query_notes_put_list(p, &notes);
	notes_release(&notes);
	return st;
}
