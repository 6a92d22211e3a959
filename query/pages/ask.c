#include "query/pages/ask.h"

#include <string.h>

#include "query/search/nearest_ids.h"
#include "shared/core/i18n.h"
#include "shared/core/utf8.h"

/* ---- parameters ---- */

struct coop_bytes page_param(const struct page *p, const char *name)
{
	const struct http_param *found = http_param(p->request, name);
	return found ? (struct coop_bytes){found->value, found->len}
		     : (struct coop_bytes){"", 0};
}

static int shown_length(struct coop_bytes s, size_t max)
{
	return (int)coop_utf8_cut(s.s, s.len, max);
}

enum coop_status page_number(const struct page *p, const char *name, size_t max,
	size_t *out, struct coop_error *err)
{
	struct coop_bytes value = page_param(p, name);
	if (!selection_read_number(value, max, out))
		return coop_fail(err, COOP_E_ARG,
			TR("%s is a whole number from 1 to %zu, not '%.*s'",
				"%s est un nombre entier de 1 à %zu, pas « %.*s »"),
			name, max, shown_length(value, 60), value.s);
	return COOP_OK;
}

enum coop_status page_choice(const struct page *p, const char *name, const char *choices,
	int *out, struct coop_error *err)
{
	struct coop_bytes value = page_param(p, name);
	if (value.len == 0)
		return COOP_OK;
	int number = coop_choice_number(choices, value.s, value.len);
	if (number >= 0) {
		*out = number;
		return COOP_OK;
	}
	return coop_fail(err, COOP_E_ARG,
		TR("%s is one of %s, not '%.*s'", "%s est l'un de %s, pas « %.*s »"),
		name, choices, shown_length(value, 60), value.s);
}

/* ---- queries ---- */

enum coop_status page_ask(struct page *p, struct asking *a, size_t first, size_t count,
	struct coop_error *err)
{
	const struct selection *s = &p->selection;
	enum coop_status st = asking_make(a, p->site->ask, s, p->session, err);
	a->ask.offset = first;
	a->ask.count = count;
	return st ? st : session_ask(p->session, &a->ask, s->query.s, s->query.len, err);
}

enum path_form page_paths(const struct page *p)
{
	enum path_form form = (enum path_form)p->site->ask->paths;
	return form == PATHS_AUTO ? PATHS_STORED : form;
}

/* ---- a notice ---- */

enum coop_status page_find_id(struct page *p, uint32_t docids[COOP_COLLECTION_MAX],
	size_t *count, struct coop_error *err)
{
	struct coop_bytes id = page_param(p, "id");
	*count = 0;
	if (id.len == 0)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("the address does not say which notice: id=ID is missing",
				"l'adresse ne dit pas quelle notice : il manque id=IDENTIFIANT"));
	enum coop_status st =
		search_find_id(p->session->search, id.s, id.len, docids, count, err);
	if (!st && *count == 0)
		p->response->status = 404;
	return st;
}

enum coop_status page_fail_id(struct page *p, struct coop_error *err)
{
	struct coop_bytes id = page_param(p, "id");
	struct nearest_ids nearest = {0};
	struct coop_buf list = {0};
	enum coop_status st = nearest_ids_find(
		search_collection(p->session->search), id.s, id.len, &nearest, err);
	const char *at = coop_buf_cstr(&nearest.text);
	for (size_t i = 0; i < nearest.count; i++, at += strlen(at) + 1)
		coop_buf_printf(&list, TR("%s'%s'", "%s« %s »"), i > 0 ? ", " : "", at);
	if (!st)
		st = coop_fail(err, COOP_E_ARG,
			TR("no notice has the id '%.*s'",
				"aucune notice n'a l'identifiant « %.*s »"),
			shown_length(id, 200), id.s);
	if (list.len > 0)
		coop_hint(err, TR("the nearest: %.280s", "les plus proches : %.270s"),
			coop_buf_cstr(&list));
	coop_buf_release(&list);
	nearest_ids_release(&nearest);
	return st;
}
