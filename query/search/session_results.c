#include "query/search/session_internal.h"

bool session_found(const struct session *s, const struct ask *ask)
{
	return ask->count > 0 ? session_count(s) > 0 : search_found(s->search) > 0;
}

size_t session_count(const struct session *s)
{
	return s->grouped ? s->ngroups : search_count(s->search);
}

const struct group *session_group(const struct session *s, size_t i)
{
	return s->grouped ? &s->groups.at[s->first_group + i] : NULL;
}

size_t session_hit(const struct session *s, size_t i)
{
	return s->grouped ? session_group(s, i)->hit : i;
}

enum coop_status session_count_facets(struct session *s,
	const struct facet_wishes *wishes, uint64_t *total, struct facet_list *out,
	struct coop_error *err)
{
	struct facet_counter *facets;
	if (wishes && s->ahead.wishes == wishes) {
		*total = s->ahead.total;
		*out = s->ahead.facets;
		s->ahead.wishes = NULL;
		s->ahead.facets = (struct facet_list){.count = 0};
		return COOP_OK;
	}
	enum coop_status st = search_all(s->search, &s->query, &s->counted, err);
	*total = st ? 0 : s->counted.count;
	if (!st)
		st = search_facets(s->search, &facets, err);
	return st ? st : facets_count(facets, &s->counted, wishes, out, err);
}

enum coop_status session_total(struct session *s, enum total_effort effort,
	struct total *out, struct coop_error *err)
{
	*out = s->ahead.matches;
	return effort > TOTAL_NONE && s->ahead.effort == effort
		       ? COOP_OK
		       : search_total(s->search, &s->query, effort, out, err);
}

enum coop_status session_read_document(
	struct session *s, uint32_t docid, struct coop_error *err)
{
	s->record_index =
		coop_collection_part(search_collection(s->search), docid)->index;
	return search_read(s->search, docid, &s->record, err);
}

enum coop_status session_fetch(struct session *s, size_t i, struct coop_error *err)
{
	enum { EACH = 25, AT_ONCE = 50 };
	uint32_t docids[AT_ONCE];
	size_t n = 0;
	if (i % EACH > 0)
		return COOP_OK;
	for (; n < AT_ONCE && i < session_count(s); i++)
		docids[n++] = search_docid(s->search, session_hit(s, i));
	return search_fetch(s->search, docids, n, err);
}

enum coop_status session_read(struct session *s, size_t i, struct coop_error *err)
{
	enum coop_status st = session_fetch(s, i, err);
	return st ? st
		  : session_read_document(
			    s, search_docid(s->search, session_hit(s, i)), err);
}

const char *session_index_name(const struct session *s)
{
	return s->indexes[s->record_index].name;
}

enum coop_status session_path(
	struct session *s, enum path_form form, const char **path, struct coop_error *err)
{
	struct paths *p = &s->indexes[s->record_index].paths;
	const struct coop_collection *c = search_collection(s->search);
	enum coop_status st = COOP_OK;
	if (!p->ready || p->form != form)
		st = paths_open(
			p, form, coop_snapshot_root(c->snapshots[s->record_index]), err);
	return st ? st : paths_shown(p, &s->record, path, err);
}

enum coop_status session_file(
	struct session *s, const char **file, struct coop_error *err)
{
	return paths_file(&s->indexes[s->record_index].paths, &s->record, file, err);
}
