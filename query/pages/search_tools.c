#include "query/pages/search_tools.h"

#include "query/pages/html.h"
#include "query/pages/number.h"
#include "shared/core/i18n.h"

/* ---- order ---- */

static void put_option(
	FILE *out, struct coop_bytes value, struct coop_bytes label, bool set)
{
	html(out, "<option value=\"%.*s\"", (int)value.len, value.s);
	html(out, set ? " selected>" : ">");
	html_text(out, label);
	html(out, "</option>\n");
}

static void put_options(FILE *out, struct coop_bytes sort)
{
	const struct {
		const char *sort, *label;
	} orders[] = {
		{"", TR("the best first", "les meilleures d'abord")},
		{"-year", TR("the newest first", "les plus récentes")},
		{"year", TR("the oldest first", "les plus anciennes")},
		{"title", TR("by title", "par titre")},
		{"director", TR("by director", "par réalisateur")},
		{"-minutes", TR("the longest first", "les plus longues")},
	};
	bool any = false;
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		struct coop_bytes o = {orders[i].sort, strlen(orders[i].sort)},
				  label = {orders[i].label, strlen(orders[i].label)};
		bool set = o.len == sort.len && memcmp(o.s, sort.s, o.len) == 0;
		any |= set;
		put_option(out, o, label, set);
	}
	if (!any)
		put_option(out, sort, sort, true);
}

/* Puts the switch that folds notices of one film, or of nearly one text. */
static void put_folding(struct page *p)
{
	struct selection other = p->selection;
	other.group = !other.group;
	other.page = 1;
	html(p->out, "<a class=\"switch\" rel=\"nofollow\" href=\"");
	selection_put(p->out, "/", &other);
	html(p->out, "\">%s</a>\n",
		p->selection.group ? TR("show each notice", "montrer chaque notice")
				   : TR("fold duplicates", "réunir les doublons"));
}

void search_tools_put_order(struct page *p, const struct finding *f)
{
	struct selection s = p->selection;
	if (f->total == 0)
		return;
	s.sort = (struct coop_bytes){"", 0};
	html(p->out, "<form class=\"order\" action=\"/\">\n"
		     "<input type=\"hidden\" name=\"q\" value=\"");
	html_text(p->out, s.query);
	html(p->out, "\">\n");
	selection_put_hidden(p->out, &s);
	html(p->out,
		"<label for=\"sort\">%s</label>\n"
		"<select id=\"sort\" name=\"sort\">\n",
		TR("Order", "Ordre"));
	put_options(p->out, p->selection.sort);
	html(p->out, "</select>\n<button class=\"plain\">%s</button>\n",
		TR("Sort", "Trier"));
	put_folding(p);
	html(p->out, "</form>\n");
}

/* ---- pages ---- */

static void put_link(struct page *p, size_t page, const char *rel, const char *label)
{
	struct selection s = p->selection;
	s.page = page;
	html(p->out, "<li><a rel=\"%s\" href=\"", rel);
	selection_put(p->out, "/", &s);
	html(p->out, "\">%s</a></li>\n", label);
}

static void put_number(struct page *p, size_t page)
{
	struct selection s = p->selection;
	s.page = page;
	html(p->out, "<li class=\"number\"><a href=\"");
	selection_put(p->out, "/", &s);
	html(p->out, page == p->selection.page ? "\" aria-current=\"page\">" : "\">");
	html(p->out, "<span class=\"unseen\">%s </span>", TR("Page", "Page"));
	number_put(p->out, page);
	html(p->out, "</a></li>\n");
}

/* Puts the numbers of the pages around this one, and of the first and the last. */
static void put_numbers(struct page *p, size_t pages)
{
	enum { AROUND = 2 };
	size_t here = p->selection.page;
	bool gap = false;
	for (size_t i = 1; i <= pages; i++) {
		bool near = i + AROUND >= here && i <= here + AROUND;
		if (near || i == 1 || i == pages) {
			put_number(p, i);
			gap = false;
		} else if (!gap) {
			html(p->out,
				"<li class=\"gap\" aria-hidden=\"true\">\u2026</li>\n");
			gap = true;
		}
	}
}

void search_tools_put_pages(struct page *p, const struct finding *f)
{
	size_t here = p->selection.page;
	bool next = finding_has_next(f, &p->selection);
	if (f->shown == 0 || (here == 1 && !next))
		return;
	html(p->out, "<nav class=\"pages\" aria-label=\"%s\">\n<ul>\n",
		TR("Pages of results", "Pages de résultats"));
	if (here > 1)
		put_link(p, here - 1, "prev", TR("\u2190 Previous", "\u2190 Précédente"));
	if (f->pages > 0)
		put_numbers(p, f->pages);
	else
		put_number(p, here);
	if (next)
		put_link(p, here + 1, "next", TR("Next \u2192", "Suivante \u2192"));
	html(p->out, "</ul>\n</nav>\n");
}

/* ---- uses ---- */

static void put_saving(struct page *p)
{
	struct selection s = p->selection;
	selection_close_pictures(&s);
	html(p->out, "<form class=\"save\" method=\"post\" action=\"/searches\">\n"
		     "<input type=\"hidden\" name=\"q\" value=\"");
	html_text(p->out, s.query);
	html(p->out, "\">\n");
	selection_put_hidden(p->out, &s);
	html(p->out,
		"<label for=\"save-name\">%s</label>\n"
		"<input id=\"save-name\" name=\"name\" required maxlength=\"100\" "
		"autocomplete=\"off\">\n<button>%s</button>\n</form>\n",
		TR("Save this search as", "Enregistrer cette recherche sous"),
		TR("Save", "Enregistrer"));
}

void search_tools_put_uses(struct page *p, const struct finding *f)
{
	const struct {
		const char *path, *label;
	} uses[] = {
		{"/export", TR("Export", "Exporter")},
		{"/print", TR("Printable list", "Liste à imprimer")},
		{"/kwic", TR("Concordance", "Concordance")},
		{"/feed", TR("Atom feed", "Flux Atom")},
		{"/api/search", "JSON"},
	};
	struct selection first = p->selection;
	first.page = 1;
	selection_close_pictures(&first);
	if (f->total == 0)
		return;
	html(p->out, "<section class=\"uses\" aria-label=\"%s\">\n<ul>\n",
		TR("This selection", "Cette sélection"));
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		html(p->out, "<li><a href=\"");
		selection_put(p->out, uses[i].path, &first);
		html(p->out, "\">%s</a></li>\n", uses[i].label);
	}
	html(p->out, "</ul>\n");
	put_saving(p);
	html(p->out, "</section>\n");
}
