/*
 * t_departments.c - departments of postcodes, which facets a list names, and sets of documents that bits
 * are added to.
 */
#include <string.h>

#include "query/facets/wishes.h"
#include "query/syntax/departments.h"
#include "shared/index/docset.h"
#include "tests/unit/random.h"
#include "tests/unit/tap.h"

/* ---- departments ---- */

static const char *code_of(const char *postcode)
{
	size_t found = department_of_postcode(postcode, strlen(postcode));
	return found == DEPARTMENT_NONE ? "none" : department_at(found)->code;
}

static void test_departments(void)
{
	static const char *const table[][2] = {{"69001", "69"}, {"01000", "01"},
		{"75116", "75"}, {"20000", "2A"}, {"20190", "2A"}, {"20200", "2B"},
		{"20620", "2B"}, {"20407", "none"}, {"20700", "none"}, {"97110", "971"},
		{"97480", "974"}, {"97600", "976"}, {"97500", "975"}, {"97133", "977"},
		{"97150", "978"}, {"98000", "980"}, {"98800", "988"}, {"98900", "none"},
		{"96000", "none"}, {"00100", "none"}, {"1000", "none"},
		{"690011", "none"}, {"6900a", "none"}, {"", "none"}, {"2A000", "none"}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		is_str(code_of(table[i][0]), strlen(code_of(table[i][0])), table[i][1],
			"the department of %s", table[i][0]);
	bool ordered = departments_count() == 109;
	for (size_t i = 1; i < departments_count(); i++)
		ordered &= strcmp(department_at(i - 1)->code, department_at(i)->code) < 0;
	ok(ordered, "all departments, in the order of their codes");
}

/* Every postcode of a department that is one leads to it. */
static void test_all_postcodes(void)
{
	size_t met[128] = {0}, all = 0;
	for (int n = 0; n < 100000; n++) {
		char postcode[8];
		snprintf(postcode, sizeof postcode, "%05d", n);
		size_t found = department_of_postcode(postcode, 5);
		if (found != DEPARTMENT_NONE)
			met[found]++;
	}
	for (size_t i = 0; i < departments_count(); i++)
		all += met[i] > 0;
	is_num(all, departments_count(), "each department has postcodes");
}

static void test_names(void)
{
	struct department_names names = {0};
	struct coop_buf text = {0}, codes = {0};
	size_t good = 0;
	for (size_t i = 0; i < departments_count(); i++) {
		const struct department *d = department_at(i);
		coop_buf_reset(&text);
		coop_buf_reset(&codes);
		coop_buf_printf(&text, "%s", d->name);
		bool named = departments_put_codes(&names, text.s, text.len, &codes);
		good += named && strcmp(coop_buf_cstr(&codes), d->code) == 0;
	}
	is_num(good, departments_count(), "the name of each department is its code");
	coop_buf_reset(&codes);
	coop_buf_str(&codes, "x");
	ok(!departments_put_codes(&names, "69 169 rhon", 11, &codes) && codes.len == 1,
		"a text without a name");
	ok(departments_put_codes(&names, "169 Rhône\t69, 69 rhône ; nord", 32, &codes),
		"a text with names");
	is_str(codes.s, codes.len, "x169 69 69 69 59", "a name behind its code alone");
	department_names_release(&names);
	coop_buf_release(&text);
	coop_buf_release(&codes);
}

/* ---- lists of facets ---- */

static void test_wishes(void)
{
	struct facet_wishes w = {0};
	struct coop_error err = {0};
	ok(!facet_wishes_parse(&w, "Genre,pays:20,Décennie,dept:3,Mots-clés", &err) &&
			w.count == 5,
		"a list of facets");
	ok(w.at[0].field == COOP_F_GENRE && w.at[0].limit == FACET_LIMIT_DEFAULT &&
			w.at[1].field == COOP_F_COUNTRY && w.at[1].limit == 20,
		"names, with and without a number");
	ok(w.at[2].grouping == FACET_DECADE && w.at[2].field == COOP_F_YEAR &&
			w.at[3].grouping == FACET_DEPARTMENT && w.at[3].limit == 3 &&
			w.at[4].field == COOP_F_KEYWORDS,
		"what is derived");
	ok(!facet_wishes_add_layout(&w, FACET_MAP, &err) && w.count == 6 &&
			w.at[5].layout == FACET_MAP,
		"a map");
	ok(strcmp(facet_name(&w.at[2]), "decade") == 0 &&
			strcmp(facet_name(&w.at[0]), "genre") == 0 &&
			strcmp(facet_label(&w.at[1]), "country") == 0,
		"their names");
	facet_wishes_release(&w);
}

/* ---- sets of documents ---- */

/* Adds bits at any docid, as one by one. */
static void test_bits(void)
{
	enum { LAST = 1000 };
	struct coop_docset a = {0}, b = {0};
	struct coop_error err = {0};
	uint32_t r = 7;
	bool same = true;
	need(!coop_docset_reset(&a, LAST, &err) && !coop_docset_reset(&b, LAST, &err),
		err.msg);
	for (int i = 0; i < 2000 && same; i++) {
		uint32_t first = next_random(&r) % (LAST + 1);
		uint64_t bits = (uint64_t)next_random(&r) << 40 | next_random(&r);
		bits &= LAST - first < 63 ? ((uint64_t)2 << (LAST - first)) - 1
					  : ~(uint64_t)0;
		if (i % 50 == 0)
			need(!coop_docset_reset(&a, LAST, &err) &&
					!coop_docset_reset(&b, LAST, &err),
				err.msg);
		coop_docset_add_bits(&a, first, bits);
		for (uint32_t k = 0; k < 64; k++)
			if (bits >> k & 1)
				coop_docset_add(&b, first + k);
		same = a.count == b.count &&
		       memcmp(a.words, b.words, a.nwords * sizeof *a.words) == 0;
	}
	ok(same, "64 documents at a time");
	coop_docset_release(&a);
	coop_docset_release(&b);
}

int main(void)
{
	test_departments();
	test_all_postcodes();
	test_names();
	test_wishes();
	test_bits();
	return done();
}
