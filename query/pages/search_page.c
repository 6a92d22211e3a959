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
	const struct selection *s = &p->selection;
	html(p->out, "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"");
	selection_put(p->out, "/feed", s);
	html(p->out, "\">\n<link rel=\"alternate\" type=\"application/json\" href=\"");
	selection_put(p->out, "/api/search", s);
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

/* Whether the address says that a picture is open. */
static bool is_open(const struct page *p, const char *name)
{
	for (size_t i = 0; i < p->request->nparams; i++) {
		const struct http_param *param = &p->request->params[i];
		if (strcmp(param->name, "show") == 0 && strcmp(param->value, name) == 0)
			return true;
	}
	return false;
}

static void begin_picture(struct page *p, const char *name, const char *label)
{
	html(p->out, "<details class=\"picture\" id=\"show-%s\" data-show=\"%s\"", name,
		name);
	html(p->out, is_open(p, name) ? " open>\n" : ">\n");
	html(p->out, "<summary>%s</summary>\n", label);
}

static void put_without(FILE *out, uint64_t without, const char *one, const char *many)
{
	if (without == 0)
		return;
	html(out, "<p class=\"without\">");
	number_put_notices(out, without);
	html(out, " %s</p>\n", coop_singular(without) ? one : many);
}

static void put_pictures(struct page *p, const struct finding *f)
{
	if (f->facets.count < FINDING_FACETS)
		return;
	const struct facet *years = &f->facets.at[FINDING_YEARS],
			   *map = &f->facets.at[FINDING_MAP];
	html(p->out, "<div class=\"pictures\">\n");
	if (years->count > 0) {
		begin_picture(p, "years", TR("Timeline", "Chronologie"));
		timeline_put(p->out, &f->links, years, &f->facets.at[FINDING_DECADE]);
		put_without(p->out, years->without, TR("without a year", "sans année"),
			TR("without a year", "sans année"));
		html(p->out, "</details>\n");
	}
	if (map->count > 0) {
		begin_picture(p, "map", TR("Map", "Carte"));
		department_map_put(p->out, &f->links, map);
		put_without(p->out, map->without,
			TR("without a French postcode", "sans code postal français"),
			TR("without a French postcode", "sans code postal français"));
		html(p->out, "</details>\n");
	}
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
