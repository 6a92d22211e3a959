#include "query/pages/recalled_search.h"

#include <stdlib.h>
#include <string.h>

#include "query/actions/recall.h"
#include "query/lasting/saved.h"
#include "shared/core/i18n.h"

static const char FILTER[] = "--filter=", SORT[] = "--sort=", LIMIT[] = "--limit=";

void recalled_search_release(struct recalled_search *r)
{
	asked_release(&r->asked);
	coop_buf_release(&r->text);
	coop_buf_release(&r->others);
}

/* ---- from a command line ---- */

/* Whether a list of strings that each have their NUL has one. */
static bool has_string(const struct coop_buf *list, const char *s)
{
	for (size_t i = 0; i < list->len; i += strlen(list->s + i) + 1)
		if (strcmp(list->s + i, s) == 0)
			return true;
	return false;
}

/* Takes FIELD=VALUE as a filter; false where there is no room, or it has another form. */
static bool take_filter(struct recalled_search *r, const char *filter)
{
	struct selection *s = &r->selection;
	const char *equals = strchr(filter, '=');
	size_t len = strlen(filter), at = r->text.len;
	if (!equals || s->nfilters == SELECTION_FILTERS)
		return false;
	/* the room for all of them is there: what is borrowed stays in its place */
	coop_buf_add(&r->text, filter, len);
	if (r->text.failed)
		return false;
	r->text.s[at + (size_t)(equals - filter)] = ':';
	(void)selection_add_filter(s, (struct coop_bytes){r->text.s + at, len});
	return true;
}

/* Takes an option into the selection, as far as it can say it. */
static bool take_option(struct recalled_search *r, const char *option)
{
	struct selection *s = &r->selection;
	if (strncmp(option, FILTER, sizeof FILTER - 1) == 0)
		return take_filter(r, option + sizeof FILTER - 1);
	if (strncmp(option, SORT, sizeof SORT - 1) == 0) {
		const char *sort = option + sizeof SORT - 1;
		s->sort = (struct coop_bytes){sort, strlen(sort)};
		return true;
	}
	if (strncmp(option, LIMIT, sizeof LIMIT - 1) == 0) {
		unsigned long limit = strtoul(option + sizeof LIMIT - 1, NULL, 10);
		if (limit < 1 || limit > SELECTION_COUNT_MAX)
			return false;
		s->count = limit;
		return true;
	}
	return false;
}

/* Takes the options that the command line of this program does not have anyway. */
static enum coop_status take_options(
	struct recalled_search *r, const struct coop_buf *given, struct coop_error *err)
{
	const struct coop_buf *list = &r->asked.options;
	if (!coop_buf_reserve(&r->text, list->len + 1))
		return coop_fail_nomem(err);
	for (size_t i = 0; i < list->len; i += strlen(list->s + i) + 1) {
		const char *option = list->s + i;
		if (!has_string(given, option) && !take_option(r, option))
			coop_buf_printf(
				&r->others, "%s%s", r->others.len > 0 ? " " : "", option);
	}
	return coop_buf_check(&r->others, err);
}

enum coop_status recalled_search_read(struct recalled_search *r, const struct page *p,
	const char *name, struct coop_error *err)
{
	struct asked served = {0};
	const struct coop_buf nothing = {0};
	enum coop_status st = saved_read(&r->asked, name, err);
	if (!st)
		st = recall_asked(&served, p->site->options, &nothing, err);
	r->selection = (struct selection){
		.query = {coop_buf_cstr(&r->asked.query), r->asked.query.len},
		.sort = {"", 0},
		.page = 1,
		.count = SELECTION_COUNT};
	r->here = !st && coop_bytes_equal(served.indexes.s, served.indexes.len,
				 coop_buf_cstr(&r->asked.indexes), r->asked.indexes.len);
	if (!st)
		st = take_options(r, &served.options, err);
	asked_release(&served);
	return st;
}

/* ---- to a command line ---- */

/* Adds an option; a NUL in it would end it. */
static void add_option(struct asked *a, const char *name, struct coop_bytes value)
{
	coop_buf_str(&a->options, name);
	coop_buf_add(&a->options, value.s, value.len);
	coop_buf_byte(&a->options, '\0');
}

static void add_filter(struct asked *a, struct coop_bytes filter)
{
	size_t at = a->options.len + sizeof FILTER - 1;
	add_option(a, FILTER, filter);
	char *colon =
		a->options.failed ? NULL : memchr(a->options.s + at, ':', filter.len);
	if (colon)
		*colon = '=';
}

static enum coop_status check(const struct page *p, struct coop_error *err)
{
	const struct selection *s = &p->selection;
	struct asking a = {0};
	if (s->group)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("a saved search does not fold notices: unfold them first",
				"une recherche enregistrée ne réunit pas les notices : séparez-les d'abord"));
	enum coop_status st = asking_make(&a, p->site->ask, s, p->session, err);
	if (!st)
		st = session_understand(
			p->session, &a.ask, s->query.s, s->query.len, err);
	asking_release(&a);
	return st;
}

enum coop_status asked_of_selection(
	struct asked *a, const struct page *p, struct coop_error *err)
{
	const struct selection *s = &p->selection;
	struct coop_buf query = {0};
	enum coop_status st = check(p, err);
	coop_buf_add(&query, s->query.s, s->query.len);
	if (!st)
		st = coop_buf_check(&query, err);
	if (!st)
		st = recall_asked(a, p->site->options, &query, err);
	for (size_t i = 0; !st && i < s->nfilters; i++)
		add_filter(a, s->filters[i]);
	if (!st && s->sort.len > 0)
		add_option(a, SORT, s->sort);
	coop_buf_release(&query);
	return st ? st : coop_buf_check(&a->options, err);
}
