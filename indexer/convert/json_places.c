#include "indexer/convert/json_places.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/convert/json_value.h"
#include "shared/core/bytes.h"
#include "shared/core/strmap.h"
#include "shared/index/heading.h"

enum {
	NODES_MAX = 2000,
	SAMPLE = 60,  /* values of an array, an object or the file that are looked into */
	OWN_KEYS = 7, /* all of those in `own` below */
	LOOKED_UP = 20 /* objects of a place whose keys are looked up */
};

/* What is at a path, in all values there that were looked into. */
struct node {
	uint32_t parent;
	size_t objects, arrays, others;
	size_t rows;    /* arrays of scalars, the first of them of strings */
	unsigned title; /* the best rank of a key that names a title; UINT_MAX for none */
	uint32_t fields; /* a bit for each other field that a key names */
	unsigned own;    /* which of the keys it has that records of coopidx have */
	bool map;        /* an object whose members are objects that are alike */
	size_t last;     /* where its last key begins in the path */
};

struct survey {
	struct json_text *t;
	struct coop_strmap *paths;
	struct node *node;
	size_t cap;
	struct coop_buf path, scratch;
	size_t values; /* of the file */
	bool whole;    /* that is all of it, and nothing is wrong with it */
	bool enough;   /* the rest of the file is not looked at */
	bool failed;
};

/* ---- looking at the start of the file ---- */

void json_path_add(struct coop_buf *path, const char *key, size_t n)
{
	if (path->len > 0)
		coop_buf_byte(path, '.');
	for (size_t i = 0; i < n; i++)
		coop_buf_byte(path, key[i] ? key[i] : ' ');
}

/* The number of the node at the current path; 0, the file, when there are too many. */
static uint32_t node_here(struct survey *s, uint32_t parent, size_t last)
{
	uint32_t id = 0;
	bool added = false;
	if (s->failed || s->path.failed)
		return 0;
	if (coop_strmap_find(s->paths, coop_buf_cstr(&s->path), s->path.len, &id))
		return id;
	if (coop_strmap_count(s->paths) == NODES_MAX)
		return 0;
	if (coop_strmap_intern(
		    s->paths, coop_buf_cstr(&s->path), s->path.len, &id, &added, NULL) ||
		!coop_array_grow(&s->node, &s->cap, (size_t)id + 1, sizeof *s->node)) {
		s->failed = true;
		return 0;
	}
	s->node[id] = (struct node){.parent = parent, .title = UINT32_MAX, .last = last};
	return id;
}

/* Looks up what a key of an object names. A list is no title, unless the key says so: "documents". */
static void look_up(struct survey *s, uint32_t id, const char *key, size_t n, bool single)
{
	static const char *const own[] = {"file", "line", "values"};
	const unsigned sure = COOP_HEADING_SECOND;
	struct coop_heading_field found[COOP_HEADING_FIELDS];
	for (unsigned i = 0; i < sizeof own / sizeof *own; i++)
		if (coop_bytes_equal(key, n, own[i], strlen(own[i])))
			s->node[id].own |= 1U << i;
	size_t count = coop_heading_fields(key, n, &s->scratch, found);
	for (size_t i = 0; i < count; i++)
		if (found[i].field != COOP_F_TITLE)
			s->node[id].fields |= UINT32_C(1) << found[i].field;
		else if (found[i].rank < s->node[id].title &&
			 (single || found[i].rank < sure))
			s->node[id].title = found[i].rank;
}

/* A set of keys, as far as 64 bits tell. */
static uint64_t bit_of(const char *key, size_t n)
{
	uint32_t h = 2166136261U; /* FNV-1a */
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)key[i]) * 16777619U;
	return UINT64_C(1) << (h ^ h >> 16) % 64;
}

static bool are_alike(uint64_t a, uint64_t b)
{
	return __builtin_popcountll(a & b) * 2 >= __builtin_popcountll(a | b);
}

static enum conversion_failure look(
	struct survey *s, uint32_t parent, size_t last, size_t depth, uint64_t *keys);

/* What the members of an object are. */
struct members {
	uint64_t keys, child; /* its keys; those of the last object in it */
	size_t count, objects, alike;
};

/* Looks at a member of an object, behind its key. */
static enum conversion_failure look_at_member(struct survey *s, uint32_t id, size_t depth,
	struct members *of, const char *key, size_t n)
{
	size_t begin = s->path.len;
	uint64_t child = 0;
	of->keys |= bit_of(key, n);
	of->count++;
	int c = json_skip_blanks(s->t);
	bool object = c == '{';
	if (s->node[id].objects <= LOOKED_UP)
		look_up(s, id, key, n, c != '[');
	if (of->count > SAMPLE)
		return json_skip(s->t, NULL);
	json_path_add(&s->path, key, n);
	enum conversion_failure failure = look(s, id, begin, depth + 1, &child);
	s->path.len = begin;
	of->alike += object && of->objects > 0 && are_alike(of->child, child);
	of->objects += object;
	of->child = child;
	return failure;
}

static enum conversion_failure look_at_object(
	struct survey *s, uint32_t id, size_t depth, uint64_t *keys)
{
	struct coop_buf key = {0};
	struct members of = {0};
	enum conversion_failure failure = CONVERSION_OK;
	json_take(s->t);
	bool more = json_skip_blanks(s->t) != '}';
	while (!failure && more) {
		coop_buf_reset(&key);
		failure = json_skip_key(s->t, &key, NULL);
		if (!failure)
			failure = look_at_member(
				s, id, depth, &of, coop_buf_cstr(&key), key.len);
		int c = failure ? JSON_END : json_skip_blanks(s->t);
		more = c == ',';
		if (!failure && c != ',' && c != '}')
			failure = CONVERSION_JSON_COMMA;
		else if (!failure)
			json_take(s->t);
	}
	if (of.count == 0 && !failure)
		json_take(s->t);
	size_t looked = of.count < SAMPLE ? of.count : SAMPLE;
	if (looked > 1 && of.objects == looked && of.alike + 1 + looked / 8 >= looked)
		s->node[id].map = true;
	*keys = of.keys;
	s->failed |= key.failed;
	coop_buf_release(&key);
	return failure;
}

static enum conversion_failure look_at_array(struct survey *s, uint32_t id, size_t depth)
{
	enum conversion_failure failure = CONVERSION_OK;
	size_t begin = s->path.len;
	uint64_t keys;
	json_take(s->t);
	bool more = json_skip_blanks(s->t) != ']', empty = !more;
	coop_buf_str(&s->path, "[]");
	for (size_t i = 0; !failure && more; i++) {
		failure = i < SAMPLE ? look(s, id, s->node[id].last, depth + 1, &keys)
				     : json_skip(s->t, NULL);
		int c = failure ? JSON_END : json_skip_blanks(s->t);
		more = c == ',';
		if (!failure && c != ',' && c != ']')
			failure = CONVERSION_JSON_COMMA;
		else if (!failure)
			json_take(s->t);
		/* nothing but the end of the file follows an array of its own */
		s->enough = depth == 0 && i > SAMPLE;
		more &= !s->enough;
	}
	if (empty)
		json_take(s->t);
	s->path.len = begin;
	return failure;
}

/* Looks at the next value, which is at the current path. */
static enum conversion_failure look(
	struct survey *s, uint32_t parent, size_t last, size_t depth, uint64_t *keys)
{
	uint32_t id = node_here(s, parent, last);
	int c = json_skip_blanks(s->t);
	if (s->failed)
		return CONVERSION_MEMORY;
	struct node *n = &s->node[id];
	n->objects += c == '{';
	n->arrays += c == '[';
	n->others += c != '{' && c != '[';
	if (depth >= JSON_PATH_DEPTH || (c != '{' && c != '['))
		return json_skip(s->t, NULL);
	return c == '{' ? look_at_object(s, id, depth, keys)
			: look_at_array(s, id, depth);
}

/* Looks at the values of the file, as long as it is kept. */
static void look_at_file(struct survey *s)
{
	uint64_t keys;
	enum conversion_failure failure = CONVERSION_OK;
	while (!failure && !s->enough && s->values < SAMPLE &&
		json_skip_blanks(s->t) != JSON_END) {
		if (json_peek(s->t) == ',')
			json_take(s->t);
		failure = look(s, 0, 0, 0, &keys);
		s->values++;
	}
	s->whole = !failure && s->t->ended;
}

/* ---- choosing ---- */

static const char *path_of(const struct survey *s, uint32_t id, size_t *n)
{
	return coop_strmap_at(s->paths, id, n);
}

/* Whether a key is one that answers and exports put their records under. */
static bool holds_records(const struct survey *s, uint32_t id)
{
	static const char *const names[] = {"results", "result", "resultats", "data",
		"items", "item", "records", "record", "rows", "docs", "documents", "hits",
		"features", "@graph", "graph", "entries", "entry", "notices", "notice",
		"films", "movies", "objects", "list", "liste", "member", "hydra:member",
		"nodes", "enregistrements", "content", "value", "values", "works",
		"publications", "references", "books", "collection", "_embedded",
		"response", "dataset", "donnees", "fiches", "response.docs", NULL};
	char name[24];
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
static bool is_listed(const struct survey *s, uint32_t id)
{
	size_t n;
	const char *path = path_of(s, id, &n);
	return coop_bytes_ends_with(path, n, "[]") || coop_bytes_ends_with(path, n, "{}");
}

/* Whether a node is within another one, with no list between them. */
static bool is_near(const struct survey *s, uint32_t id, uint32_t outer)
{
	for (uint32_t up = s->node[id].parent;; up = s->node[up].parent) {
		if (up == outer)
			return true;
		if (up == 0 || is_listed(s, up))
			return false;
	}
}

/* How much a node looks like the list of notices of what is around it. */
static size_t merit(const struct survey *s, uint32_t id)
{
	enum { KNOWN = 1000, TITLED = 400, EACH = 20, MOST = 60 };
	const struct node *n = &s->node[id];
	size_t count = n->objects < MOST ? n->objects : MOST;
	if (holds_records(s, id))
		count += KNOWN;
	if (n->title < COOP_HEADING_SECOND)
		count += TITLED;
	return count + EACH * (size_t)__builtin_popcount(n->fields);
}

static bool names_title(const struct node *n)
{
	return n->title != UINT32_MAX;
}

/* The best list within an object; 0 for none. */
static uint32_t best_list(const struct survey *s, uint32_t outer)
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
static bool wraps(const struct survey *s, uint32_t id, uint32_t list)
{
	const struct node *n = &s->node[id], *l = &s->node[list];
	if (n->own == OWN_KEYS)
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
static void add_maps(struct survey *s)
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
		uint32_t of = node_here(s, id, s->node[id].last);
		for (uint32_t k = 1; k < count && of > 0; k++) {
			const struct node *member = &s->node[k];
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
static void add_place(struct json_places *p, const struct survey *s, uint32_t id)
{
	size_t n;
	const char *path = path_of(s, id, &n);
	p->at[p->count++] = p->paths.len;
	coop_buf_add(&p->paths, path, n);
	coop_buf_byte(&p->paths, '\0');
}

static void add_others(
	struct json_places *p, const struct survey *s, uint32_t outer, uint32_t chosen)
{
	const unsigned sure = COOP_HEADING_SECOND;
	if (s->node[chosen].title >= sure)
		return;
	for (uint32_t id = 1; id < coop_strmap_count(s->paths); id++) {
		const struct node *n = &s->node[id];
		bool like = id != chosen && n->objects > 0 && n->title < sure &&
			    is_listed(s, id) && is_near(s, id, outer) &&
			    !is_near(s, chosen, id) && !is_near(s, id, chosen);
		if (like && p->count < JSON_PLACES_MAX)
			add_place(p, s, id);
	}
}

/* The array of rows, when the file is one of arrays; 0 for none. */
static uint32_t find_rows(const struct survey *s)
{
	uint32_t id;
	return coop_strmap_find(s->paths, "[]", 2, &id) && s->node[id].arrays > 1 &&
			       s->node[id].objects == 0
		       ? id
		       : 0;
}

static void choose(struct json_places *p, struct survey *s)
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
	const struct node *n = &s->node[id];
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
	struct survey s = {.t = t};
	*p = (struct json_places){0};
	if (coop_strmap_new(&s.paths, NULL))
		return false;
	json_mark(t);
	t->holding = true;
	/* the file itself, number 0 */
	node_here(&s, 0, 0);
	look_at_file(&s);
	if (!s.failed)
		add_maps(&s);
	if (!s.failed)
		choose(p, &s);
	bool made = !s.failed && !s.path.failed && !s.scratch.failed && !p->paths.failed;
	json_rewind(t);
	json_unmark(t);
	t->holding = false;
	coop_strmap_free(s.paths);
	free(s.node);
	coop_buf_release(&s.path);
	coop_buf_release(&s.scratch);
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
