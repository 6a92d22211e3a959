#include "indexer/convert/json_survey.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/convert/json_value.h"
#include "shared/core/bytes.h"
#include "shared/index/heading.h"

enum {
	NODES_MAX = 2000,
	SAMPLE = 60, /* values of an array, an object or the file that are looked into */
	LOOKED_UP = 20 /* objects of a place whose keys are looked up */
};

void json_path_add(struct coop_buf *path, const char *key, size_t n)
{
	if (path->len > 0)
		coop_buf_byte(path, '.');
	for (size_t i = 0; i < n; i++)
		coop_buf_byte(path, key[i] ? key[i] : ' ');
}

uint32_t json_survey_node(struct json_survey *s, uint32_t parent, size_t last)
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
	s->node[id] =
		(struct json_node){.parent = parent, .title = UINT32_MAX, .last = last};
	return id;
}

/* Looks up what a key of an object names. A list is no title, unless the key says so: "documents". */
static void look_up(
	struct json_survey *s, uint32_t id, const char *key, size_t n, bool single)
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

static enum conversion_failure look(struct json_survey *s, uint32_t parent, size_t last,
	size_t depth, uint64_t *keys);

/* What the members of an object are. */
struct members {
	uint64_t keys, child; /* its keys; those of the last object in it */
	size_t count, objects, alike;
};

/* Looks at a member of an object, behind its key. */
static enum conversion_failure look_at_member(struct json_survey *s, uint32_t id,
	size_t depth, struct members *of, const char *key, size_t n)
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
	struct json_survey *s, uint32_t id, size_t depth, uint64_t *keys)
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

static enum conversion_failure look_at_array(
	struct json_survey *s, uint32_t id, size_t depth)
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
	struct json_survey *s, uint32_t parent, size_t last, size_t depth, uint64_t *keys)
{
	uint32_t id = json_survey_node(s, parent, last);
	int c = json_skip_blanks(s->t);
	if (s->failed)
		return CONVERSION_MEMORY;
	struct json_node *n = &s->node[id];
	n->objects += c == '{';
	n->arrays += c == '[';
	n->others += c != '{' && c != '[';
	if (depth >= JSON_PATH_DEPTH || (c != '{' && c != '['))
		return json_skip(s->t, NULL);
	return c == '{' ? look_at_object(s, id, depth, keys)
			: look_at_array(s, id, depth);
}

/* Looks at the values of the file, as long as it is kept. */
static void look_at_file(struct json_survey *s)
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

bool json_survey_take(struct json_survey *s, struct json_text *t)
{
	*s = (struct json_survey){.t = t};
	if (coop_strmap_new(&s->paths, NULL))
		return false;
	json_mark(t);
	t->holding = true;
	/* the file itself, number 0 */
	json_survey_node(s, 0, 0);
	look_at_file(s);
	json_rewind(t);
	json_unmark(t);
	t->holding = false;
	return !s->failed;
}

void json_survey_release(struct json_survey *s)
{
	coop_strmap_free(s->paths);
	free(s->node);
	coop_buf_release(&s->path);
	coop_buf_release(&s->scratch);
}
