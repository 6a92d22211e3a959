#include "query/pages/selection.h"

#include <stdlib.h>
#include <string.h>

#include "query/pages/html.h"
#include "query/search/own_names.h"
#include "query/syntax/narrowing.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

/* ---- reading ---- */

static enum coop_status fail_param(const struct http_param *p, struct coop_error *err)
{
	return coop_fail(err, COOP_E_ARG,
		TR("the address has %.40s=%.*s, which is not understood there",
			"l'adresse contient %.40s=%.*s, qui n'y est pas compris"),
		p->name, (int)coop_utf8_cut(p->value, p->len, 60), p->value);
}

bool selection_read_number(struct coop_bytes value, size_t max, size_t *out)
{
	size_t n = 0;
	for (size_t i = 0; i < value.len; i++) {
		if (value.s[i] < '0' || value.s[i] > '9' || n > max)
			return false;
		n = n * 10 + (size_t)(value.s[i] - '0');
	}
	if (value.len == 0)
		return true;
	if (n < 1 || n > max)
		return false;
	*out = n;
	return true;
}

/* Reads a string that is not there yet. */
static bool read_string(const struct http_param *p, struct coop_bytes *out)
{
	bool first = !out->s;
	*out = coop_bytes_trimmed(p->value, p->len);
	return first;
}

/* Opens a picture; a name may be there twice. */
static bool read_show(struct selection *s, const struct http_param *p)
{
	bool years = strcmp(p->value, "years") == 0, map = strcmp(p->value, "map") == 0;
	s->years |= years;
	s->map |= map;
	return years || map;
}

static bool read_param(struct selection *s, const struct http_param *p)
{
	struct coop_bytes value = {p->value, p->len};
	if (strcmp(p->name, "q") == 0)
		return read_string(p, &s->query);
	if (strcmp(p->name, "sort") == 0)
		return !memchr(p->value, '\0', p->len) && read_string(p, &s->sort);
	if (strcmp(p->name, "page") == 0)
		return selection_read_number(value, SELECTION_RESULTS_MAX, &s->page);
	if (strcmp(p->name, "n") == 0)
		return selection_read_number(value, SELECTION_COUNT_MAX, &s->count);
	if (strcmp(p->name, "group") == 0)
		return s->group = p->len == 1 && *p->value == '1';
	if (strcmp(p->name, "show") == 0)
		return read_show(s, p);
	if (strcmp(p->name, "filter") != 0 || memchr(p->value, '\0', p->len))
		return false;
	/* a form sends a field that is left empty, too; one that is there twice is there */
	size_t page = s->page;
	bool taken = p->len == 0 || s->nfilters < SELECTION_FILTERS;
	if (p->len > 0)
		(void)selection_add_filter(s, value);
	s->page = page;
	return taken;
}

void selection_settle(struct selection *s)
{
	if (!s->query.s)
		s->query = (struct coop_bytes){"", 0};
	if (!s->sort.s)
		s->sort = (struct coop_bytes){"", 0};
	if (s->page == 0)
		s->page = 1;
	if (s->count == 0)
		s->count = SELECTION_COUNT;
}

enum coop_status selection_read(struct selection *s, const struct http_request *r,
	const char *own, struct coop_error *err)
{
	*s = (struct selection){.page = 1, .count = SELECTION_COUNT};
	for (size_t i = 0; i < r->nparams; i++)
		if (coop_choice_number(
			    own, r->params[i].name, strlen(r->params[i].name)) < 0 &&
			!read_param(s, &r->params[i]))
			return fail_param(&r->params[i], err);
	if (s->page > SELECTION_RESULTS_MAX / s->count)
		return coop_fail(err, COOP_E_ARG,
			TR("no page is shown beyond the first %d results",
				"aucune page n'est montrée au-delà des %d premiers résultats"),
			SELECTION_RESULTS_MAX);
	selection_settle(s);
	return COOP_OK;
}

/* ---- changing ---- */

bool selection_filter_is_exact(struct coop_bytes filter)
{
	const char *colon = memchr(filter.s, ':', filter.len);
	return colon && colon + 1 < filter.s + filter.len && colon[1] == '=';
}

bool selection_add_filter(struct selection *s, struct coop_bytes filter)
{
	for (size_t i = 0; i < s->nfilters; i++)
		if (coop_bytes_equal(
			    s->filters[i].s, s->filters[i].len, filter.s, filter.len))
			return false;
	if (s->nfilters == SELECTION_FILTERS)
		return false;
	s->filters[s->nfilters++] = filter;
	s->page = 1;
	return true;
}

void selection_drop_filter(struct selection *s, size_t i)
{
	s->nfilters--;
	memmove(&s->filters[i], &s->filters[i + 1],
		(s->nfilters - i) * sizeof *s->filters);
	s->page = 1;
}

/* ---- addresses ---- */

static void put_param(FILE *out, const char *name, struct coop_bytes value)
{
	fprintf(out, "%s=", name);
	html_encoded(out, value);
}

/* Puts an address with this between its parameters. */
static void put_address(
	FILE *out, const char *path, const struct selection *s, const char *between)
{
	fprintf(out, "%s?", path);
	put_param(out, "q", s->query);
	for (size_t i = 0; i < s->nfilters; i++) {
		fputs(between, out);
		put_param(out, "filter", s->filters[i]);
	}
	if (s->sort.len > 0) {
		fputs(between, out);
		put_param(out, "sort", s->sort);
	}
	if (s->group)
		fprintf(out, "%sgroup=1", between);
	if (s->count != SELECTION_COUNT)
		fprintf(out, "%sn=%zu", between, s->count);
	if (s->page > 1)
		fprintf(out, "%spage=%zu", between, s->page);
	if (s->years)
		fprintf(out, "%sshow=years", between);
	if (s->map)
		fprintf(out, "%sshow=map", between);
}

void selection_put(FILE *out, const char *path, const struct selection *s)
{
	put_address(out, path, s, "&amp;");
}

enum coop_status selection_print(struct coop_buf *out, const char *path,
	const struct selection *s, struct coop_error *err)
{
	char *text = NULL;
	size_t len = 0;
	FILE *memory = open_memstream(&text, &len);
	if (!memory)
		return coop_fail_nomem(err);
	put_address(memory, path, s, "&");
	bool failed = ferror(memory) != 0;
	failed |= fclose(memory) != 0;
	if (!failed)
		coop_buf_add(out, text, len);
	free(text);
	return failed ? coop_fail_nomem(err) : coop_buf_check(out, err);
}

static void put_hidden(FILE *out, const char *name, struct coop_bytes value)
{
	html(out, "<input type=\"hidden\" name=\"%s\" value=\"%.*s\">\n", name,
		(int)value.len, value.s);
}

void selection_put_hidden(FILE *out, const struct selection *s)
{
	for (size_t i = 0; i < s->nfilters; i++)
		put_hidden(out, "filter", s->filters[i]);
	if (s->sort.len > 0)
		put_hidden(out, "sort", s->sort);
	if (s->group)
		put_hidden(out, "group", (struct coop_bytes){"1", 1});
	if (s->count != SELECTION_COUNT)
		html(out, "<input type=\"hidden\" name=\"n\" value=\"%zu\">\n", s->count);
	if (s->years)
		put_hidden(out, "show", (struct coop_bytes){"years", strlen("years")});
	if (s->map)
		put_hidden(out, "show", (struct coop_bytes){"map", strlen("map")});
}

/* ---- asking ---- */

/* Adds a filter, whose field ends at its first colon. */
static enum coop_status add_filter(struct asking *a, struct coop_bytes filter,
	const struct qnames *names, struct coop_error *err)
{
	struct coop_buf text = {0};
	coop_buf_add(&text, filter.s, filter.len);
	enum coop_status st = coop_buf_check(&text, err);
	char *colon = st ? NULL : strchr(text.s, ':');
	if (!st && !colon)
		st = coop_fail(err, COOP_E_ARG,
			TR("a filter is FIELD:VALUE, such as genre:fiction, not '%.200s'",
				"un filtre est CHAMP:VALEUR, comme genre:fiction, et non « %.200s »"),
			text.s);
	if (!st && colon) {
		*colon = '=';
		st = narrowing_add(&a->filters, text.s, names, err);
	}
	coop_buf_release(&text);
	return st;
}

static enum coop_status read_sort(
	struct asking *a, struct coop_bytes sort, struct coop_error *err)
{
	struct coop_buf text = {0};
	coop_buf_add(&text, sort.s, sort.len);
	enum coop_status st = coop_buf_check(&text, err);
	if (!st)
		st = sort_parse(coop_buf_cstr(&text), &a->sort, err);
	coop_buf_release(&text);
	return st;
}

enum coop_status asking_make(struct asking *a, const struct ask *every,
	const struct selection *s, struct session *session, struct coop_error *err)
{
	struct own_names own;
	enum coop_status st = COOP_OK;
	a->ask = *every;
	struct narrowing *n = &a->filters;
	coop_buf_add(
		&n->clauses, every->filters ? every->filters : "", every->filters_len);
	for (size_t i = 0; !st && every->values && i < every->values->count; i++)
		st = exact_values_add(&n->values, &every->values->at[i], err);
	own_names_begin(&own, search_collection(session->search));
	for (size_t i = 0; !st && i < s->nfilters; i++)
		st = add_filter(a, s->filters[i], &own.names, err);
	if (!st)
		st = coop_buf_check(&n->clauses, err);
	if (!st && s->sort.len > 0)
		st = read_sort(a, s->sort, err);
	a->ask.filters = coop_buf_cstr(&n->clauses);
	a->ask.filters_len = n->clauses.len;
	a->ask.values = &n->values;
	if (s->sort.len > 0)
		a->ask.sort = &a->sort;
	a->ask.group = every->group || s->group;
	a->ask.offset = (s->page - 1) * s->count;
	a->ask.count = s->count;
	return st;
}

void asking_release(struct asking *a)
{
	narrowing_release(&a->filters);
}
