#include "indexer/convert/json_places.h"

#include <string.h>

#include "indexer/convert/json_survey.h"
#include "shared/core/bytes.h"
#include "shared/index/heading.h"

static const char *path_of(const struct json_survey *s, uint32_t id, size_t *n)
{
	return coop_strmap_at(s->paths, id, n);
}

/* Whether a key is one that answers and exports put their records under. */
static bool holds_records(const struct json_survey *s, uint32_t id)
{
	static const char *const names[] = {"results", "result", "resultats", "data",
		"items", "item", "records", "record", "rows", "docs", "documents", "hits",
		"features", "@graph", "graph", "entries", "entry", "notices", "notice",
		"films", "movies", "objects", "list", "liste", "member", "hydra:member",
		"nodes", "enregistrements", "content", "value", "values", "works",
		"publications", "references", "books", "collection", "_embedded",
		"response", "dataset", "donnees", "fiches", "response.docs", NULL};
	char name[24] = {0};
	size_t n, len = 0;
	const char *path = path_of(s, id, &n), *key = path + s->node[id].last;
	key += *key == '.';
	while (len < sizeof name && key < path + n && *key != '[' && *key != '{') {
		bool capital = *key >= 'A' && *key <= 'Z';
		name[len++] = (char)(capital ? *key | 0x20 : *key);
		key++;
	}
	return coop_is_one_of(name, len, names);
}

/* Whether a node is what a list holds: the items of an array, or the members of a map. */
static bool is_listed(const struct json_survey *s, uint32_t id)
{
	size_t n;
	const char *path = path_of(s, id, &n);
	return coop_bytes_ends_with(path, n, "[]") || coop_bytes_ends_with(path, n, "{}");
}

/* Whether a node is within another one, with no list between them. */
static bool is_near(const struct json_survey *s, uint32_t id, uint32_t outer)
{
	for (uint32_t up = s->node[id].parent;; up = s->node[up].parent) {
		if (up == outer)
			return true;
		if (up == 0 || is_listed(s, up))
			return false;
	}
}

/* How much a node looks like the list of notices of what is around it. */
static size_t merit(const struct json_survey *s, uint32_t id)
{
	enum { KNOWN = 1000, TITLED = 400, EACH = 20, MOST = 60 };
	const struct json_node *n = &s->node[id];
	size_t count = n->objects < MOST ? n->objects : MOST;
	if (holds_records(s, id))
		count += KNOWN;
	if (n->title < COOP_HEADING_SECOND)
		count += TITLED;
	return count + EACH * (size_t)__builtin_popcount(n->fields);
}

static bool names_title(const struct json_node *n)
{
	return n->title != UINT32_MAX;
}

/* The best list within an object; 0 for none. */
static uint32_t best_list(const struct json_survey *s, uint32_t outer)
{
	uint32_t best = 0;
	size_t most = 0;
	for (uint32_t id = 1; id < coop_strmap_count(s->paths); id++) {
		if (s->node[id].objects == 0 || !is_listed(s, id) ||
			!is_near(s, id, outer))
			continue;
		size_t of = merit(s, id);
		if (of > most) {
			most = of;
			best = id;
		}
	}
	return best;
}

/* Whether an object is but the wrapping of the best list in it. */
static bool wraps(const struct json_survey *s, uint32_t id, uint32_t list)
{
	const struct json_node *n = &s->node[id], *l = &s->node[list];
	if (n->own == JSON_OWN_KEYS)
		return false;
	if (is_listed(s, id))
		return holds_records(s, list) && !names_title(n);
	if (holds_records(s, list))
		return !names_title(n) || n->objects == 1;
	if (n->objects > 1)
		return false;
	return !names_title(n) || (l->title < COOP_HEADING_SECOND && l->objects > 1 &&
					  __builtin_popcount(n->fields) < 2);
}

/* Adds nodes for the members of objects whose keys are ids: "{}" behind their path. */
static void add_maps(struct json_survey *s)
{
	uint32_t count = coop_strmap_count(s->paths);
	for (uint32_t id = 0; id < count && !s->failed; id++) {
		size_t n;
		if (!s->node[id].map || names_title(&s->node[id]))
			continue;
		coop_buf_reset(&s->path);
		const char *path = path_of(s, id, &n);
		coop_buf_add(&s->path, path, n);
		coop_buf_str(&s->path, "{}");
		uint32_t of = json_survey_node(s, id, s->node[id].last);
		for (uint32_t k = 1; k < count && of > 0; k++) {
			const struct json_node *member = &s->node[k];
			if (member->parent != id || k == of)
				continue;
			s->node[of].objects += member->objects;
			s->node[of].fields |= member->fields;
			if (member->title < s->node[of].title)
				s->node[of].title = member->title;
		}
	}
}

/* Adds lists beside the one that was chosen whose items have titles, as those of it do. */
static void add_place(struct json_places *p, const struct json_survey *s, uint32_t id)
{
	size_t n;
	const char *path = path_of(s, id, &n);
	p->at[p->count++] = p->paths.len;
	coop_buf_add(&p->paths, path, n);
	coop_buf_byte(&p->paths, '\0');
}

static void add_others(struct json_places *p, const struct json_survey *s, uint32_t outer,
	uint32_t chosen)
{
	const unsigned sure = COOP_HEADING_SECOND;
	if (s->node[chosen].title >= sure)
		return;
	for (uint32_t id = 1; id < coop_strmap_count(s->paths); id++) {
		const struct json_node *n = &s->node[id];
		bool like = id != chosen && n->objects > 0 && n->title < sure &&
			    is_listed(s, id) && is_near(s, id, outer) &&
			    !is_near(s, chosen, id) && !is_near(s, id, chosen);
		if (like && p->count < JSON_PLACES_MAX)
			add_place(p, s, id);
	}
}

/* The array of rows, when the file is one of arrays; 0 for none. */
static uint32_t find_rows(const struct json_survey *s)
{
	uint32_t id;
	return coop_strmap_find(s->paths, "[]", 2, &id) && s->node[id].arrays > 1 &&
			       s->node[id].objects == 0
		       ? id
		       : 0;
}

static void choose(struct json_places *p, struct json_survey *s)
{
	uint32_t id = 0, outer = 0, list;
	p->rows = (id = find_rows(s)) > 0;
	p->empty = s->whole;
	if (p->rows) {
		add_place(p, s, id);
		return;
	}
	while ((list = best_list(s, id)) > 0 &&
		(s->node[id].objects == 0 || wraps(s, id, list))) {
		outer = id;
		id = list;
	}
	const struct json_node *n = &s->node[id];
	for (uint32_t i = 0; i < coop_strmap_count(s->paths); i++)
		p->empty &= s->node[i].others == 0 && s->node[i].objects == 0;
	if (n->objects == 0)
		return;
	p->alone = id == 0 && s->values == 1 && s->whole;
	add_place(p, s, id);
	if (id > 0)
		add_others(p, s, outer, id);
}

bool json_places_find(struct json_places *p, struct json_text *t)
{
	struct json_survey s;
	*p = (struct json_places){0};
	if (json_survey_take(&s, t))
		add_maps(&s);
	if (!s.failed && s.paths)
		choose(p, &s);
	bool made = s.paths && !s.failed && !s.path.failed && !s.scratch.failed &&
		    !p->paths.failed;
	json_survey_release(&s);
	return made;
}

void json_places_release(struct json_places *p)
{
	coop_buf_release(&p->paths);
}

const char *json_places_path(const struct json_places *p, size_t i)
{
	return p->paths.s + p->at[i];
}

bool json_places_has(const struct json_places *p, const char *path)
{
	for (size_t i = 0; i < p->count; i++)
		if (strcmp(json_places_path(p, i), path) == 0)
			return true;
	return false;
}

bool json_places_within(const struct json_places *p, const char *path)
{
	size_t n = strlen(path);
	for (size_t i = 0; i < p->count; i++) {
		const char *of = json_places_path(p, i);
		if (strncmp(of, path, n) == 0 && of[n])
			return true;
	}
	return false;
}
