/*
 * t_champions.c - the best documents of frequent stems, found and asked for.
 */
#include "indexer/champions.h"
#include "shared/impact.h"
#include "tests/unit/indexes.h"
#include "tests/unit/random.h"

enum { DOCUMENTS = 20000, STEMS = 3 };

/* All documents have stem 0, half stem 1, and stem 2 is in one too few. */
static bool holds(uint32_t stem, uint32_t docid)
{
	return stem == 0 || (stem == 1 && docid % 2 == 0) ||
	       (stem == 2 && docid < COOP_CHAMPIONS_MIN);
}

static uint32_t impact_of(uint32_t stem, uint32_t docid)
{
	uint32_t state = docid * 7 + stem;
	next_random(&state);
	return 1 + next_random(&state) % (stem == 1 ? 3 : COOP_IMPACT_MAX);
}

static bool better(struct coop_champion a, struct coop_champion b)
{
	return a.impact != b.impact ? a.impact > b.impact : a.docid < b.docid;
}

/* Whether the champions are in order, and no other document is better than the last. */
static bool are_best(uint32_t stem, const char *packed, size_t count)
{
	struct coop_champion last = coop_champions_at(packed, count - 1);
	size_t better_ones = 0;
	for (size_t i = 0; i < count; i++) {
		struct coop_champion c = coop_champions_at(packed, i);
		if (!holds(stem, c.docid) || c.impact != impact_of(stem, c.docid) ||
			(i > 0 && !better(coop_champions_at(packed, i - 1), c)))
			return false;
	}
	for (uint32_t docid = 1; docid <= DOCUMENTS; docid++) {
		struct coop_champion c = {docid, impact_of(stem, docid)};
		better_ones += holds(stem, docid) && better(c, last);
	}
	return better_ones == count - 1;
}

static void add(struct champions *c, uint32_t docid)
{
	for (uint32_t stem = 0; stem < STEMS; stem++)
		if (holds(stem, docid))
			need(champions_add(c, stem, docid, impact_of(stem, docid)),
				"memory");
}

/* Forwards, backwards, and in two parts that are put together. */
static void test_collecting(void)
{
	struct coop_buf packed[3] = {{0}};
	struct coop_error err = {0};
	for (int way = 0; way < 3; way++) {
		struct champions c = {0}, other = {0};
		for (uint32_t i = 1; i <= DOCUMENTS; i++)
			add(way == 2 && i % 3 ? &other : &c,
				way == 1 ? DOCUMENTS + 1 - i : i);
		need(champions_merge(&c, &other), "memory");
		for (uint32_t stem = 0; stem < 2; stem++) {
			uint32_t holding = stem == 0 ? DOCUMENTS : DOCUMENTS / 2;
			struct coop_buf *p = &packed[way];
			need(!champions_pack(&c, stem, DOCUMENTS, p, &err), err.msg);
			is_num(coop_champions_count(p->s, p->len, holding),
				COOP_CHAMPIONS, "stem %u has champions", stem);
			ok(are_best(stem, p->s, COOP_CHAMPIONS),
				"... the best, in order");
			is_num(coop_champions_count(p->s, p->len, holding - 1), 0,
				"... for the documents that were there");
		}
		ok(packed[way].len == packed[0].len &&
				memcmp(packed[way].s, packed[0].s, packed[0].len) == 0,
			"whatever the order");
		need(!champions_pack(&c, 2, DOCUMENTS, &packed[1], &err), err.msg);
		is_num(packed[1].len, 0, "a rare stem has none");
		need(!champions_pack(&c, 7, DOCUMENTS, &packed[1], &err), err.msg);
		is_num(packed[1].len, 0, "nor has one that never came");
		champions_release(&c);
		champions_release(&other);
	}
	is_num(coop_champions_count("", 0, 0), 0, "nothing holds none");
	ok(!coop_champions_wanted(COOP_CHAMPIONS_MIN, 10000000) &&
			coop_champions_wanted(10000, 10000000),
		"in a large index a stem must be more frequent");
	for (int way = 0; way < 3; way++)
		coop_buf_release(&packed[way]);
}

/* ---- an index ---- */

static void results(struct search *s, struct coop_analyzer *a, const char *query,
	size_t count, struct coop_buf *out)
{
	run_search(s, a, query, 0, count);
	need(search_count(s) > 200, "hardly a hit");
	for (size_t i = 0; i < 200; i++) {
		double score = search_score(s, i);
		coop_buf_add(out, (const char *)&score, sizeof score);
	}
	add_results(s, false, out);
}

/* The champions give what the engine gives, which is asked when more is wanted. */
static void test_index(const char *dir)
{
	struct coop_buf csv = {0}, index = {0}, few = {0}, many = {0};
	struct coop_analyzer *a = new_analyzer();
	uint32_t state = 3;
	coop_buf_str(&csv, "id,titre,texte\n");
	for (int i = 0; i < 1200; i++) {
		coop_buf_printf(&csv, "n%04d,Film,", i);
		for (uint32_t n = next_random(&state) % 20; n > 0; n--)
			coop_buf_str(&csv, next_random(&state) % 3 ? "autre " : "usine ");
		coop_buf_str(&csv, "usine\n");
	}
	build_csv_index(dir, csv.s, csv.len, &index);
	struct search *s = open_search(index.s, a);
	results(s, a, "usine", COOP_CHAMPIONS, &few);
	run_search(s, a, "usine", 0, COOP_CHAMPIONS + 1);
	is_num(search_count(s), COOP_CHAMPIONS + 1, "more than there are champions");
	results(s, a, "usine", COOP_CHAMPIONS + 1, &many);
	ok(few.len > 0 && few.len < many.len && memcmp(few.s, many.s, few.len - 1) == 0,
		"the same first ones with the same scores");
	search_close(s);
	coop_analyzer_free(a);
	coop_buf_release(&csv);
	coop_buf_release(&index);
	coop_buf_release(&few);
	coop_buf_release(&many);
}

int main(void)
{
	test_collecting();
	in_scratch(test_index);
	return done();
}
