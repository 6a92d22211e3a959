#include "query/pages/facet_lists.h"

#include <stdlib.h>
#include <string.h>

#include "query/pages/html.h"
#include "query/pages/number.h"
#include "query/syntax/departments.h"
#include "query/syntax/field.h"
#include "query/syntax/narrowing.h"
#include "shared/core/i18n.h"

/* ---- values ---- */

static bool is(struct coop_bytes text, const char *s)
{
	return coop_bytes_equal(text.s, text.len, s, strlen(s));
}

/* The name of a department by its code; NULL for none. */
static const char *department_name(struct coop_bytes code)
{
	for (size_t i = 0; i < departments_count(); i++)
		if (is(code, department_at(i)->code))
			return department_at(i)->name;
	return NULL;
}

/* Puts a value as people read it. */
static void put_value(FILE *out, bool decade, bool department, struct coop_bytes value)
{
	const char *name = department ? department_name(value) : NULL;
	if (is(value, NARROWING_WITHOUT_EN))
		html(out, "%s", TR(NARROWING_WITHOUT_EN, NARROWING_WITHOUT_FR));
	else if (decade && value.len == 4)
		html(out, TR("%.*ss", "années %.*s"), (int)value.len, value.s);
	else
		html_text(out, value);
	if (name)
		html(out, " %s", name);
}

/* ---- lists ---- */

/* Puts a line of a list; `v` is NULL for the notices without a value. */
static void put_line(FILE *out, const struct finding *f, const struct facet *facet,
	const struct facet_value *v)
{
	size_t set = links_find(&f->links, &facet->wish, v);
	bool links = set != LINKS_NONE || links_can_add(&f->links);
	bool decade = facet->wish.grouping == FACET_DECADE;
	static const char without[] = NARROWING_WITHOUT_EN;
	struct coop_bytes text = {without, sizeof without - 1};
	if (v)
		text = (struct coop_bytes){v->text, v->len};
	html(out, set != LINKS_NONE ? "<li class=\"set\">" : "<li>");
	html(out, links ? "<a rel=\"nofollow\" href=\"" : "<span>");
	if (set != LINKS_NONE)
		links_put_dropped(out, &f->links, set);
	else if (links)
		links_put_added(out, &f->links, &facet->wish, v);
	html(out, links ? "\"><span class=\"value\">" : "<span class=\"value\">");
	put_value(out, decade, false, text);
	if (set != LINKS_NONE)
		html(out, "<span class=\"unseen\">%s</span>",
			TR(" (set: undo)", " (choisi\u00a0: annuler)"));
	html(out, "</span> <span class=\"count\">");
	number_put(out, v ? v->count : facet->without);
	html(out, links ? "</span></a></li>\n" : "</span></span></li>\n");
}

/* Puts the link that shows more values, or as few as at first. */
static void put_more(struct page *p, const struct finding *f, size_t i, uint64_t others)
{
	const struct facet *facet = &f->facets.at[i];
	bool at_length = f->at_length == i;
	if (!at_length && others == 0)
		return;
	struct selection first = p->selection;
	first.page = 1;
	html(p->out, "<p class=\"more\"><a rel=\"nofollow\" href=\"");
	selection_put(p->out, "/", &first);
	if (at_length) {
		html(p->out, "\">%s</a></p>\n", TR("fewer", "moins"));
		return;
	}
	html(p->out, "&amp;facet=%s#facet-%s\">", facet_name(&facet->wish),
		facet_name(&facet->wish));
	number_put(p->out, others);
	html(p->out, " %s<span class=\"unseen\">%s%s</span></a></p>\n",
		coop_singular(others) ? TR("other", "autre") : TR("others", "autres"),
		TR(": ", "\u00a0: "), facet_label(&facet->wish));
}

/* Whether all that was found is without a value, so that a list says nothing. */
static bool is_empty(const struct facet *facet)
{
	return facet->count == 0;
}

static void put_list(struct page *p, const struct finding *f, size_t i)
{
	const struct facet *facet = &f->facets.at[i];
	bool decades = i == FINDING_DECADE;
	size_t most = f->at_length == i ? FINDING_VALUES_ALL
		      : decades         ? FINDING_DECADES
					: FINDING_VALUES;
	size_t count = facet->count < most ? facet->count : most;
	html(p->out,
		"<details open id=\"facet-%s\">\n<summary class=\"cap\">%s</summary>\n<ul>\n",
		facet_name(&facet->wish), facet_label(&facet->wish));
	/* the last decades first */
	for (size_t k = 0; k < count; k++)
		put_line(p->out, f, facet,
			&facet->values[decades ? facet->count - 1 - k : k]);
	if (facet->without > 0)
		put_line(p->out, f, facet, NULL);
	html(p->out, "</ul>\n");
	put_more(p, f, i, facet->others + facet->count - count);
	html(p->out, "</details>\n");
}

void facet_lists_put(struct page *p, const struct finding *f)
{
	size_t lists = 0;
	for (size_t i = 0; i < f->facets.count && i < FINDING_LISTS; i++)
		lists += !is_empty(&f->facets.at[i]);
	if (lists == 0)
		return;
	html(p->out,
		"<nav id=\"facets\" class=\"facets\" aria-labelledby=\"narrow\">\n"
		"<h2 id=\"narrow\">%s</h2>\n",
		TR("Narrow the results", "Affiner"));
	for (size_t i = 0; i < FINDING_LISTS; i++)
		if (!is_empty(&f->facets.at[i]))
			put_list(p, f, i);
	html(p->out, "</nav>\n");
}

/* ---- filters that are set ---- */

void facet_filter_put(FILE *out, struct coop_bytes filter)
{
	struct coop_buf scratch = {0};
	bool decade = false;
	const char *colon = memchr(filter.s, ':', filter.len);
	size_t len = colon ? (size_t)(colon - filter.s) : filter.len;
	enum qfield field = qfield_by_name(filter.s, len, &decade, &scratch);
	coop_buf_release(&scratch);
	if (decade)
		html(out, "%s", TR("decade", "décennie"));
	else if (field != QFIELD_NONE)
		html(out, "%s", qfield_label(field));
	else
		html_text(out, (struct coop_bytes){filter.s, len});
	if (!colon)
		return;
	html(out, "%s", TR(": ", "\u00a0: "));
	/* the sign of a value that is asked for itself */
	bool exact = filter.len > len + 1 && colon[1] == '=';
	put_value(out, decade, field == QFIELD_DEPARTMENT,
		(struct coop_bytes){colon + 1 + exact, filter.len - len - 1 - exact});
}

void facet_chips_put(struct page *p, const struct finding *f)
{
	const struct selection *s = &p->selection;
	if (s->nfilters == 0)
		return;
	html(p->out, "<ul class=\"chips\" aria-label=\"%s\">\n",
		TR("Filters that are set", "Filtres choisis"));
	for (size_t i = 0; i < s->nfilters; i++) {
		html(p->out, "<li><a href=\"");
		links_put_dropped(p->out, &f->links, i);
		html(p->out, "\"><span class=\"unseen\">%s</span><span class=\"cap\">",
			TR("Undo: ", "Annuler\u00a0: "));
		facet_filter_put(p->out, s->filters[i]);
		html(p->out,
			"</span> <span aria-hidden=\"true\">\u00d7</span></a></li>\n");
	}
	if (s->nfilters > 1) {
		struct selection none = *s;
		none.nfilters = 0;
		none.page = 1;
		html(p->out, "<li class=\"all\"><a href=\"");
		selection_put(p->out, "/", &none);
		html(p->out, "\">%s</a></li>\n", TR("Undo all", "Tout annuler"));
	}
	html(p->out, "</ul>\n");
}
