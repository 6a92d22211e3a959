#include "query/search/session.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "query/search/session_internal.h"
#include "query/syntax/relax.h"
#include "shared/core/i18n.h"
#include "shared/index/layout.h"

/* ---- the indexes ---- */

static void release_indexes(struct session *s)
{
	for (size_t i = 0; i < s->nindexes; i++) {
		coop_buf_release(&s->indexes[i].dir);
		paths_release(&s->indexes[i].paths);
	}
	free(s->indexes);
	s->indexes = NULL;
	s->nindexes = 0;
}

static enum coop_status reserve(struct session *s, size_t count, struct coop_error *err)
{
	s->indexes = calloc(count, sizeof *s->indexes);
	s->nindexes = s->indexes ? count : 0;
	return s->indexes ? COOP_OK : coop_fail_nomem(err);
}

static enum coop_status locate(
	struct session_index *i, const char *name, struct coop_error *err)
{
	i->name = name ? name : coop_index_default();
	return coop_index_locate(i->name, &i->dir, err);
}

void session_look_at(const char *dir, unsigned long *generation, int64_t *since)
{
	struct coop_stub stub = {.number = 0};
	struct stat state;
	int folder = -1;
	*generation = 0;
	*since = 0;
	if (coop_index_open_folder(dir, &folder, NULL) == COOP_OK &&
		coop_stub_read(folder, dir, &stub, NULL) == COOP_OK &&
		fstatat(folder, COOP_INDEX_STUB, &state, 0) == 0) {
		*generation = stub.number;
		*since = state.st_mtim.tv_sec;
	}
	if (folder >= 0)
		close(folder);
}

bool session_is_current(const struct session *s)
{
	if (session_looks_again(s))
		return false;
	for (size_t i = 0; i < s->nindexes; i++) {
		const struct session_index *index = &s->indexes[i];
		unsigned long generation = 0;
		int64_t since;
		if (index->dir.len > 0) /* it is on this machine */
			session_look_at(index->dir.s, &generation, &since);
		if (generation > 0 && index->generation > 0 &&
			generation != index->generation)
			return false;
	}
	return true;
}

/* Reads the file of shards, if a name is one's; it must be the only name. */
static enum coop_status find_shards(struct session *s, const char *const *names,
	size_t count, bool *found, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	*found = false;
	for (size_t i = 0; !st && i < (count > 0 ? count : 1); i++) {
		const char *name = count > 0 ? names[i] : coop_index_default();
		struct coop_buf path = {0};
		bool shards;
		st = session_names_shards(name, &path, &shards, err);
		if (!st && shards && count > 1)
			st = coop_fail(err, COOP_E_ARG,
				TR("'%s' is a list of shards, which is asked alone",
					"« %s » est une liste de fragments, qu'on interroge seule"),
				name);
		else if (!st && shards)
			st = session_read_shards(s, name, path.s, err);
		*found |= shards;
		coop_buf_release(&path);
	}
	return st;
}

enum coop_status session_open(
	struct session *s, const char *const *names, size_t count, struct coop_error *err)
{
	enum coop_status st = COOP_OK;
	bool shards = false;
	if (s->search)
		return COOP_OK;
	if (!s->analyzer)
		st = coop_analyzer_new(&s->analyzer, err);
	release_indexes(s); /* of an attempt that failed */
	session_release_shards(s);
	if (!st)
		st = find_shards(s, names, count, &shards, err);
	if (!st && !shards)
		st = reserve(s, count > 0 ? count : 1, err);
	for (size_t i = 0; !st && !shards && i < s->nindexes; i++)
		st = locate(&s->indexes[i], count > 0 ? names[i] : NULL, err);
	return st ? st : session_reopen(s, err);
}

/* Opens the files that queries find more by; the words of synonyms are those of the index. */
static enum coop_status open_files(struct session *s, struct coop_error *err)
{
	const struct session_files *f = &s->files;
	enum coop_status st = COOP_OK;
	synonyms_free(s->synonyms);
	s->synonyms = NULL;
	if (f->synonyms)
		st = synonyms_read(f->synonyms, s->analyzer, &s->synonyms, err);
	if (!st && f->widen && !f->no_thesaurus && !s->thesaurus)
		st = thesaurus_open(f->thesaurus, &s->thesaurus, err);
	return st;
}

static void set_reach(struct session *s, const struct session *from)
{
	search_set_reach(s->search, (struct search_reach){from->synonyms, from->thesaurus,
					    from->files.widen});
}

/* Closes the collection, and what has borrowed it. */
static void close_search(struct session *s)
{
	search_close(s->search);
	s->search = NULL;
}

static void drop_query(struct session *s)
{
	query_release(&s->query);
	s->query = (struct query){0};
}

/* Opens the indexes by their folders. */
static enum coop_status open_folders(struct session *s, struct coop_error *err)
{
	const char **dirs = calloc(s->nindexes + 1, sizeof *dirs);
	if (!dirs)
		return coop_fail_nomem(err);
	for (size_t i = 0; i < s->nindexes; i++) {
		paths_release(&s->indexes[i].paths);
		session_look_at(s->indexes[i].dir.s, &s->indexes[i].generation,
			&s->indexes[i].since);
		dirs[i] = s->indexes[i].dir.s;
	}
	enum coop_status st =
		search_open(dirs, s->nindexes, s->analyzer, &s->search, err);
	free(dirs);
	return st;
}

static enum coop_status open_shards(struct session *s, struct coop_error *err)
{
	struct coop_collection *c;
	enum coop_status st = session_open_shards(s, &c, err);
	return st ? st : search_open_collection(c, s->analyzer, &s->search, err);
}

/* Opens what was opened before; shards that were lost stay so. */
static enum coop_status open_again(struct session *s, struct coop_error *err)
{
	close_search(s);
	enum coop_status st =
		s->shards.count > 0 ? open_shards(s, err) : open_folders(s, err);
	if (!st)
		st = open_files(s, err);
	if (!st)
		set_reach(s, s);
	return st;
}

enum coop_status session_reopen(struct session *s, struct coop_error *err)
{
	session_expect_all_shards(s);
	return open_again(s, err);
}

/*
 * Opens the shards anew after a failure, if that is of some that were lost; else, and where nothing can be
 * done about it, fails with it.
 */
static enum coop_status replace_lost(
	struct session *s, const struct coop_error *why, struct coop_error *err)
{
	if (s->first || !session_has_lost_shards(s))
		return coop_pass_on(err, why);
	s->lost_why = *why;
	drop_query(s);
	return open_again(s, err);
}

bool session_missing(const struct session *s, size_t i, struct session_missing *out)
{
	if (s->first)
		s = s->first;
	for (size_t k = 0; s->states && k < s->shards.count; k++)
		if (s->states[k].missing && i-- == 0) {
			*out = (struct session_missing){&s->shards.at[k], &s->states[k]};
			return true;
		}
	return false;
}

enum coop_status session_share(
	struct session *s, const struct session *first, struct coop_error *err)
{
	enum coop_status st = coop_analyzer_new(&s->analyzer, err);
	s->first = first;
	if (!st)
		st = reserve(s, first->nindexes, err);
	for (size_t i = 0; !st && i < s->nindexes; i++) {
		s->indexes[i].name = first->indexes[i].name;
		s->indexes[i].generation = first->indexes[i].generation;
		s->indexes[i].since = first->indexes[i].since;
	}
	if (!st)
		st = search_share(first->search, s->analyzer, &s->search, err);
	if (!st)
		set_reach(s, first);
	return st;
}

void session_close(struct session *s)
{
	coop_record_release(&s->record);
	coop_docset_release(&s->counted);
	query_release(&s->query);
	groups_release(&s->groups);
	close_search(s);
	release_indexes(s); /* which the search has borrowed */
	session_release_shards(s);
	synonyms_free(s->synonyms);
	thesaurus_close(s->thesaurus);
	coop_analyzer_free(s->analyzer);
	*s = (struct session){0};
}

/* `hits` is how many to read where they are folded. */
static struct search_request request_of(
	const struct ask *ask, const char *text, size_t len, size_t hits)
{
	return (struct search_request){.text = text,
		.len = len,
		.filters = ask->filters,
		.filters_len = ask->filters_len,
		.values = ask->values,
		.options = {.keep_stopwords = ask->keep_stopwords,
			.any = ask->any,
			.without = ask->without},
		.strict = ask->strict,
		.first = ask->group ? 0 : ask->offset,
		.count = ask->group ? hits : ask->count,
		.sort = ask->sort,
		.scores = ask->scores};
}

/* Answers a query in one of its steps. */
static enum coop_status run_step(struct session *s, const struct ask *ask,
	const char *text, size_t len, enum query_step step, bool unfiltered,
	struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len, s->hits);
	request.options.step = step;
	request.options.unfiltered = unfiltered;
	drop_query(s);
	return search_run(s->search, &request, &s->query, err);
}

enum coop_status session_understand(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len, 0);
	s->text = text;
	s->text_len = len;
	drop_query(s);
	return search_understand(s->search, &request, &s->query, err);
}

enum coop_status session_understand_fully(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len, 0);
	enum coop_status st = session_understand(s, ask, text, len, err);
	return st ? st : search_understand_fully(s->search, &request, &s->query, err);
}

/*
 * Relaxes the phrases of a query that matches nothing, step by step until it matches something. It
 * stops where the query matches something without its filters: then they are why, not the phrases.
 */
static enum coop_status relax(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
{
	struct query typed = s->query;
	bool filters = qtree_has_filters(&typed.tree) || typed.narrowed, found = false,
	     filtered = false;
	enum query_step step = QUERY_AS_TYPED;
	enum coop_status st = COOP_OK;
	s->query = (struct query){0};
	while (!st && !found && !filtered && step < QUERY_STEPS) {
		if (step > QUERY_AS_TYPED)
			st = run_step(s, ask, text, len, step, false, err);
		if (step == QUERY_FORMS)
			s->near = s->query.planned.can_near;
		found = !st && step > QUERY_AS_TYPED && search_found(s->search) > 0;
		if (!st && !found && filters) {
			st = run_step(s, ask, text, len, step, true, err);
			filtered = !st && search_found(s->search) > 0;
		}
		s->step = step++;
		/* a single word cannot be near another one */
		if (step == QUERY_NEAR && !s->near)
			step++;
	}
	if (found) {
		query_release(&typed);
		return st;
	}
	s->step = QUERY_AS_TYPED;
	query_release(&s->query);
	s->query = typed;
	search_drop(s->search);
	return st;
}

/* Answers a query, relaxed if need be. */
static enum coop_status ask_once(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	s->text = text;
	s->text_len = len;
	s->step = QUERY_AS_TYPED;
	s->near = false;
	enum coop_status st = run_step(s, ask, text, len, QUERY_AS_TYPED, false, err);
	bool relaxed = !st && !ask->strict && search_found(s->search) == 0 &&
		       analysed_can_relax(&s->query.tree, &s->query.analysed);
	return relaxed ? relax(s, ask, text, len, err) : st;
}

/* Asks for more hits until there are groups enough, or no more hits. */
static enum coop_status ask_groups(struct session *s, const struct ask *ask,
	const char *text, size_t len, struct coop_error *err)
{
	size_t offset = ask->offset < GROUPS_HITS_MAX ? ask->offset : GROUPS_HITS_MAX;
	size_t wanted = ask->count < GROUPS_HITS_MAX - offset ? offset + ask->count
							      : GROUPS_HITS_MAX;
	enum coop_status st;
	s->hits = wanted > GROUPS_HITS ? wanted : GROUPS_HITS;
	for (;;) {
		st = ask_once(s, ask, text, len, err);
		if (!st)
			st = groups_find(&s->groups, s->search, &s->record, err);
		if (st || s->groups.count >= wanted ||
			search_count(s->search) < s->hits || s->hits == GROUPS_HITS_MAX)
			break;
		s->hits = s->hits < GROUPS_HITS_MAX / 2 ? s->hits * 2 : GROUPS_HITS_MAX;
	}
	size_t all = st ? 0 : s->groups.count;
	s->first_group = ask->offset < all ? ask->offset : all;
	s->ngroups = all - s->first_group;
	if (s->ngroups > ask->count)
		s->ngroups = ask->count;
	return st;
}

/*
 * Reads once what the results of shards need later, the columns of facets and the notices, so that damage is
 * found while another replica can still be asked. Notices on other machines are not fetched twice.
 */
static enum coop_status read_ahead(
	struct session *s, const struct ask *ask, struct coop_error *err)
{
	const struct coop_collection *c = search_collection(s->search);
	struct facet_list facets = {0};
	uint64_t total;
	enum coop_status st =
		ask->facets ? session_count_facets(s, ask->facets, &total, &facets, err)
			    : COOP_OK;
	facet_list_release(&facets);
	for (size_t i = 0; !st && i < session_count(s); i++) {
		uint32_t docid = search_docid(s->search, session_hit(s, i));
		if (!coop_collection_part(c, docid)->segment->remote)
			st = session_read_document(s, docid, err);
	}
	return st;
}

enum coop_status session_ask(struct session *s, const struct ask *ask, const char *text,
	size_t len, struct coop_error *err)
{
	struct search_timing before = *search_timing(s->search);
	enum coop_status st;
	s->grouped = ask->group;
	for (;;) {
		struct coop_error why = {0};
		st = ask->group ? ask_groups(s, ask, text, len, &why)
				: ask_once(s, ask, text, len, &why);
		if (!st && s->shards.count > 0)
			st = read_ahead(s, ask, &why);
		if (!st || replace_lost(s, &why, err))
			break;
	}
	const struct search_timing *sum = s->search ? search_timing(s->search) : &before;
	s->understanding = sum->planning - before.planning;
	s->matching = sum->matching - before.matching;
	s->reranking = sum->reranking - before.reranking;
	return st;
}

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

enum coop_status session_count_matches(struct session *s, const struct ask *ask,
	const char *text, size_t len, uint64_t *count, struct coop_error *err)
{
	struct search_request request = request_of(ask, text, len, 0);
	struct coop_error why = {0};
	struct query q = {.tree.count = 0};
	request.strict = false;
	*count = 0;
	enum coop_status st = search_understand(s->search, &request, &q, &why);
	if (!st)
		st = search_all(s->search, &q, &s->counted, &why);
	if (!st)
		*count = s->counted.count;
	query_release(&q);
	return st && st != COOP_E_QUERY ? coop_pass_on(err, &why) : COOP_OK;
}

void session_drop(struct session *s)
{
	drop_query(s);
	search_drop(s->search);
	s->text = "";
	s->text_len = 0;
	s->grouped = false;
}

enum coop_status session_select(
	struct session *s, const uint32_t *docids, size_t count, struct coop_error *err)
{
	drop_query(s);
	s->text = "";
	s->text_len = 0;
	s->step = QUERY_AS_TYPED;
	s->grouped = false;
	s->understanding = s->matching = s->reranking = 0;
	return search_select(s->search, docids, count, err);
}

enum coop_status session_count_facets(struct session *s,
	const struct facet_wishes *wishes, uint64_t *total, struct facet_list *out,
	struct coop_error *err)
{
	struct facet_counter *facets;
	enum coop_status st = search_all(s->search, &s->query, &s->counted, err);
	*total = st ? 0 : s->counted.count;
	if (!st)
		st = search_facets(s->search, &facets, err);
	return st ? st : facets_count(facets, &s->counted, wishes, out, err);
}

enum coop_status session_read_document(
	struct session *s, uint32_t docid, struct coop_error *err)
{
	s->record_index =
		coop_collection_part(search_collection(s->search), docid)->index;
	return search_read(s->search, docid, &s->record, err);
}

/* Fetches a result and those after it. */
static enum coop_status fetch_results(
	struct session *s, size_t from, struct coop_error *err)
{
	enum { AT_ONCE = 50 };
	uint32_t docids[AT_ONCE];
	size_t n = 0;
	for (size_t i = from; n < AT_ONCE && i < session_count(s); i++)
		docids[n++] = search_docid(s->search, session_hit(s, i));
	return search_read_ahead(s->search, docids, n, err);
}

enum coop_status session_read(struct session *s, size_t i, struct coop_error *err)
{
	enum { EACH = 25 }; /* results are mostly read one after another */
	enum coop_status st = i % EACH == 0 ? fetch_results(s, i, err) : COOP_OK;
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
