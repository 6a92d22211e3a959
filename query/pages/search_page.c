#include "query/pages/search_page.h"

#include "query/pages/department_map.h"
#include "query/pages/facet_lists.h"
#include "query/pages/finding.h"
#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/number.h"
#include "query/pages/query_notes.h"
#include "query/pages/results.h"
#include "query/pages/search_tools.h"
#include "query/pages/timeline.h"
#include "query/pages/welcome.h"
#include "shared/core/i18n.h"

/* ---- the head ---- */

/* Other forms of the page, for browsers and readers of feeds. */
static void put_beside(struct page *p)
{
	struct selection s = p->selection;
	selection_close_pictures(&s);
	html(p->out, "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"");
	selection_put(p->out, "/feed", &s);
	html(p->out, "\">\n<link rel=\"alternate\" type=\"application/json\" href=\"");
	selection_put(p->out, "/api/search", &s);
	html(p->out, "\">\n");
}

/* ---- how many ---- */

static void put_total(struct page *p, const struct finding *f)
{
	html(p->out, "<p id=\"count\" class=\"total\"><strong>");
	if (f->total == 0) {
		html(p->out, "%s", TR("Nothing found", "Rien trouvé"));
	} else {
		if (!f->total_is_exact)
			html(p->out, "%s ", TR("at least", "au moins"));
		number_put_notices(p->out, f->total);
	}
	html(p->out, "</strong>");
	if (f->pages > 1 && f->shown > 0) {
		html(p->out, "%s", TR(", page ", ", page "));
		number_put(p->out, p->selection.page);
		html(p->out, "%s", TR(" of ", " sur "));
		number_put(p->out, f->pages);
	}
	html(p->out, "</p>\n");
}

/* Says why no result is there. */
static void put_none(struct page *p, const struct finding *f)
{
	if (!f->understood) {
		html(p->out, "<p class=\"note\">%s</p>\n", f->why.msg);
		html(p->out, "<h2>%s</h2>\n", TR("How to search", "Comment chercher"));
		welcome_put_hints(p->out);
	} else if (f->total == 0) {
		html(p->out, "<p>%s</p>\n<p class=\"links\">",
			TR("Try fewer words, another word, or the beginning of a word followed by *.",
				"Essayez avec moins de mots, avec un autre, ou avec le début d'un mot suivi de *."));
		html(p->out, "<a href=\"/help\">%s</a> <a href=\"/?q=*\">%s</a></p>\n",
			TR("Help", "Aide"), TR("All notices", "Toutes les notices"));
	} else {
		struct selection first = p->selection;
		first.page = 1;
		html(p->out, "<p class=\"note\">%s <a href=\"",
			TR("There is no result on this page, which is behind the last one.",
				"Cette page est au-delà de la dernière\u00a0: elle n'a pas de résultat."));
		selection_put(p->out, "/", &first);
		html(p->out, "\">%s</a></p>\n",
			TR("To the first page", "À la première page"));
	}
}

/* ---- pictures ---- */

/* Puts the link that opens a picture, or closes it: the page with a `selection` that has it otherwise. */
static void put_switch(struct page *p, const struct selection *selection,
	const char *name, bool open, const char *label)
{
	html(p->out, "<a class=\"switch\" data-show=\"%s\" rel=\"nofollow\" href=\"",
		name);
	selection_put(p->out, "/", selection);
	html(p->out, "\" aria-expanded=\"%s\">%s</a>\n", open ? "true" : "false", label);
}

static void put_without(FILE *out, uint64_t without, const char *what)
{
	if (without == 0)
		return;
	html(out, "<p class=\"without\">");
	number_put_notices(out, without);
	html(out, " %s</p>\n", what);
}

static void put_timeline(struct page *p, const struct finding *f)
{
	struct selection other = p->selection;
	other.years = !other.years;
	if (f->facets.at[FINDING_DECADE].count == 0)
		return;
	html(p->out, f->years ? "<div class=\"picture open\">\n"
			      : "<div class=\"picture\">\n");
	put_switch(p, &other, "years", f->years != NULL, TR("Timeline", "Chronologie"));
	if (f->years) {
		timeline_put(p->out, &f->links, f->years, &f->facets.at[FINDING_DECADE]);
		put_without(
			p->out, f->years->without, TR("without a year", "sans année"));
	}
	html(p->out, "</div>\n");
}

/* Whether any notice has a department is known only when they are counted. */
static void put_map(struct page *p, const struct finding *f)
{
	struct selection other = p->selection;
	other.map = !other.map;
	html(p->out,
		f->map ? "<div class=\"picture open\">\n" : "<div class=\"picture\">\n");
	put_switch(p, &other, "map", f->map != NULL, TR("Map", "Carte"));
	if (f->map) {
		department_map_put(p->out, &f->links, f->map);
		put_without(p->out, f->map->without,
			TR("without a French postcode", "sans code postal français"));
	}
	html(p->out, "</div>\n");
}

static void put_pictures(struct page *p, const struct finding *f)
{
	if (f->facets.count == 0)
		return;
	html(p->out, "<div class=\"pictures\">\n");
	put_timeline(p, f);
	put_map(p, f);
	html(p->out, "</div>\n");
}

/* ---- the page ---- */

/* What is selected, for readers and on paper; others see it in the search box. */
static void put_heading(struct page *p)
{
	html(p->out, "<h1 class=\"unseen on-paper\">%s", TR("Results", "Résultats"));
	if (p->selection.query.len > 0) {
		html(p->out, "%s", TR(": ", "\u00a0: "));
		html_text(p->out, p->selection.query);
	}
	html(p->out, "</h1>\n");
}

static enum coop_status put_page(
	struct page *p, const struct finding *f, struct coop_error *err)
{
	put_heading(p);
	html(p->out, f->facets.count > 0 ? "<div class=\"search beside\">\n"
					 : "<div class=\"search\">\n");
	html(p->out, "<section class=\"results\" aria-label=\"%s\">\n",
		TR("Results", "Résultats"));
	html(p->out, "<div class=\"top\">\n");
	put_total(p, f);
	if (f->facets.count > 0)
		html(p->out, "<a class=\"to-facets\" href=\"#facets\">%s</a>\n",
			TR("Narrow the results", "Affiner"));
	search_tools_put_order(p, f);
	html(p->out, "</div>\n");
	facet_chips_put(p, f);
	enum coop_status st = query_notes_put(p, f, err);
	put_pictures(p, f);
	if (!st && f->understood)
		st = results_put(p, &f->asking, err);
	if (f->shown == 0)
		put_none(p, f);
	search_tools_put_pages(p, f);
	search_tools_put_uses(p, f);
	html(p->out, "</section>\n");
	facet_lists_put(p, f);
	html(p->out, "</div>\n");
	return st;
}

enum coop_status search_page(struct page *p, struct coop_error *err)
{
	struct finding f = {.shown = 0};
	struct frame frame = {.title = p->selection.query, .beside = put_beside};
	if (!selection_is_any(&p->selection))
		return welcome_page(p, err);
	enum coop_status st = finding_make(&f, p, http_param(p->request, "facet"), err);
	if (!st) {
		frame_begin(p, &frame);
		st = put_page(p, &f, err);
		frame_end(p);
	}
	finding_release(&f);
	return st;
}
