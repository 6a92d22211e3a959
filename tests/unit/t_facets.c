/*
 * t_facets.c - facets of sets of documents, against what their values say one by one; what a counter
 * keeps from query to query, and what broad queries cost.
 */
#include <inttypes.h>

#include "query/facets/count.h"
#include "query/syntax/departments.h"
#include "shared/index/collection_columns.h"
#include "tests/unit/inputs.h"
#include "tests/unit/segments.h"
#include "tests/unit/snapshots.h"
#include "tests/unit/work.h"

static const char all_facets[] =
	"genre:2,director:7,year:5,decade,department:4,producers:3,language";

static void fill(struct coop_record *r, uint32_t number)
{
	static const char *const genres[] = {"Essai", "Drame ; Essai", "Fiction", ""};
	uint32_t seed = number * 2654435761U + 3;
	char text[120];
	add_id(r, number);
	add_text(r, COOP_F_GENRE, genres[next_random(&seed) % 4]);
	snprintf(text, sizeof text, "Anne N%u", next_random(&seed) % 300);
	add_text(r, COOP_F_DIRECTOR, text);
	snprintf(text, sizeof text, "%u, %u", 1950 + next_random(&seed) % 60,
		1950 + next_random(&seed) % 60);
	if (next_random(&seed) % 4)
		add_text(r, COOP_F_YEAR, text);
	for (uint32_t n = next_random(&seed) % 4; n > 0; n--) {
		snprintf(text, sizeof text, "Maison %u (1 rue du Port, %02u%03u Ville)",
			next_random(&seed) % 90, next_random(&seed) % 100,
			next_random(&seed) % 20 * 10);
		add_text(r, COOP_F_PRODUCER, text);
	}
}

static struct coop_collection *open_collection(const char *dir)
{
	struct coop_analyzer *analyzer;
	struct coop_collection *c;
	struct coop_error err = {0};
	need(!coop_analyzer_new(&analyzer, &err), err.msg);
	need(!coop_collection_open(&dir, 1, analyzer, &c, &err), err.msg);
	coop_analyzer_free(analyzer);
	return c;
}

/* One in `every` of the documents that are not gone. */
static struct coop_docset some_of(const struct coop_collection *c, uint32_t every)
{
	struct coop_docset all = {0}, set = {0};
	struct coop_error err = {0};
	uint32_t seed = every;
	need(!coop_collection_all(c, &all, &err), err.msg);
	need(!coop_docset_reset(&set, c->last, &err), err.msg);
	need(all.count == c->documents, "all documents that are not gone");
	for (uint32_t d = 0; (d = coop_docset_next(&all, d + 1)) > 0;)
		if (next_random(&seed) % every == 0)
			coop_docset_add(&set, d);
	coop_docset_release(&all);
	return set;
}

/* ---- one by one ---- */

enum { GROUPS = 2000, NO_GROUP = GROUPS - 1 };

/* What a facet is expected to be: counters of its groups, of which `last` is the last document. */
struct naive {
	struct coop_column *column;
	enum facet_grouping grouping;
	uint32_t counts[GROUPS], last[GROUPS];
};

static size_t group_of(struct naive *n, uint32_t number)
{
	struct coop_column_value v;
	struct coop_error err = {0};
	need(!coop_column_value(n->column, number, &v, &err), err.msg);
	size_t department = n->grouping == FACET_DEPARTMENT
				    ? department_of_postcode(v.key, v.key_len)
				    : 0;
	size_t group = n->grouping == FACET_DECADE       ? v.number / 10
		       : n->grouping == FACET_DEPARTMENT ? department
							 : number;
	return group == DEPARTMENT_NONE ? NO_GROUP : group;
}

/* Returns how many documents are in no group. */
static uint64_t count_naively(struct naive *n, const struct coop_docset *set)
{
	const uint32_t *numbers;
	uint32_t copy[COOP_COLUMN_EACH_MAX];
	size_t count;
	uint64_t without = 0;
	struct coop_error err = {0};
	for (uint32_t d = 0; (d = coop_docset_next(set, d + 1)) > 0;) {
		bool any = false;
		need(!coop_column_get(n->column, d, &numbers, &count, &err), err.msg);
		memcpy(copy, numbers, count * sizeof *copy);
		for (size_t i = 0; i < count; i++) {
			size_t group = group_of(n, copy[i]);
			need(group < GROUPS, "there are more groups");
			n->counts[group] += n->last[group] != d;
			n->last[group] = d;
			any |= group != NO_GROUP;
		}
		without += !any;
	}
	n->counts[NO_GROUP] = 0;
	return without;
}

/* Takes the most frequent group, of several the first; its text. */
static uint32_t take_most(struct naive *n, struct coop_buf *text)
{
	size_t most = 0;
	struct coop_column_value v;
	struct coop_error err = {0};
	for (size_t i = 0; i < GROUPS; i++)
		if (n->counts[i] > n->counts[most])
			most = i;
	uint32_t count = n->counts[most];
	n->counts[most] = 0;
	coop_buf_reset(text);
	if (count == 0)
		return 0;
	if (n->grouping == FACET_DECADE) {
		coop_buf_printf(text, "%zu", most * 10);
	} else if (n->grouping == FACET_DEPARTMENT) {
		coop_buf_str(text, department_at(most)->code);
	} else {
		need(!coop_column_value(n->column, (uint32_t)most, &v, &err), err.msg);
		coop_buf_add(text, v.shown, v.shown_len);
	}
	return count;
}

static bool is_as_expected(const struct coop_collection *c, const struct coop_docset *set,
	const struct facet *f)
{
	struct naive *n = calloc(1, sizeof *n);
	struct coop_buf text = {0};
	struct coop_error err = {0};
	need(n != NULL, "memory");
	n->grouping = f->wish.grouping;
	need(!coop_collection_column_open(c, f->wish.field, &n->column, &err), err.msg);
	bool same = count_naively(n, set) == f->without && f->notices == set->count;
	for (size_t i = 0; i < f->count; i++)
		same = same && take_most(n, &text) == f->values[i].count &&
		       coop_bytes_equal(
			       text.s, text.len, f->values[i].text, f->values[i].len);
	uint64_t others = 0;
	while (take_most(n, &text) > 0)
		others++;
	same = same && others == f->others && (others == 0 || f->count == f->wish.limit);
	coop_column_free(n->column);
	coop_buf_release(&text);
	free(n);
	return same;
}

/* Counts the facets of sets, from all documents to few and back, with one counter. */
static void test_counts(const struct coop_collection *c, const char *name)
{
	static const uint32_t every[] = {1, 2, 3, 100, 5000, 1, 7};
	struct facet_wishes wishes = {0};
	struct facet_counter *counter;
	struct coop_error err = {0};
	need(!facet_wishes_parse(&wishes, all_facets, &err), err.msg);
	need(!facet_counter_new(c, &counter, &err), err.msg);
	for (size_t i = 0; i < sizeof every / sizeof *every; i++) {
		struct coop_docset set = some_of(c, every[i]);
		struct facet_list list = {0};
		size_t right = 0;
		need(!facets_count(counter, &set, &wishes, &list, &err), err.msg);
		for (size_t k = 0; k < list.count; k++)
			right += is_as_expected(c, &set, &list.at[k]);
		is_num(right, wishes.count, "%s: the facets of %" PRIu64 " documents",
			name, set.count);
		facet_list_release(&list);
		coop_docset_release(&set);
	}
	facet_counter_free(counter);
	facet_wishes_release(&wishes);
}

/* ---- work ---- */

/* The steps of counting facets of one in `every` document. */
static uint64_t work_of(
	const struct coop_collection *c, struct facet_counter *counter, uint32_t every)
{
	struct coop_docset set = some_of(c, every);
	struct facet_wishes wishes = {0};
	struct facet_list list = {0};
	struct coop_error err = {0};
	need(!facet_wishes_parse(&wishes, all_facets, &err), err.msg);
	uint64_t begun = work_done();
	need(!facets_count(counter, &set, &wishes, &list, &err), err.msg);
	uint64_t took = work_done() - begun;
	facet_list_release(&list);
	facet_wishes_release(&wishes);
	coop_docset_release(&set);
	return took;
}

static void test_work(const struct coop_collection *c)
{
	struct facet_counter *counter;
	struct coop_error err = {0};
	need(!facet_counter_new(c, &counter, &err), err.msg);
	uint64_t first = work_of(c, counter, 1000), again = work_of(c, counter, 1000);
	ok(again * 4 < first, "columns are opened once: %" PRIu64 " steps, then %" PRIu64,
		first, again);
	work_of(c, counter, 1);
	uint64_t half = work_of(c, counter, 2), all = work_of(c, counter, 1);
	ok(all * 4 < half,
		"of all documents fewer are counted than of half: %" PRIu64
		" steps and %" PRIu64,
		all, half);
	facet_counter_free(counter);
}

static void test_all(const char *dir)
{
	scratch = dir;
	uint32_t seed = 1;
	snapshot_fill = fill;
	struct snapshot_plan plain = plan_snapshot(&seed, 3000, 0, 0),
			     parts = plan_snapshot(&seed, 1500, 200, 300);
	write_snapshot(path_of("plain"), &plain);
	write_snapshot(path_of("parts"), &parts);
	struct coop_collection *one = open_collection(path_of("plain")),
			       *several = open_collection(path_of("parts"));
	test_counts(one, "a base alone");
	test_counts(several, "a base, a delta and tombstones");
	test_work(one);
	coop_collection_free(one);
	coop_collection_free(several);
	release_plan(&plain);
	release_plan(&parts);
}

int main(void)
{
	in_scratch(test_all);
	return done();
}
