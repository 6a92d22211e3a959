/*
 * api.c - for programs: the JSON of `coopq --format=json` (query/coopq.schema.json) by HTTP.
 */
#include <string.h>

#include "query/actions/results.h"
#include "query/facets/wishes.h"
#include "query/pages/ask.h"
#include "query/pages/pages.h"
#include "shared/cli/program.h"
#include "shared/core/i18n.h"
#include "shared/index/record_json.h"

static const char JSON_TYPE[] = "application/json; charset=utf-8";

/* ---- results ---- */

/* Reads which facets the address asks for. */
static enum coop_status read_facets(
	const struct page *p, struct facet_wishes *wishes, struct coop_error *err)
{
	const struct http_param *list = http_param(p->request, "facets");
	if (!list || list->len == 0)
		return COOP_OK;
	/* a NUL would hide what is behind it */
	if (strlen(list->value) != list->len)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("a list of facets has no NUL in it",
				"une liste de facettes n'a pas d'octet nul"));
	return facet_wishes_parse(wishes, list->value, err);
}

enum coop_status page_api_search(struct page *p, struct coop_error *err)
{
	struct asking a = {0};
	struct facet_wishes wishes = {0};
	const struct selection *s = &p->selection;
	const struct output out = {.stream = p->out, .format = OUTPUT_JSON};
	enum coop_status st = read_facets(p, &wishes, err);
	if (!st)
		st = asking_make(&a, p->site->ask, s, p->session, err);
	a.ask.scores = true;
	a.ask.facets = wishes.count > 0 ? &wishes : NULL;
	if (!st)
		st = session_ask(p->session, &a.ask, s->query.s, s->query.len, err);
	if (!st)
		st = results_print(&out, p->session, &a.ask, NULL, err);
	p->response->type = JSON_TYPE;
	asking_release(&a);
	facet_wishes_release(&wishes);
	return st;
}

enum coop_status page_api_notice(struct page *p, struct coop_error *err)
{
	uint32_t docids[COOP_COLLECTION_MAX];
	size_t count;
	struct ask ask = *p->site->ask;
	const struct output out = {.stream = p->out, .format = OUTPUT_JSON};
	enum coop_status st = page_find_id(p, docids, &count, err);
	if (!st && count == 0)
		st = page_fail_id(p, err);
	if (!st)
		st = session_select(p->session, docids, count, err);
	ask.group = false;
	if (!st)
		st = results_print(&out, p->session, &ask, NULL, err);
	p->response->type = JSON_TYPE;
	return st;
}

/* ---- what is served ---- */

static json_t *index_to_json(const struct session *s, size_t i)
{
	const struct session_index *index = &s->indexes[i];
	const char *name = index->shard ? index->shard : index->name;
	const struct coop_collection *all = search_collection(s->search);
	return json_pack("{s:o,s:I,s:I,s:I}", "name",
		coop_json_string(name, strlen(name)), "notices",
		(json_int_t)all->snapshots[i]->documents, "generation",
		(json_int_t)index->generation, "since", (json_int_t)index->since);
}

enum coop_status page_api_status(struct page *p, struct coop_error *err)
{
	const struct session *s = p->session;
	json_t *indexes = json_array();
	int bad = !indexes;
	for (size_t i = 0; !bad && i < s->nindexes; i++)
		bad = json_array_append_new(indexes, index_to_json(s, i)) != 0;
	json_t *object =
		bad ? NULL
		    : json_pack("{s:i,s:s,s:I,s:O}", "schema", COOP_JSON_SCHEMA,
			      "version", COOP_VERSION, "notices",
			      (json_int_t)search_collection(s->search)->documents,
			      "indexes", indexes);
	enum coop_status st = coop_json_write(p->out, object, err);
	p->response->type = JSON_TYPE;
	json_decref(object);
	json_decref(indexes);
	return st;
}
