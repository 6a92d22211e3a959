#include "query/pages/welcome.h"

#include <time.h>

#include "query/pages/frame.h"
#include "query/pages/html.h"
#include "query/pages/number.h"
#include "shared/core/i18n.h"

/* ---- hints ---- */

static const struct hint {
	const char *en, *fr;           /* the query */
	const char *says_en, *says_fr; /* what it finds */
} hints[] = {
	{"cooperative workshop", "atelier coopératif",
		"one of these words, in all their forms; the best notices first",
		"l'un de ces mots, sous toutes ses formes ; les meilleures notices d'abord"},
	{"\"local history\"", "\"économie sociale\"", "an exact phrase",
		"une expression exacte"},
	{"genre:documentary", "genre:documentaire", "a field and its value",
		"un champ et sa valeur"},
	{"1970..1980", "1970..1980", "years from one to another",
		"des années, de l'une à l'autre"},
	{"mill OR factory", "usine OU fabrique", "either of two", "l'un ou l'autre"},
	{"strike -lyon", "grève -lyon", "without a word", "sans un mot"},
	{"coop*", "coop*", "any ending", "n'importe quelle fin"},
	{"mill NEAR/10 strike", "usine PRES/10 grève", "words near each other",
		"des mots proches l'un de l'autre"},
	{"*", "*", "everything", "tout"},
};

void welcome_put_hints(FILE *out)
{
	html(out, "<dl class=\"hints\">\n");
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		const char *query = TR(hints[i].en, hints[i].fr);
		html(out, "<div><dt><a href=\"/?q=");
		html_encoded(out, (struct coop_bytes){query, strlen(query)});
		html(out, "\"><code>%s</code></a></dt><dd>%s</dd></div>\n", query,
			TR(hints[i].says_en, hints[i].says_fr));
	}
	html(out, "</dl>\n");
}

/* ---- the index ---- */

/* When the newest of the indexes became what it is, as a day; "" where that is not known. */
static void day_of(const struct session *s, char day[32])
{
	time_t newest = 0;
	struct tm parts;
	for (size_t i = 0; i < s->nindexes; i++)
		if (s->indexes[i].since > newest)
			newest = s->indexes[i].since;
	if (newest == 0 || !localtime_r(&newest, &parts) ||
		strftime(day, 32, TR("%Y-%m-%d", "%d/%m/%Y"), &parts) == 0)
		*day = '\0';
}

static void put_index(struct page *p)
{
	char day[32];
	day_of(p->session, day);
	html(p->out, "<p class=\"index\"><strong>");
	number_put_notices(p->out, search_collection(p->session->search)->documents);
	html(p->out, "</strong>");
	if (p->session->nindexes > 1 && !search_collection(p->session->search)->sharded)
		html(p->out, TR(" in %zu indexes", " dans %zu index"),
			p->session->nindexes);
	if (*day)
		html(p->out, TR(", as of %s", ", au %s"), day);
	html(p->out, "</p>\n");
}

enum coop_status welcome_page(struct page *p, struct coop_error *err)
{
	struct frame f = {.title = {"", 0}};
	(void)err;
	frame_begin(p, &f);
	html(p->out, "<section class=\"welcome\">\n<h1>%s</h1>\n",
		TR("Search the notices", "Chercher dans les notices"));
	put_index(p);
	html(p->out, "<h2>%s</h2>\n", TR("How to search", "Comment chercher"));
	welcome_put_hints(p->out);
	html(p->out, "<p><a href=\"/help\">%s</a></p>\n</section>\n",
		TR("More ways to search", "D'autres façons de chercher"));
	frame_end(p);
	return COOP_OK;
}
