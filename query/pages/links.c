#include "query/pages/links.h"

#include <stdlib.h>
#include <string.h>

#include "query/pages/html.h"
#include "query/syntax/narrowing.h"

/* Between a field and a value: a notice must have that itself, and not its words (narrowing.h). */
#define BETWEEN ":="

enum coop_status links_make(
	struct links *l, const struct selection *s, struct coop_error *err)
{
	struct selection first = *s;
	first.page = 1;
	l->selection = s;
	FILE *out = open_memstream(&l->address, &l->len);
	if (!out)
		return coop_fail_nomem(err);
	selection_put(out, "/", &first);
	bool failed = ferror(out) != 0;
	if (fclose(out) != 0 || failed)
		return coop_fail_nomem(err);
	return COOP_OK;
}

void links_release(struct links *l)
{
	free(l->address);
	*l = (struct links){0};
}

bool links_can_add(const struct links *l)
{
	return l->selection->nfilters < SELECTION_FILTERS;
}

/* The value as it stands in a filter. It is the same in both languages, so that a link is. */
static struct coop_bytes value_of(const struct facet_value *value)
{
	if (!value)
		return (struct coop_bytes){
			NARROWING_WITHOUT_EN, strlen(NARROWING_WITHOUT_EN)};
	return (struct coop_bytes){value->text, value->len};
}

void links_put_added(FILE *out, const struct links *l, const struct facet_wish *wish,
	const struct facet_value *value)
{
	fwrite(l->address, 1, l->len, out);
	fprintf(out, "&amp;filter=%s" BETWEEN, facet_name(wish));
	html_encoded(out, value_of(value));
}

void links_put_dropped(FILE *out, const struct links *l, size_t i)
{
	struct selection without = *l->selection;
	selection_drop_filter(&without, i);
	selection_put(out, "/", &without);
}

size_t links_find(const struct links *l, const struct facet_wish *wish,
	const struct facet_value *value)
{
	const char *name = facet_name(wish);
	size_t len = strlen(name), begin = len + sizeof BETWEEN - 1;
	struct coop_bytes v = value_of(value);
	for (size_t i = 0; i < l->selection->nfilters; i++) {
		struct coop_bytes f = l->selection->filters[i];
		if (f.len == begin + v.len && memcmp(f.s, name, len) == 0 &&
			memcmp(f.s + len, BETWEEN, begin - len) == 0 &&
			memcmp(f.s + begin, v.s, v.len) == 0)
			return i;
	}
	return LINKS_NONE;
}
