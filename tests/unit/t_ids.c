/*
 * t_ids.c - making ids unique.
 */
#include "indexer/terms/ids.h"
#include "shared/core/strmap.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

static struct ids *new_ids(void)
{
	struct ids *ids;
	struct coop_error err = {0};
	need(ids_new(&ids, &err) == COOP_OK, err.msg);
	return ids;
}

/* Takes an id, and gives what it is kept as. */
static const char *take(struct ids *ids, const char *id)
{
	static struct coop_buf instead;
	struct coop_error err = {0};
	bool taken;
	need(ids_take(ids, id, strlen(id), &taken, &instead, &err) == COOP_OK, err.msg);
	return taken ? coop_buf_cstr(&instead) : id;
}

static void test_examples(void)
{
	/* in this order: an id, and what it is kept as */
	static const char *const list[][2] = {
		{"a", "a"},
		{"b", "b"},
		{"a", "a~2"},
		{"a", "a~3"},
		{"b", "b~2"},
		{"", ""},
		{"", "~2"},
		{"~2", "~2~2"},
		{"", "~3"},
		{"a~2", "a~2~2"},
		{"a~4", "a~4"},
		{"a", "a~5"},
		{"a~2", "a~2~3"},
		{"a~2~2", "a~2~2~2"},
		{"c~2", "c~2"},
		{"c", "c"},
		{"c", "c~3"},
		{"c", "c~4"},
		{"a~3", "a~3~2"},
		{"A", "A"},
		{"été", "été"},
		{"été", "été~2"},
		/* the same, not composed */
		{"e\xcc\x81te\xcc\x81", "e\xcc\x81te\xcc\x81~3"},
	};
	struct ids *ids = new_ids();
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		const char *kept = take(ids, list[i][0]);
		is_str(kept, strlen(kept), list[i][1], "'%s' is kept as '%s'", list[i][0],
			list[i][1]);
	}
	ids_free(ids);
	ids_free(NULL);
}

/* None of very many ids is given twice, and none that was free is changed. */
static void test_many(void)
{
	enum { N = 100000 };
	struct ids *ids = new_ids();
	struct coop_strmap *given;
	struct coop_error err = {0};
	size_t twice = 0, changed = 0, repeated = 0;
	uint32_t seed = 1;
	need(coop_strmap_new(&given, &err) == COOP_OK, err.msg);
	for (uint32_t i = 0; i < N; i++) {
		char id[32];
		uint32_t n = next_random(&seed) % N, number;
		bool added;
		snprintf(id, sizeof id, i % 50 == 0 ? "n%u~2" : "n%u", (unsigned)n);
		bool free = !coop_strmap_find(given, id, strlen(id), &number);
		const char *kept = take(ids, id);
		changed += free && strcmp(kept, id) != 0;
		repeated += !free;
		need(coop_strmap_intern(
			     given, kept, strlen(kept), &number, &added, &err) == COOP_OK,
			err.msg);
		twice += !added;
	}
	is_num(twice, 0, "none of 100,000 ids is given twice");
	is_num(changed, 0, "... and none that was free is changed");
	ok(repeated > N / 4, "... %zu were not free", repeated);
	coop_strmap_free(given);
	ids_free(ids);
}

int main(void)
{
	test_examples();
	test_many();
	return done();
}
