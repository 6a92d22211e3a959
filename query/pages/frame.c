#include "query/pages/frame.h"

#include <string.h>

#include "query/pages/assets.h"
#include "query/pages/html.h"
#include "query/pages/number.h"
#include "shared/cli/program.h"
#include "shared/core/i18n.h"

/* A script replaces the inside of <main>: it asks for that alone. */
static bool is_part(const struct page *p)
{
	return http_param(p->request, "part") != NULL;
}

bool frame_is_typed(const struct page *p)
{
	const struct http_param *part = http_param(p->request, "part");
	return part && strcmp(part->value, "typed") == 0;
}

static void put_head(struct page *p, const struct frame *f)
{
	FILE *out = p->out;
	unsigned edition = assets_edition();
	html(out,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
		TR("en", "fr"));
	if (f->kind)
		html(out, "%s%s", f->kind, f->title.len > 0 ? TR(": ", "\u00a0: ") : "");
	html_text(out, f->title);
	html(out,
		"%scoopq</title>\n"
		"<link rel=\"stylesheet\" href=\"/style.css?v=%u\">\n"
		"<link rel=\"icon\" type=\"image/svg+xml\" href=\"/icon.svg?v=%u\">\n"
		"<link rel=\"search\" type=\"application/opensearchdescription+xml\" "
		"title=\"coopq\" href=\"/opensearch.xml\">\n"
		"<script src=\"/page.js?v=%u\" defer></script>\n",
		f->title.len > 0 || f->kind ? " \u2013 " : "", edition, edition, edition);
	if (f->beside)
		f->beside(p);
	html(out, "</head>\n");
}

static void put_search_box(struct page *p)
{
	struct selection s = p->selection;
	bool first = strcmp(p->request->path, "/") == 0 && !selection_is_any(&s);
	if (s.count == 0) /* a page that shows no selection */
		s.count = SELECTION_COUNT;
	html(p->out,
		"<form id=\"search\" action=\"/\" role=\"search\">\n"
		"<label class=\"unseen\" for=\"q\">%s</label>\n"
		"<input type=\"search\" id=\"q\" name=\"q\" value=\"",
		TR("Search the notices", "Chercher dans les notices"));
	html_text(p->out, s.query);
	html(p->out,
		"\" placeholder=\"%s\" autocomplete=\"off\" autocapitalize=\"none\" "
		"spellcheck=\"false\" enterkeyhint=\"search\"",
		TR("words, \u201ca phrase\u201d, field:value\u2026",
			"des mots, \u00ab\u00a0une expression\u00a0\u00bb, "
			"champ:valeur\u2026"));
	html(p->out, first ? " autofocus>\n" : ">\n");
	selection_put_hidden(p->out, &s);
	html(p->out, "<button>%s</button>\n</form>\n", TR("Search", "Chercher"));
}

static void put_banner(struct page *p)
{
	html(p->out, "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n",
		TR("Skip to the content", "Aller au contenu"));
	html(p->out,
		"<header>\n<a class=\"brand\" href=\"/\"><span>coop</span>q"
		"<span class=\"unseen\">%s</span></a>\n",
		TR(": to the first page", "\u00a0: vers l'accueil"));
	put_search_box(p);
	html(p->out, "<p id=\"said\" class=\"unseen\" role=\"status\"></p>\n</header>\n"
		     "<main id=\"main\" tabindex=\"-1\">\n");
}

void frame_begin(struct page *p, const struct frame *f)
{
	p->response->type = "text/html; charset=utf-8";
	if (!is_part(p)) {
		put_head(p, f);
		put_banner(p);
	}
	if (f->heading)
		html(p->out, "<h1 class=\"unseen\">%s</h1>\n", f->heading);
}

void frame_put_back(struct page *p)
{
	if (!selection_is_any(&p->selection))
		return;
	html(p->out, "<p class=\"links\"><a href=\"");
	selection_put(p->out, "/", &p->selection);
	html(p->out, "\">%s</a></p>\n",
		TR("Back to the results", "Retour aux résultats"));
}

/* The keys of the script, which shows them where it runs. */
static void put_keys(FILE *out)
{
	const struct {
		const char *key, *en, *fr;
	} keys[] = {
		{"/", "to the search box", "aller à la recherche"},
		{"\u2193 \u2191 j k", "next result, result before",
			"résultat suivant, précédent"},
		{"Enter \u21b5", "open the result", "ouvrir le résultat"},
		{"u, Esc", "back", "revenir"},
		{"?", "these keys", "ces touches"},
	};
	html(out,
		"<dialog id=\"keys\" aria-labelledby=\"keys-title\">\n"
		"<h2 id=\"keys-title\">%s</h2>\n<dl>\n",
		TR("Keys", "Touches"));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		html(out, "<dt><kbd>%s</kbd></dt><dd>%s</dd>\n", keys[i].key,
			TR(keys[i].en, keys[i].fr));
	/* who speaks to the machine has letters that are none of ours (WCAG 2.1.4) */
	html(out,
		"</dl>\n<p><input type=\"checkbox\" id=\"keys-on\" checked> "
		"<label for=\"keys-on\">%s</label></p>\n"
		"<form method=\"dialog\"><button>%s</button></form>\n</dialog>\n",
		TR("these keys do something", "ces touches sont actives"),
		TR("Close", "Fermer"));
}

void frame_end(struct page *p)
{
	if (is_part(p))
		return;
	html(p->out,
		"</main>\n<footer>\n<nav aria-label=\"%s\">\n"
		"<a href=\"/searches\">%s</a>\n<a href=\"/help\">%s</a>\n"
		"<button type=\"button\" id=\"keys-open\" class=\"plain\" hidden>%s</button>\n"
		"</nav>\n<p>",
		TR("More pages", "Autres pages"),
		TR("Saved searches", "Recherches enregistrées"), TR("Help", "Aide"),
		TR("Keys", "Touches"));
	if (p->session && p->session->search) { /* a page that refuses needs no index */
		number_put_notices(
			p->out, search_collection(p->session->search)->documents);
		html(p->out, " \u00b7 ");
	}
	html(p->out, "coopq %s</p>\n</footer>\n", COOP_VERSION);
	put_keys(p->out);
	html(p->out, "</body>\n</html>\n");
}
