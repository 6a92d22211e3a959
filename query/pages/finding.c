#include "query/pages/finding.h"

#include <stdlib.h>
#include <string.h>

#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

static const char *const lists[FINDING_LISTS] = {
	[FINDING_GENRE] = "genre",
	[FINDING_COUNTRY] = "country",
	[FINDING_DIRECTOR] = "director",
	[FINDING_PRODUCER] = "producers",
	[FINDING_KEYWORDS] = "keywords",
	[FINDING_LANGUAGE] = "language",
	[FINDING_SOURCE] = "source",
	[FINDING_DECADE] = "decade",
};

/* ---- which facets ---- */

static enum coop_status find_list(
	struct finding *f, const struct http_param *facet, struct coop_error *err)
{
	f->at_length = FINDING_LISTS;
	for (size_t i = 0; facet && i < FINDING_LISTS; i++)
		if (coop_bytes_equal(
			    lists[i], strlen(lists[i]), facet->value, facet->len))
			f->at_length = i;
	if (!facet || f->at_length < FINDING_LISTS)
		return COOP_OK;
	return coop_fail(err, COOP_E_ARG,
		TR("no list of values is called '%.*s'",
			"aucune liste de valeurs ne s'appelle « %.*s »"),
		(int)coop_utf8_cut(facet->value, facet->len, 40), facet->value);
}

/*
 * The decades are all counted: the timeline shows them where there are too many years. A picture is counted
 * only where it is open, as few people look at one, and its facet is among those that take longest.
 */
static enum coop_status wish(
	struct finding *f, const struct selection *s, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	for (size_t i = 0; !st && i < FINDING_LISTS; i++) {
		st = facet_wishes_parse(&f->wishes, lists[i], err);
		if (st)
			break;
		f->wishes.at[i].limit = i == FINDING_DECADE ? FACET_LIMIT_MAX
					: i == f->at_length ? FINDING_VALUES_ALL
							    : FINDING_VALUES;
	}
	if (!st && s->years)
		st = facet_wishes_add_layout(&f->wishes, FACET_TIMELINE, err);
	if (!st && s->map)
		st = facet_wishes_add_layout(&f->wishes, FACET_MAP, err);
	return st;
}

/* ---- counting ---- */

static int by_number(const void *a, const void *b)
{
	uint32_t x = ((const struct facet_value *)a)->number,
		 y = ((const struct facet_value *)b)->number;
	return (x > y) - (x < y);
}

/* Puts the decades, which come the most frequent first, in the order of time, as people look for them. */
static void sort_decades(struct facet_list *facets)
{
	if (facets->count < FINDING_LISTS)
		return;
	struct facet *decades = &facets->at[FINDING_DECADE];
	qsort(decades->values, decades->count, sizeof *decades->values, by_number);
}

/* Finds the facets of the pictures. */
static void find_pictures(struct finding *f)
{
	for (size_t i = FINDING_LISTS; i < f->facets.count; i++) {
		const struct facet *facet = &f->facets.at[i];
		*(facet->wish.layout == FACET_MAP ? &f->map : &f->years) = facet;
	}
}

/* Counts all that matches, and its facets, where the index has columns. */
static enum coop_status count_all(
	struct finding *f, struct session *s, struct coop_error *err)
{
	struct coop_error why = {0};
	enum coop_status st =
		session_count_facets(s, &f->wishes, &f->total, &f->facets, &why);
	f->total_is_exact = true;
	if (st == COOP_E_NOINDEX || f->total == 0)
		facet_list_release(&f->facets);
	sort_decades(&f->facets);
	find_pictures(f);
	return st == COOP_E_NOINDEX ? COOP_OK : coop_pass_on(err, &why);
}

static enum coop_status ask(struct finding *f, struct page *p, struct coop_error *err)
{
	const struct selection *s = &p->selection;
	enum coop_status st = session_ask(
		p->session, &f->asking.ask, s->query.s, s->query.len, &f->why);
	f->total_is_exact = true;
	if (st == COOP_E_QUERY)
		return COOP_OK;
	if (st)
		return coop_pass_on(err, &f->why);
	f->understood = true;
	f->shown = session_count(p->session);
	st = count_all(f, p->session, err);
	if (!f->asking.ask.group) {
		uint64_t most = f->total < SELECTION_RESULTS_MAX ? f->total
								 : SELECTION_RESULTS_MAX;
		f->pages = ((size_t)most + s->count - 1) / s->count;
	}
	return st;
}

enum coop_status finding_make(struct finding *f, struct page *p,
	const struct http_param *facet, struct coop_error *err)
{
	enum coop_status st = find_list(f, facet, err);
	if (!st)
		st = wish(f, &p->selection, err);
	if (!st)
		st = links_make(&f->links, &p->selection, err);
	if (!st)
		st = asking_make(
			&f->asking, p->site->ask, &p->selection, p->session, err);
	return st ? st : ask(f, p, err);
}

void finding_release(struct finding *f)
{
	asking_release(&f->asking);
	facet_list_release(&f->facets);
	facet_wishes_release(&f->wishes);
	links_release(&f->links);
}

bool finding_has_next(const struct finding *f, const struct selection *s)
{
	if (f->pages > 0 || f->total == 0)
		return s->page < f->pages;
	return f->shown == s->count && s->page < SELECTION_RESULTS_MAX / s->count;
}
